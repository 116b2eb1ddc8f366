import { createHash, createHmac } from 'node:crypto';
import { isSameSecret, type WebhookHeaders, type WebhookRequest, type WebhookVerdict } from '@syncline/connector-sdk';
import { signingKey } from './signing-key.ts';

/** How far a signed delivery's time may be from ours: what is older could be one of long ago, sent again by another. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * Proves a delivery by its Standard-Webhooks signature over id, time and raw bytes, which newer versions of GitLab
 * send (`webhook-signature`), or where there is none by the secret itself in `X-Gitlab-Token`:
 * https://docs.gitlab.com/user/project/integrations/webhooks/. Without a configured secret nothing is accepted.
 */
export function verifyGitLabDelivery(
  request: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
  now: Date = new Date(),
): WebhookVerdict {
  const { headers, rawBody } = request;
  const refusal = refuseGitLabHeaders(headers, secrets);
  if (refusal !== null) return { outcome: 'rejected', reason: refusal };
  const reason = isSigned(headers) ? whyNotSigned(request, secrets['webhookSecret'] ?? '', now) : null;
  if (reason !== null) return { outcome: 'rejected', reason };
  return {
    outcome: 'verified',
    deliveryId: deliveryIdOf(headers, rawBody),
    event: headerOf(headers, 'x-gitlab-event') ?? '',
  };
}

/** Why a delivery with these headers would be refused whatever its body; null when the body has to tell. */
export function refuseGitLabHeaders(headers: WebhookHeaders, secrets: Readonly<Record<string, string>>): string | null {
  const secret = secrets['webhookSecret'];
  if (!secret) return 'the connection has no webhook secret';
  if (!headerOf(headers, 'x-gitlab-event')) return 'X-Gitlab-Event is missing';
  // Whatever signature is there must be right; only where there is none does the token count.
  if (isSigned(headers)) return headerOf(headers, 'webhook-id') ? null : 'webhook-id is missing';
  const token = headerOf(headers, 'x-gitlab-token');
  if (token === undefined) return 'neither webhook-signature nor X-Gitlab-Token is there';
  return isSameSecret(token, secret) ? null : 'X-Gitlab-Token does not match';
}

function isSigned(headers: WebhookHeaders): boolean {
  return headers['webhook-signature'] !== undefined;
}

function whyNotSigned({ headers, rawBody }: WebhookRequest, secret: string, now: Date): string | null {
  const [id, time, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !time || !signatures || !/^\d{1,12}$/.test(time)) return 'webhook-id, -timestamp or -signature is missing';
  const signature = createHmac('sha256', signingKey(secret)).update(`${id}.${time}.`).update(rawBody).digest('base64');
  // Several may stand there while a key is being changed.
  if (!signatures.split(' ').some((one) => isSameSecret(one, `v1,${signature}`)))
    return 'webhook-signature does not match';
  const age = Math.abs(now.getTime() - Number(time) * 1_000);
  return age > TOLERANCE_MS ? 'webhook-timestamp is more than five minutes off' : null;
}

/** The same each time that GitLab tries again. Older versions name the event alone, which may be told in several bodies. */
function deliveryIdOf(headers: WebhookHeaders, rawBody: Uint8Array): string {
  const name =
    (isSigned(headers) ? headerOf(headers, 'webhook-id') : undefined) ?? headerOf(headers, 'idempotency-key');
  if (name) return name;
  const digest = createHash('sha256').update(rawBody).digest('hex').slice(0, 32);
  return `${headerOf(headers, 'x-gitlab-event-uuid') ?? 'event'}:${digest}`;
}

/** One header's value; undefined when it is absent or was sent more than once, which no delivery does. */
function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
