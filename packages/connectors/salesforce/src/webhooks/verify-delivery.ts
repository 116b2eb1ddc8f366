import {
  verifyHmacSignature,
  type WebhookHeaders,
  type WebhookRequest,
  type WebhookVerdict,
} from '@syncline/connector-sdk';

/** A delivery older, or more ahead of our clock, than this is refused: what was recorded can't be sent again later. */
const MAX_AGE_MS = 5 * 60_000;
/** The one event of the Apex callout; what changed is in the body. */
const EVENT = 'records.changed';
const SCHEME = { algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' } as const;

/**
 * Proves a callout of our Apex class (infra/salesforce): HMAC-SHA256 over `timestamp.body`, the timestamp in seconds.
 * Without a configured secret nothing is accepted.
 */
export function verifySalesforceDelivery(
  request: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
): WebhookVerdict {
  const secret = secrets['webhookSecret'];
  if (!secret) return rejected('the connection has no webhook secret');
  const signature = headerOf(request.headers, 'x-syncline-signature');
  const timestamp = headerOf(request.headers, 'x-syncline-timestamp');
  const deliveryId = headerOf(request.headers, 'x-syncline-delivery');
  if (!signature || !timestamp || !deliveryId)
    return rejected('X-Syncline-Signature, X-Syncline-Timestamp or X-Syncline-Delivery is missing');
  if (!/^\d{1,12}$/.test(timestamp)) return rejected('X-Syncline-Timestamp is no time in seconds');
  const signed = Buffer.concat([Buffer.from(`${timestamp}.`), request.rawBody]);
  if (!verifyHmacSignature(SCHEME, secret, signed, signature)) return rejected('X-Syncline-Signature does not match');
  if (Math.abs(Date.now() - Number(timestamp) * 1_000) > MAX_AGE_MS)
    return rejected('X-Syncline-Timestamp is more than five minutes off');
  return { outcome: 'verified', deliveryId, event: EVENT };
}

function rejected(reason: string): WebhookVerdict {
  return { outcome: 'rejected', reason };
}

/** One header's value; undefined when it is absent or was sent more than once, which no callout does. */
function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
