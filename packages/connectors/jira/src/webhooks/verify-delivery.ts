import {
  verifyHmacSignature,
  type WebhookHeaders,
  type WebhookRequest,
  type WebhookVerdict,
} from '@syncline/connector-sdk';
import { asItem, textOf } from '../item.ts';
import { verifyOriginToken } from './origin-token.ts';

/**
 * Proves a delivery by X-Hub-Signature over the raw bytes, which the site's own webhooks carry, or else by the JSON
 * Web Token of an OAuth app's. X-Atlassian-Webhook-Identifier names it, the same each time that Jira tries again:
 * https://developer.atlassian.com/cloud/jira/platform/webhooks/. Without a configured secret nothing is accepted.
 */
export function verifyJiraDelivery(
  request: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
  now: Date = new Date(),
): WebhookVerdict {
  const refusal = refuseJiraHeaders(request.headers, secrets);
  if (refusal !== null) return { outcome: 'rejected', reason: refusal };
  const reason = whyNotProved(request, secrets['webhookSecret'] ?? '', now);
  if (reason !== null) return { outcome: 'rejected', reason };
  const deliveryId = headerOf(request.headers, 'x-atlassian-webhook-identifier') ?? '';
  return { outcome: 'verified', deliveryId, event: eventOf(request.rawBody) };
}

/** Why a delivery with these headers would be refused whatever its body; null when the body has to tell. */
export function refuseJiraHeaders(headers: WebhookHeaders, secrets: Readonly<Record<string, string>>): string | null {
  if (!secrets['webhookSecret']) return 'the connection has no webhook secret';
  const signature = headers['x-hub-signature'];
  if (signature === undefined ? tokenOf(headers) === undefined : !headerOf(headers, 'x-hub-signature'))
    return 'X-Hub-Signature is missing';
  return headerOf(headers, 'x-atlassian-webhook-identifier') ? null : 'X-Atlassian-Webhook-Identifier is missing';
}

function whyNotProved({ headers, rawBody }: WebhookRequest, secret: string, now: Date): string | null {
  // Whatever signature is there must be right; only where there is none does the token count.
  if (headers['x-hub-signature'] !== undefined) {
    const scheme = { algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' } as const;
    const isRight = verifyHmacSignature(scheme, secret, rawBody, headerOf(headers, 'x-hub-signature'));
    return isRight ? null : 'X-Hub-Signature does not match';
  }
  const isRight = verifyOriginToken(tokenOf(headers) ?? '', secret, now);
  return isRight ? null : 'the token in Authorization does not match or has lapsed';
}

function tokenOf(headers: WebhookHeaders): string | undefined {
  return /^(?:JWT|Bearer) (\S+)$/.exec(headerOf(headers, 'authorization') ?? '')?.[1];
}

/** Jira names the event in the body alone. */
function eventOf(rawBody: Uint8Array): string {
  try {
    return textOf(asItem(JSON.parse(new TextDecoder().decode(rawBody)))?.['webhookEvent']) || 'unknown';
  } catch {
    return 'unknown';
  }
}

/** One header's value; undefined when it is absent or was sent more than once, which no delivery does. */
function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
