import {
  verifyHmacSignature,
  type WebhookHeaders,
  type WebhookRequest,
  type WebhookVerdict,
} from '@syncline/connector-sdk';
import { nameOutboundMessage, refuseAddressKey } from './outbound-message.ts';

/** A delivery older, or more ahead of our clock, than this is refused: what was recorded can't be sent again later. */
const MAX_AGE_MS = 5 * 60_000;
/** The one event of the Apex callout; what changed is in the body. */
const EVENT = 'records.changed';
const SIGNED_HEADERS = ['x-syncline-signature', 'x-syncline-timestamp', 'x-syncline-delivery'];
const SCHEME = { algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' } as const;

/**
 * Proves a callout of our Apex class (infra/salesforce): HMAC-SHA256 over `timestamp.body`, the timestamp in seconds; or
 * an outbound message, by the key in its address. Without a configured secret, or key, nothing is accepted.
 */
export function verifySalesforceDelivery(
  request: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
): WebhookVerdict {
  if (isOutboundMessage(request.headers)) {
    const reason = refuseAddressKey(request.addressKey ?? null, secrets);
    return reason === null ? nameOutboundMessage(request.rawBody) : rejected(reason);
  }
  const secret = secrets['webhookSecret'];
  const reason = refuseSalesforceHeaders(request.headers, secrets, null);
  if (reason !== null) return rejected(reason);
  const [signature = '', timestamp = '', deliveryId = ''] = SIGNED_HEADERS.map((name) =>
    headerOf(request.headers, name),
  );
  if (!/^\d{1,12}$/.test(timestamp)) return rejected('X-Syncline-Timestamp is no time in seconds');
  const signed = Buffer.concat([Buffer.from(`${timestamp}.`), request.rawBody]);
  if (!verifyHmacSignature(SCHEME, secret, signed, signature)) return rejected('X-Syncline-Signature does not match');
  if (Math.abs(Date.now() - Number(timestamp) * 1_000) > MAX_AGE_MS)
    return rejected('X-Syncline-Timestamp is more than five minutes off');
  return { outcome: 'verified', deliveryId, event: EVENT };
}

/** What can be said before the body is read. */
export function refuseSalesforceHeaders(
  headers: WebhookHeaders,
  secrets: Readonly<Record<string, string>>,
  addressKey: string | null,
): string | null {
  if (isOutboundMessage(headers)) return refuseAddressKey(addressKey, secrets);
  if (!secrets['webhookSecret']) return 'the connection has no webhook secret';
  const isComplete = SIGNED_HEADERS.every((name) => headerOf(headers, name));
  return isComplete ? null : 'X-Syncline-Signature, X-Syncline-Timestamp or X-Syncline-Delivery is missing';
}

/** SOAP 1.1, as outbound messages are. Our callouts are JSON. */
export function isOutboundMessage(headers: WebhookHeaders): boolean {
  return /^text\/xml\b/i.test(headerOf(headers, 'content-type') ?? '');
}

function rejected(reason: string): WebhookVerdict {
  return { outcome: 'rejected', reason };
}

/** One header's value; undefined when it is absent or was sent more than once, which no callout does. */
function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
