import { linkParameter, type WebhookSubscription } from '@syncline/connector-sdk';
import type { GitHubClient } from '../client.ts';
import { asItem, idOf, textOf } from '../item.ts';

interface Attempt {
  readonly id: string;
  readonly guid: string;
  readonly at: number;
  readonly failed: boolean;
}

/**
 * Asks GitHub to send again each delivery since a time whose latest attempt was not answered 2xx; returns how many.
 * GitHub never does so by itself, and keeps deliveries for three days:
 * https://docs.github.com/webhooks/using-webhooks/automatically-redelivering-failed-deliveries-for-a-repository-webhook
 */
export async function redeliverFailedDeliveries(
  client: GitHubClient,
  subscription: WebhookSubscription,
  since: Date,
  signal: AbortSignal,
): Promise<number> {
  const latest = new Map<string, Attempt>();
  for await (const attempt of attemptsSince(client, subscription, since, signal)) {
    const known = latest.get(attempt.guid);
    if (!known || attempt.at > known.at) latest.set(attempt.guid, attempt);
  }
  const failed = [...latest.values()].filter((attempt) => attempt.failed).sort((a, b) => a.at - b.at);
  for (const attempt of failed) {
    await client.bytes(
      `POST /${subscription.scope}/hooks/{hook}/deliveries/{id}/attempts`,
      { hook: subscription.id, id: attempt.id },
      signal,
    );
  }
  return failed.length;
}

/** Attempts, newest first, up to that time. */
async function* attemptsSince(
  client: GitHubClient,
  subscription: WebhookSubscription,
  since: Date,
  signal: AbortSignal,
): AsyncGenerator<Attempt> {
  let cursor: string | null = null;
  do {
    const query = { hook: subscription.id, per_page: 100, ...(cursor !== null && { cursor }) };
    const { data, links } = await client.json(`GET /${subscription.scope}/hooks/{hook}/deliveries`, query, signal);
    for (const value of Array.isArray(data) ? data : []) {
      const attempt = readAttempt(value);
      if (!attempt) continue;
      if (attempt.at < since.getTime()) return;
      yield attempt;
    }
    cursor = linkParameter(links['next'], 'cursor');
  } while (cursor !== null);
}

function readAttempt(value: unknown): Attempt | null {
  const item = asItem(value);
  const id = idOf(item);
  const guid = textOf(item?.['guid']);
  const at = Date.parse(textOf(item?.['delivered_at']) ?? '');
  const status = item?.['status_code'];
  if (id === null || guid === null || Number.isNaN(at)) return null;
  return { id, guid, at, failed: typeof status !== 'number' || status < 200 || status > 299 };
}
