import {
  verifyHmacSignature,
  type WebhookHeaders,
  type WebhookRequest,
  type WebhookVerdict,
} from '@syncline/connector-sdk';

/**
 * Proves a delivery by X-Hub-Signature-256 over the raw bytes, and names it by X-GitHub-Delivery, which stays the
 * same when GitHub sends it again: https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 * Without a configured secret nothing is accepted.
 */
export function verifyGitHubDelivery(
  request: WebhookRequest,
  secrets: Readonly<Record<string, string>>,
): WebhookVerdict {
  const refusal = refuseGitHubHeaders(request.headers, secrets);
  if (refusal !== null) return { outcome: 'rejected', reason: refusal };
  const scheme = { algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' } as const;
  const signature = headerOf(request.headers, 'x-hub-signature-256');
  if (!verifyHmacSignature(scheme, secrets['webhookSecret'], request.rawBody, signature))
    return { outcome: 'rejected', reason: 'X-Hub-Signature-256 does not match' };
  const deliveryId = headerOf(request.headers, 'x-github-delivery') ?? '';
  return { outcome: 'verified', deliveryId, event: headerOf(request.headers, 'x-github-event') ?? '' };
}

/** Why a delivery with these headers would be refused whatever its body; null when the body has to tell. */
export function refuseGitHubHeaders(headers: WebhookHeaders, secrets: Readonly<Record<string, string>>): string | null {
  if (!secrets['webhookSecret']) return 'the connection has no webhook secret';
  if (!headerOf(headers, 'x-hub-signature-256')) return 'X-Hub-Signature-256 is missing';
  if (!headerOf(headers, 'x-github-delivery') || !headerOf(headers, 'x-github-event'))
    return 'X-GitHub-Delivery or X-GitHub-Event is missing';
  return null;
}

/** One header's value; undefined when it is absent or was sent more than once, which no delivery does. */
export function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
