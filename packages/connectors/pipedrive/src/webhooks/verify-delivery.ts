import { isSameSecret, type WebhookHeaders, type WebhookRequest, type WebhookVerdict } from '@syncline/connector-sdk';
import { asItem, textOf } from '../item.ts';

/** The name that Pipedrive is told to call itself by; what proves a delivery is the password. */
export const WEBHOOK_USER = 'syncline';

/**
 * Pipedrive signs nothing: it shows the name and password that it was given when the webhook was made (HTTP Basic). They
 * prove who sends, and nothing of the body, which is taken for a hint to look at a record. A delivery is named by its
 * event, which stays the same over all that Pipedrive tries.
 */
export function verifyPipedriveDelivery(
  { headers, rawBody }: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
): WebhookVerdict {
  const reason = refusePipedriveHeaders(headers, secrets);
  if (reason !== null) return { outcome: 'rejected', reason };
  const meta = metaIn(rawBody);
  return {
    outcome: 'verified',
    deliveryId: textOf(meta?.['id']) || 'unknown',
    event: `${textOf(meta?.['action']) || 'unknown'}.${textOf(meta?.['entity']) || 'unknown'}`,
  };
}

export function refusePipedriveHeaders(
  headers: WebhookHeaders,
  secrets: Readonly<Record<string, string>>,
): string | null {
  const secret = secrets['webhookSecret'];
  if (!secret) return 'the connection has no webhook secret';
  const shown = headers['authorization'];
  if (typeof shown !== 'string' || shown === '') return 'Authorization is missing';
  return isSameSecret(shown, basicCredentials(secret)) ? null : 'Authorization does not match';
}

export function basicCredentials(secret: string): string {
  return `Basic ${Buffer.from(`${WEBHOOK_USER}:${secret}`).toString('base64')}`;
}

function metaIn(rawBody: Uint8Array) {
  try {
    return asItem(asItem(JSON.parse(new TextDecoder().decode(rawBody)))?.['meta']);
  } catch {
    return null;
  }
}
