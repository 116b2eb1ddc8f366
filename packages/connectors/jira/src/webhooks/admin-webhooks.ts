import type { WebhookSubscription } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { asItem, type Item, textOf } from '../item.ts';
import { ADMIN_EVENTS } from './decode-delivery.ts';
import { projectsFilter, type WebhookTarget } from './target.ts';

/** jira.js has no functions for the site's own webhooks: https://developer.atlassian.com/server/jira/platform/webhooks/#rest */
const PLACE = '/rest/webhooks/1.0/webhook';

export async function ensureAdminWebhook(
  client: JiraClient,
  target: WebhookTarget,
  signal: AbortSignal,
): Promise<WebhookSubscription> {
  const body = {
    name: 'Syncline',
    url: target.url,
    events: ADMIN_EVENTS,
    filters: { 'issue-related-events-section': projectsFilter(client.settings) },
    excludeBody: false,
    enabled: true,
    secret: target.secret,
  };
  const existing = (await listAdminWebhooks(client, signal)).find(({ url }) => url === target.url);
  if (existing) {
    await client.send({ url: `${PLACE}/${existing.id}`, method: 'PUT', body }, signal);
    return { id: existing.id, scope: 'admin' };
  }
  const { data } = await client.send({ url: PLACE, method: 'POST', body }, signal);
  return { id: webhookId(asItem(data)) ?? '', scope: 'admin' };
}

/** Ids of those that are there and switched on. */
export async function standingAdminWebhooks(client: JiraClient, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const webhooks = await listAdminWebhooks(client, signal);
  return new Set(webhooks.filter(({ enabled }) => enabled).map(({ id }) => id));
}

export async function removeAdminWebhook(client: JiraClient, id: string, signal: AbortSignal): Promise<void> {
  try {
    await client.send({ url: `${PLACE}/${id}`, method: 'DELETE' }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

async function listAdminWebhooks(client: JiraClient, signal: AbortSignal) {
  const { data } = await client.send({ url: PLACE }, signal);
  return (Array.isArray(data) ? data : []).flatMap((value) => {
    const item = asItem(value);
    const id = webhookId(item);
    return id === null ? [] : [{ id, url: textOf(item?.['url']), enabled: item?.['enabled'] !== false }];
  });
}

/** It has no id but the end of its address. */
function webhookId(item: Item | null): string | null {
  return /\/webhook\/(\d+)$/.exec(textOf(item?.['self']) ?? '')?.[1] ?? null;
}
