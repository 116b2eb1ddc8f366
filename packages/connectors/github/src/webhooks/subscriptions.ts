import type { WebhookSubscription } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { asItem, idOf } from '../item.ts';
import { cursorQuery, nextCursor } from '../paging.ts';
import { listRepositoryScopes } from '../repository-list.ts';
import { parseRepositoryScope } from '../repository-scope.ts';
import { SUBSCRIBED_EVENTS } from './decode-delivery.ts';

/** Events that only an organisation's hook may ask for. */
const ORGANIZATION_ONLY = new Set(['projects_v2', 'projects_v2_item']);

/** One hook on the organisation, or one on each repository of a user. A hook of the same url is brought up to date instead. */
export async function registerWebhooks(
  client: GitHubClient,
  target: { readonly url: string; readonly secret: string },
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const owner = await client.owner(signal);
  if (owner.type === 'org') return [await ensureHook(client, owner.key, target, signal)];
  const subscriptions: WebhookSubscription[] = [];
  for (const scope of await listRepositoryScopes(client, signal)) {
    subscriptions.push(await ensureHook(client, `repos/${parseRepositoryScope(scope.key).fullName}`, target, signal));
  }
  return subscriptions;
}

/** Removes a hook; one that is gone already counts as removed. */
export async function unregisterWebhook(
  client: GitHubClient,
  subscription: WebhookSubscription,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.bytes(`DELETE /${subscription.scope}/hooks/{id}`, { id: subscription.id }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

/** Those of the hooks that GitHub still has and that are switched on. */
export async function standingWebhooks(
  client: GitHubClient,
  subscriptions: readonly WebhookSubscription[],
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const standing: WebhookSubscription[] = [];
  for (const subscription of subscriptions) {
    try {
      const { data } = await client.json(`GET /${subscription.scope}/hooks/{id}`, { id: subscription.id }, signal);
      if (asItem(data)?.['active'] === true) standing.push(subscription);
    } catch (error) {
      if (toSynclineError(error).class !== 'not_found') throw error;
    }
  }
  return standing;
}

/** Has GitHub send a `ping`: https://docs.github.com/rest/orgs/webhooks#ping-an-organization-webhook */
export async function pingWebhook(
  client: GitHubClient,
  subscription: WebhookSubscription,
  signal: AbortSignal,
): Promise<void> {
  await client.bytes(`POST /${subscription.scope}/hooks/{id}/pings`, { id: subscription.id }, signal);
}

async function ensureHook(
  client: GitHubClient,
  scope: string,
  target: { readonly url: string; readonly secret: string },
  signal: AbortSignal,
): Promise<WebhookSubscription> {
  const events = SUBSCRIBED_EVENTS.filter((event) => scope.startsWith('orgs/') || !ORGANIZATION_ONLY.has(event));
  const settings = {
    active: true,
    events,
    config: { url: target.url, content_type: 'json', secret: target.secret, insecure_ssl: '0' },
  };
  const existing = await findHook(client, scope, target.url, signal);
  if (existing !== null) {
    await client.bytes(`PATCH /${scope}/hooks/{id}`, { id: existing, ...settings }, signal);
    return { id: existing, scope };
  }
  const { data } = await client.json(`POST /${scope}/hooks`, { name: 'web', ...settings }, signal);
  return { id: idOf(data) ?? '', scope };
}

async function findHook(client: GitHubClient, scope: string, url: string, signal: AbortSignal): Promise<string | null> {
  for (let cursor = {}; ; ) {
    const { data, links } = await client.json(`GET /${scope}/hooks`, { per_page: 100, ...cursor }, signal);
    const hook = Array.isArray(data)
      ? data.find((candidate) => asItem(asItem(candidate)?.['config'])?.['url'] === url)
      : undefined;
    if (hook !== undefined) return idOf(hook);
    const next = nextCursor(links);
    if (!next) return null;
    cursor = cursorQuery(next);
  }
}
