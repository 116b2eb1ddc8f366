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
  const refusal = refuseSalesforceHeaders(request.headers, secrets);
  if (refusal !== null) return rejected(refusal);
  const { signature, timestamp, deliveryId } = proofOf(request.headers);
  const signed = Buffer.concat([Buffer.from(`${timestamp}.`), request.rawBody]);
  if (!verifyHmacSignature(SCHEME, secrets['webhookSecret'], signed, signature))
    return rejected('X-Syncline-Signature does not match');
  if (Math.abs(Date.now() - Number(timestamp) * 1_000) > MAX_AGE_MS)
    return rejected('X-Syncline-Timestamp is more than five minutes off');
  return { outcome: 'verified', deliveryId, event: EVENT };
}

/** Why a callout with these headers would be refused whatever its body; null when the body has to tell. */
export function refuseSalesforceHeaders(
  headers: WebhookHeaders,
  secrets: Readonly<Record<string, string>>,
): string | null {
  if (!secrets['webhookSecret']) return 'the connection has no webhook secret';
  const { signature, timestamp, deliveryId } = proofOf(headers);
  if (!signature || !timestamp || !deliveryId)
    return 'X-Syncline-Signature, X-Syncline-Timestamp or X-Syncline-Delivery is missing';
  return /^\d{1,12}$/.test(timestamp) ? null : 'X-Syncline-Timestamp is no time in seconds';
}

function proofOf(headers: WebhookHeaders) {
  return {
    signature: headerOf(headers, 'x-syncline-signature') ?? '',
    timestamp: headerOf(headers, 'x-syncline-timestamp') ?? '',
    deliveryId: headerOf(headers, 'x-syncline-delivery') ?? '',
  };
}

function rejected(reason: string): WebhookVerdict {
  return { outcome: 'rejected', reason };
}

/** One header's value; undefined when it is absent or was sent more than once, which no callout does. */
function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
