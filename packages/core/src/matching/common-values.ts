/** Domains that many have their mailbox or their page at: sharing one says nothing about being the same company. */
const COMMON = new Set(
  `gmail.com googlemail.com outlook.com outlook.de outlook.fr hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.it
  live.com live.de live.fr live.co.uk msn.com yahoo.com yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.de yahoo.fr yahoo.it
  yahoo.es yahoo.ca yahoo.com.br ymail.com rocketmail.com icloud.com me.com mac.com aol.com gmx.com gmx.net gmx.de gmx.ch
  gmx.at web.de freenet.de t-online.de mail.de posteo.de mailbox.org proton.me protonmail.com protonmail.ch pm.me tutanota.com
  tuta.com fastmail.com fastmail.fm hey.com zohomail.com mail.com email.com mail.ru bk.ru inbox.ru list.ru yandex.ru
  yandex.com ya.ru rambler.ru ukr.net qq.com foxmail.com 163.com 126.com sina.com sina.cn sohu.com aliyun.com naver.com
  daum.net hanmail.net docomo.ne.jp ezweb.ne.jp softbank.ne.jp rediffmail.com bluewin.ch hispeed.ch sunrise.ch orange.fr
  wanadoo.fr free.fr laposte.net sfr.fr neuf.fr libero.it virgilio.it tiscali.it alice.it telefonica.net terra.es ziggo.nl
  kpnmail.nl planet.nl telenet.be skynet.be seznam.cz centrum.cz wp.pl onet.pl o2.pl interia.pl abv.bg uol.com.br bol.com.br
  terra.com.br comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com
  optonline.net btinternet.com btopenworld.com sky.com talktalk.net virginmedia.com ntlworld.com bigpond.com optusnet.com.au
  rogers.com shaw.ca sympatico.ca telus.net
  facebook.com instagram.com linkedin.com twitter.com x.com youtube.com google.com goo.gl github.com gitlab.com
  wordpress.com blogspot.com wixsite.com weebly.com medium.com linktr.ee`.split(/\s+/),
);

/** Mailboxes of functions: several people read them. */
const ROLES = new Set(
  `abuse accounting accounts admin administration all billing contact contacts customerservice enquiries finance hello help
  helpdesk hostmaster hr info information inquiries invoice invoices it jobs kontakt legal mail marketing no-reply noreply
  office orders post postmaster press privacy purchasing reception root sales security service services staff support team
  web webmaster`.split(/\s+/),
);

/** Of a domain as `normaliseDomain` spells it. */
export function isCommonDomain(domain: string): boolean {
  return COMMON.has(domain);
}

/** Of an address as `normaliseEmail` spells it. */
export function isRoleAddress(address: string): boolean {
  return ROLES.has(address.slice(0, address.indexOf('@')));
}
