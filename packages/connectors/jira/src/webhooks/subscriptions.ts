import type { WebhookSubscription } from '@syncline/connector-sdk';
import type { JiraClient } from '../client.ts';
import { ensureAdminWebhook, removeAdminWebhook, standingAdminWebhooks } from './admin-webhooks.ts';
import {
  ensureDynamicWebhook,
  refreshDynamicWebhooks,
  removeDynamicWebhook,
  standingDynamicWebhooks,
} from './dynamic-webhooks.ts';
import type { WebhookTarget } from './target.ts';

type Subscriptions = readonly WebhookSubscription[];

/** One webhook for the whole site, of the kind that the settings ask for. */
export async function registerWebhooks(
  client: JiraClient,
  target: WebhookTarget,
  signal: AbortSignal,
): Promise<Subscriptions> {
  const ensure = client.settings.webhooks === 'dynamic' ? ensureDynamicWebhook : ensureAdminWebhook;
  return [await ensure(client, target, signal)];
}

/** Removes a webhook; one that is gone already counts as removed. */
export function unregisterWebhook(client: JiraClient, { id, scope }: WebhookSubscription, signal: AbortSignal) {
  return (scope === 'dynamic' ? removeDynamicWebhook : removeAdminWebhook)(client, id, signal);
}

export async function standingWebhooks(
  client: JiraClient,
  subscriptions: Subscriptions,
  signal: AbortSignal,
): Promise<Subscriptions> {
  const has = (kind: string) => subscriptions.some(({ scope }) => scope === kind);
  const admin = has('admin') ? await standingAdminWebhooks(client, signal) : new Set<string>();
  const dynamic = has('dynamic')
    ? await standingDynamicWebhooks(client, signal)
    : new Map<string, WebhookSubscription>();
  return subscriptions.flatMap((subscription) => {
    if (subscription.scope === 'dynamic') return dynamic.get(subscription.id) ?? [];
    return admin.has(subscription.id) ? [subscription] : [];
  });
}

/** Only an app's webhooks lapse; the site's own come back as they are. */
export async function renewWebhooks(
  client: JiraClient,
  subscriptions: Subscriptions,
  signal: AbortSignal,
): Promise<Subscriptions> {
  const lapsing = subscriptions.filter(({ scope }) => scope === 'dynamic').map(({ id }) => id);
  const renewed = lapsing.length === 0 ? [] : await refreshDynamicWebhooks(client, lapsing, signal);
  return [...subscriptions.filter(({ scope }) => scope !== 'dynamic'), ...renewed];
}
