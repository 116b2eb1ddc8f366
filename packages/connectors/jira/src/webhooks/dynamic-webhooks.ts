import type { WebhookSubscription } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { asItem, idOf } from '../item.ts';
import { allValues } from '../paging.ts';
import { DYNAMIC_EVENTS } from './decode-delivery.ts';
import { projectsFilter, type WebhookTarget } from './target.ts';

/** By Jira's word: https://developer.atlassian.com/cloud/jira/platform/webhooks/#expiration */
const LIFE_MS = 30 * 86_400_000;

/** A webhook of the OAuth app. An app has one address for all of its own, so that one which covers the same is kept. */
export async function ensureDynamicWebhook(
  client: JiraClient,
  target: WebhookTarget,
  signal: AbortSignal,
): Promise<WebhookSubscription> {
  // Jira wants a filter; every issue is in a project.
  const jqlFilter = projectsFilter(client.settings) || 'project != SYNCLINE_NONE';
  const existing = (await listDynamicWebhooks(client, signal)).find(
    (webhook) => webhook.jqlFilter === jqlFilter && (webhook.url === null || webhook.url === target.url),
  );
  if (existing) return subscription(existing.id, existing.expiresAt);
  const { data, observedAt } = await client.platform(
    (api, via) =>
      api.registerDynamicWebhooks(via, { url: target.url, webhooks: [{ jqlFilter, events: [...DYNAMIC_EVENTS] }] }),
    signal,
  );
  const [result] = (asItem(data)?.['webhookRegistrationResult'] ?? []) as readonly unknown[];
  const id = idOf({ id: asItem(result)?.['createdWebhookId'] });
  if (id !== null) return subscription(id, new Date(observedAt.getTime() + LIFE_MS));
  const errors = asItem(result)?.['errors'];
  throw new SynclineError({
    class: 'invalid',
    code: 'jira_webhook_refused',
    message: `Jira did not register the webhook: ${Array.isArray(errors) ? errors.join('; ') : 'it gave no reason'}`,
  });
}

/** Those that still stand, with the times when they lapse. */
export async function standingDynamicWebhooks(
  client: JiraClient,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, WebhookSubscription>> {
  const webhooks = await listDynamicWebhooks(client, signal);
  return new Map(webhooks.map(({ id, expiresAt }) => [id, subscription(id, expiresAt)]));
}

/** Another 30 days from now; those that have lapsed are left out of what stands. */
export async function refreshDynamicWebhooks(
  client: JiraClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const { data } = await client.platform(
    (api, via) => api.refreshWebhooks(via, { webhookIds: ids.map(Number) }),
    signal,
  );
  const time = asItem(data)?.['expirationDate'];
  return ids.map((id) => subscription(id, typeof time === 'number' ? new Date(time) : null));
}

/** Those that are gone already are passed over by Jira itself. */
export async function removeDynamicWebhook(client: JiraClient, id: string, signal: AbortSignal): Promise<void> {
  await client.platform((api, via) => api.deleteWebhookById(via, { webhookIds: [Number(id)] }), signal);
}

async function listDynamicWebhooks(client: JiraClient, signal: AbortSignal) {
  const values = await allValues(
    (place) => client.platform((api, via) => api.getDynamicWebhooksForApp(via, place), signal),
    100,
  );
  return values.flatMap((value) => {
    const item = asItem(value);
    const id = idOf(item);
    const time = item?.['expirationDate'];
    const expiresAt = typeof time === 'number' ? new Date(time) : null;
    const url = typeof item?.['url'] === 'string' ? item['url'] : null;
    return id === null ? [] : [{ id, jqlFilter: item?.['jqlFilter'], url, expiresAt }];
  });
}

function subscription(id: string, expiresAt: Date | null): WebhookSubscription {
  return { id, scope: 'dynamic', ...(expiresAt && { expiresAt: expiresAt.toISOString() }) };
}
