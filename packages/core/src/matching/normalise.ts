import { domainToASCII } from 'node:url';
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { parse } from 'tldts';

/**
 * The registrable domain of a host, an address of the web or an e-mail address, in ASCII and lower case: `www.Bücher.de`
 * is `xn--bcher-kva.de`. Subdomains that a service gives to its customers (`acme.github.io`) are domains of their own.
 * Null for what is none: a machine's name, a number, a word.
 */
export function normaliseDomain(text: string): string | null {
  const trimmed = text.trim();
  const address =
    trimmed.includes('@') && !trimmed.includes('/') ? trimmed.slice(trimmed.lastIndexOf('@') + 1) : trimmed;
  const { domain, isIcann, isPrivate } = parse(address, { allowPrivateDomains: true });
  if (domain === null || (!isIcann && !isPrivate)) return null;
  return domainToASCII(domain) || null;
}

/** Whether the list of public suffixes holds what a host or an address of the web ends with, or is: `co.uk`, `wixsite.com`. */
export function hasPublicSuffix(text: string): boolean {
  const { isIcann, isPrivate } = parse(text.trim(), { allowPrivateDomains: true });
  return isIcann === true || isPrivate === true;
}

/** An e-mail address in lower case with its domain in ASCII; null for what is none. Dots and `+tags` are kept: they can be another mailbox. */
export function normaliseEmail(text: string): string | null {
  const address = text
    .trim()
    .replace(/^mailto:/i, '')
    .normalize('NFKC');
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0)).toLowerCase();
  const host = domainToASCII(address.slice(at + 1).toLowerCase());
  if (local === '' || /[\s<>,;@]/.test(local) || !/^[^.\s].*\.[^.\s]+$/.test(host)) return null;
  return `${local}@${host}`.slice(0, 500);
}

/** A telephone number as E.164, with its extension where it has one; null for what can be none, and for national spellings without a region. */
export function normalisePhone(text: string, region: string | null): string | null {
  const country = region !== null && isRegion(region) ? region : undefined;
  const number = parsePhoneNumberFromString(text, country);
  if (!number?.isPossible()) return null;
  return number.ext === undefined ? number.number : `${number.number};ext=${number.ext}`;
}

/** Whether it is the ISO 3166 code of a country whose numbers are known. */
export function isRegion(code: string): code is CountryCode {
  return isSupportedCountry(code);
}
