import { createHash } from 'node:crypto';
import { parseXml, type XmlElement, XmlText } from '@rgrove/parse-xml';
import { type ChangeHint, type DecodedDelivery, isSameSecret, type WebhookVerdict } from '@syncline/connector-sdk';
import { definitions } from '../definitions.ts';
import { salesforceId } from '../salesforce-id.ts';

/**
 * Outbound messages: SOAP that Salesforce sends by itself when a flow or workflow says so, with up to 100 notifications
 * of one object in a message, in any order, at times twice, tried again for 24 hours until it is acknowledged:
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging_notifications.htm.
 * They are not signed: the address carries a key. They tell of records made and edited, never of deletes.
 */
export const OUTBOUND_MESSAGE = 'outbound.message';

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const OUTBOUND = 'http://soap.sforce.com/2005/09/outbound';
const MAX_NOTIFICATIONS = 100;
/** What stands in a SessionId. */
const SESSION = /(?<=<(?:[\w-]+:)?SessionId\b(?:[^>]*[^>/])?>)[\s\S]*?(?=<\/(?:[\w-]+:)?SessionId\b)/g;
const STREAMS: ReadonlyMap<string, string> = new Map(definitions.map(({ object, stream }) => [object, stream]));

/** What Salesforce takes as delivered; anything else, and any other status, makes it try again. */
export const ACKNOWLEDGEMENT = {
  contentType: 'text/xml; charset=utf-8',
  body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${ENVELOPE}"><soapenv:Body><notificationsResponse xmlns="${OUTBOUND}"><Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>`,
} as const;

/** Why a message can't be genuine, whatever it says; null when it can. */
export function refuseAddressKey(addressKey: string | null, secrets: Readonly<Record<string, string>>): string | null {
  const wanted = secrets['outboundKey'];
  if (!wanted) return 'the connection has no key for outbound messages';
  if (!addressKey) return 'the address has no key';
  return isSameSecret(addressKey, wanted) ? null : 'the key in the address does not match';
}

/** Names a message by its notifications, which keep their ids when they are sent again. */
export function nameOutboundMessage(rawBody: Uint8Array): WebhookVerdict {
  const text = Buffer.from(rawBody).toString('utf8');
  const ids = notificationsOf(text)?.notifications.map((notification) => textOf(childOf(notification, 'Id'))) ?? [];
  const named = ids.length > 0 ? ids.sort().join() : text;
  const verdict = {
    outcome: 'verified',
    deliveryId: `outbound:${createHash('sha256').update(named).digest('hex').slice(0, 32)}`,
    event: OUTBOUND_MESSAGE,
  } as const;
  // "Send Session ID" gives everybody who may see the inbox a login; nothing here has use for it.
  const kept = text.replace(SESSION, '');
  return kept === text ? verdict : { ...verdict, keptBody: Buffer.from(kept) };
}

/** Which records a message tells of. What it says of them is not used: they are read. Never throws. */
export function decodeOutboundMessage(rawBody: Uint8Array): DecodedDelivery {
  const message = notificationsOf(Buffer.from(rawBody).toString('utf8'));
  if (!message) return malformed('the body is no outbound message');
  const scope = salesforceId(textOf(childOf(message.root, 'OrganizationId')));
  if (scope === null || !scope.startsWith('00D')) return malformed('OrganizationId is no organisation id');
  const { notifications } = message;
  if (notifications.length === 0 || notifications.length > MAX_NOTIFICATIONS)
    return malformed(`${notifications.length} notifications, where 1 to ${MAX_NOTIFICATIONS} can be`);
  const hints: ChangeHint[] = [];
  for (const notification of notifications) {
    const record = childOf(notification, 'sObject');
    const externalId = salesforceId(textOf(record && childOf(record, 'Id')));
    const object = localName(record?.attributes['xsi:type'] ?? '');
    if (externalId === null || object === '') return malformed('a notification has no record id or no type');
    const stream = STREAMS.get(object);
    if (stream !== undefined) hints.push({ stream, externalId, op: 'changed', locator: null, scope });
  }
  if (hints.length === 0) return { outcome: 'ignored', reason: 'no stream has use for these objects' };
  return { outcome: 'hints', hints };
}

interface Message {
  readonly root: XmlElement;
  readonly notifications: readonly XmlElement[];
}

function notificationsOf(text: string): Message | null {
  const envelope = rootOf(text);
  const body = envelope && localName(envelope.name) === 'Envelope' ? childOf(envelope, 'Body') : undefined;
  const root = body && childOf(body, 'notifications');
  return root ? { root, notifications: childrenOf(root, 'Notification') } : null;
}

/** The parser knows no external entities and expands none that a document declares. */
function rootOf(text: string): XmlElement | null {
  try {
    return parseXml(text).root;
  } catch {
    return null;
  }
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => 'attributes' in child && localName((child as XmlElement).name) === name,
  );
}

function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return childrenOf(element, name)[0];
}

function textOf(element: XmlElement | undefined): string {
  return (element?.children ?? []).map((child) => (child instanceof XmlText ? child.text : '')).join('');
}

/** Without its prefix, which senders choose. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function malformed(reason: string): DecodedDelivery {
  return { outcome: 'malformed', reason };
}
