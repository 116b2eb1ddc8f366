import { createHash } from 'node:crypto';
import {
  verifyHmacSignature,
  type WebhookHeaders,
  type WebhookRequest,
  type WebhookVerdict,
} from '@syncline/connector-sdk';
import { asItem, idOf, textOf } from '../item.ts';

const SCHEME = { algorithm: 'sha1', encoding: 'base64' } as const;

/**
 * Proves a delivery by X-Trello-Webhook, which is over the raw bytes and after them the address it was registered for,
 * letter by letter. A delivery is named by its action, which stays the same over all that Trello tries and over all
 * boards that it concerns. Without a secret, or an address, nothing is accepted.
 */
export function verifyTrelloDelivery(
  request: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
): WebhookVerdict {
  const reason = refuseTrelloHeaders(request.headers, secrets);
  if (reason !== null) return { outcome: 'rejected', reason };
  if (!request.url) return { outcome: 'rejected', reason: 'no webhook was registered for an address' };
  const signed = Buffer.concat([request.rawBody, Buffer.from(request.url)]);
  const signature = request.headers['x-trello-webhook'] as string;
  if (!verifyHmacSignature(SCHEME, secrets['webhookSecret'], signed, signature))
    return { outcome: 'rejected', reason: 'X-Trello-Webhook does not match' };
  return { outcome: 'verified', ...nameOf(request.rawBody) };
}

/** What can be said before the body is read. One that was sent twice is as good as none: no delivery does that. */
export function refuseTrelloHeaders(headers: WebhookHeaders, secrets: Readonly<Record<string, string>>): string | null {
  if (!secrets['webhookSecret']) return 'the connection has no webhook secret';
  const signature = headers['x-trello-webhook'];
  return typeof signature === 'string' && signature !== '' ? null : 'X-Trello-Webhook is missing';
}

/** Trello names neither delivery nor event but in the body; what shows no action is told apart by its bytes. */
function nameOf(rawBody: Uint8Array): { readonly deliveryId: string; readonly event: string } {
  const action = actionOf(rawBody);
  const deliveryId = idOf(action) ?? createHash('sha256').update(rawBody).digest('base64url');
  return { deliveryId, event: textOf(action?.['type']) || 'unknown' };
}

function actionOf(rawBody: Uint8Array): ReturnType<typeof asItem> {
  try {
    return asItem(asItem(JSON.parse(new TextDecoder().decode(rawBody)))?.['action']);
  } catch {
    return null;
  }
}
