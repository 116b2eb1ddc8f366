import {
  verifyHmacSignature,
  type WebhookHeaders,
  type WebhookRequest,
  type WebhookVerdict,
} from '@syncline/connector-sdk';

const SCHEME = { algorithm: 'sha256', encoding: 'base64' } as const;
const TOLERANCE_MS = 300_000;
const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/**
 * Proves a delivery in the form of Standard Webhooks: `v1,<base64>` (several apart by spaces) over `id.timestamp.body`.
 * The key is the secret's own bytes, not what they may be the base64 of. A delivery that is more than five minutes old,
 * or comes from as far ahead, is refused (https://docs.composio.dev/docs/setting-up-triggers/subscribing-to-events).
 * It is named by its id, which stays the same over all that Composio tries.
 */
export function verifyComposioDelivery(
  request: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
): WebhookVerdict {
  const reason = refuseComposioHeaders(request.headers, secrets);
  if (reason !== null) return { outcome: 'rejected', reason };
  const [id, timestamp, signatures] = HEADERS.map((name) => request.headers[name] as string);
  if (!/^\d{1,12}$/.test(timestamp!) || Math.abs(Date.now() - Number(timestamp) * 1_000) > TOLERANCE_MS)
    return { outcome: 'rejected', reason: 'webhook-timestamp is stale, or no time' };
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), request.rawBody]);
  const isGenuine = signatures!
    .split(' ')
    .some(
      (entry) =>
        entry.startsWith('v1,') && verifyHmacSignature(SCHEME, secrets['webhookSecret'], signed, entry.slice(3)),
    );
  if (!isGenuine) return { outcome: 'rejected', reason: 'webhook-signature does not match' };
  return { outcome: 'verified', deliveryId: id!, event: eventOf(request.rawBody) };
}

/** What can be said before the body is read. One that was sent twice is as good as none: no delivery does that. */
export function refuseComposioHeaders(
  headers: WebhookHeaders,
  secrets: Readonly<Record<string, string>>,
): string | null {
  if (!secrets['webhookSecret']) return 'the connection has no webhook secret';
  const missing = HEADERS.find((name) => typeof headers[name] !== 'string' || headers[name] === '');
  return missing === undefined ? null : `${missing} is missing`;
}

function eventOf(rawBody: Uint8Array): string {
  try {
    const type = (JSON.parse(new TextDecoder().decode(rawBody)) as { type?: unknown } | null)?.type;
    return typeof type === 'string' && type !== '' ? type : 'unknown';
  } catch {
    return 'unknown';
  }
}
