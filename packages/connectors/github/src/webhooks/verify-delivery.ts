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
  const secret = secrets['webhookSecret'];
  if (!secret) return { outcome: 'rejected', reason: 'the connection has no webhook secret' };
  const signature = headerOf(request.headers, 'x-hub-signature-256');
  if (signature === undefined) return { outcome: 'rejected', reason: 'X-Hub-Signature-256 is missing' };
  const scheme = { algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' } as const;
  if (!verifyHmacSignature(scheme, secret, request.rawBody, signature))
    return { outcome: 'rejected', reason: 'X-Hub-Signature-256 does not match' };
  const deliveryId = headerOf(request.headers, 'x-github-delivery');
  const event = headerOf(request.headers, 'x-github-event');
  if (!deliveryId || !event) return { outcome: 'rejected', reason: 'X-GitHub-Delivery or X-GitHub-Event is missing' };
  return { outcome: 'verified', deliveryId, event };
}

/** One header's value; undefined when it is absent or was sent more than once, which no delivery does. */
export function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
