import { createHash } from 'node:crypto';
import {
  verifyHmacSignature,
  type WebhookHeaders,
  type WebhookRequest,
  type WebhookVerdict,
} from '@syncline/connector-sdk';
import { asItem, textOf } from '../item.ts';

const SCHEME = { algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=' } as const;

/**
 * Proves a delivery by X-OP-Signature over the raw bytes. OpenProject gives deliveries no names: what is the same byte
 * for byte is one. A body shows the version and time of what it is about, so that two changes never look the same.
 * Without a configured secret nothing is accepted.
 */
export function verifyOpenProjectDelivery(
  request: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
): WebhookVerdict {
  const reason = refuseOpenProjectHeaders(request.headers, secrets);
  if (reason !== null) return { outcome: 'rejected', reason };
  const signature = request.headers['x-op-signature'] as string;
  if (!verifyHmacSignature(SCHEME, secrets['webhookSecret'], request.rawBody, signature))
    return { outcome: 'rejected', reason: 'X-OP-Signature does not match' };
  const deliveryId = createHash('sha256').update(request.rawBody).digest('base64url');
  return { outcome: 'verified', deliveryId, event: eventOf(request.rawBody) };
}

/** What can be said before the body is read. One that was sent twice is as good as none: no delivery does that. */
export function refuseOpenProjectHeaders(
  headers: WebhookHeaders,
  secrets: Readonly<Record<string, string>>,
): string | null {
  if (!secrets['webhookSecret']) return 'the connection has no webhook secret';
  const signature = headers['x-op-signature'];
  return typeof signature === 'string' && signature !== '' ? null : 'X-OP-Signature is missing';
}

/** OpenProject names the event in the body alone. */
function eventOf(rawBody: Uint8Array): string {
  try {
    return textOf(asItem(JSON.parse(new TextDecoder().decode(rawBody)))?.['action']) || 'unknown';
  } catch {
    return 'unknown';
  }
}
