import { createHash } from 'node:crypto';
import {
  verifyHmacSignature,
  type WebhookHeaders,
  type WebhookRequest,
  type WebhookVerdict,
} from '@syncline/connector-sdk';
import { asItem, textOf } from '../item.ts';

const SCHEME = { algorithm: 'sha256', encoding: 'base64' } as const;
/** How far the time in a signature may be off from ours, as Quo's own example has it. */
const MAX_AGE_MS = 5 * 60_000;
const PREFIX = 'whsec_';

/**
 * Proves a delivery. Quo has two kinds of webhooks, which sign differently, and an address may be given to both:
 *
 * - those of the dated API (`POST /webhooks`): `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`
 *   (`v1,<base64>`, several apart by spaces) over `id.timestamp.body`, as Standard Webhooks have it; the secret is
 *   `whsec_` and base64 (https://www.quo.com/docs/2026-03-30/webhooks-signature-validation);
 * - older ones, made in the app or by `/v1/webhooks/…`: `openphone-signature: hmac;1;<ms>;<base64>`, several apart by
 *   commas, over `timestamp.body`; the secret is base64 (https://support.quo.com/core-concepts/integrations/webhooks).
 *
 * `webhookSecret` may hold the secrets of several webhooks, apart by spaces. A delivery of a stale time, or of one to
 * come, is refused; so is everything without a secret.
 */
export function verifyQuoDelivery(request: WebhookRequest, secrets: Readonly<Record<string, string>>): WebhookVerdict {
  const reason = refuseQuoHeaders(request.headers, secrets);
  if (reason !== null) return { outcome: 'rejected', reason };
  const keys = keysIn(secrets['webhookSecret']);
  const { headers, rawBody } = request;
  const isDated = headers['webhook-signature'] !== undefined;
  const signed = isDated ? datedClaims(headers, rawBody) : legacyClaims(headers, rawBody);
  const isGenuine = signed.some(({ content, signature }) =>
    keys.some((key) => verifyHmacSignature(SCHEME, key, content, signature)),
  );
  if (!isGenuine) return { outcome: 'rejected', reason: 'the signature does not match, or its time is stale' };
  const { id, event } = nameOf(rawBody);
  const deliveryId = isDated ? (headers['webhook-id'] as string) : id;
  return { outcome: 'verified', deliveryId, event };
}

/** What can be said before the body is read. A header that was sent twice is as good as none: no delivery does that. */
export function refuseQuoHeaders(headers: WebhookHeaders, secrets: Readonly<Record<string, string>>): string | null {
  if (keysIn(secrets['webhookSecret']).length === 0) return 'the connection has no webhook secret';
  const isThere = (name: string): boolean => typeof headers[name] === 'string' && headers[name] !== '';
  if (headers['webhook-signature'] === undefined && headers['webhook-id'] === undefined)
    return isThere('openphone-signature') ? null : 'webhook-signature is missing';
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
    if (!isThere(name)) return `${name} is missing`;
  return null;
}

interface Claim {
  readonly content: Uint8Array;
  readonly signature: string;
}

function datedClaims(headers: WebhookHeaders, rawBody: Uint8Array): Claim[] {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name] as string,
  );
  if (!/^\d{1,12}$/.test(timestamp!) || !isFresh(Number(timestamp) * 1_000)) return [];
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), rawBody]);
  return signatures!
    .split(' ')
    .flatMap((entry) => (entry.startsWith('v1,') ? [{ content, signature: entry.slice(3) }] : []));
}

/** The unit of the time is not documented; Quo's example has 13 digits, which are milliseconds. */
function legacyClaims(headers: WebhookHeaders, rawBody: Uint8Array): Claim[] {
  const header = headers['openphone-signature'] as string;
  return header.split(',').flatMap((entry) => {
    const [scheme, version, timestamp = '', signature = '', ...more] = entry.trim().split(';');
    if (scheme !== 'hmac' || version !== '1' || more.length > 0 || !/^\d{10,13}$/.test(timestamp)) return [];
    if (!isFresh(timestamp.length < 12 ? Number(timestamp) * 1_000 : Number(timestamp))) return [];
    return [{ content: Buffer.concat([Buffer.from(`${timestamp}.`), rawBody]), signature }];
  });
}

function isFresh(signedAt: number): boolean {
  return Math.abs(Date.now() - signedAt) <= MAX_AGE_MS;
}

/** The keys themselves: base64, behind `whsec_` where the dated API made them. */
function keysIn(secret: string | undefined): Buffer[] {
  return (secret ?? '').split(/\s+/).flatMap((text) => {
    const key = Buffer.from(text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text, 'base64');
    return key.length > 0 ? [key] : [];
  });
}

/** The event's own id stays the same over all that Quo tries; a body without one is named by its bytes. */
function nameOf(rawBody: Uint8Array): { readonly id: string; readonly event: string } {
  const digest = (): string => createHash('sha256').update(rawBody).digest('base64url');
  try {
    const body = asItem(JSON.parse(new TextDecoder().decode(rawBody)));
    return { id: textOf(body?.['id']) || digest(), event: textOf(body?.['type']) || 'unknown' };
  } catch {
    return { id: digest(), event: 'unknown' };
  }
}
