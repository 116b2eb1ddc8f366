import { asItem, type Item, type WebhookSubscription } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { ZohoClient } from '../client.ts';
import { readRefusal, refusalError } from '../refusal.ts';
import { channelId, channelToken } from './channel.ts';

/** Zoho notifies of these alone: https://www.zoho.com/crm/developer/docs/api/v8/notifications/enable.html */
const WATCHED_MODULES = ['Accounts', 'Contacts', 'Deals', 'Quotes', 'Calls'] as const;

/** A channel lives a week at the most; an hour less, for clocks that differ. */
const LIFE_MS = 7 * 86_400_000 - 3_600_000;
/** One with more of it left is let be: prolonging costs a credit, and is asked for often. */
const EARLY_MS = 4 * 86_400_000;

/**
 * One channel for each module, so that a module that the account does not have keeps the others from nothing. A channel
 * that stands is told its address, token and end anew.
 */
export async function registerWebhooks(
  client: ZohoClient,
  target: { readonly url: string; readonly secret: string },
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const standing = await listChannels(client, signal);
  const subscriptions: WebhookSubscription[] = [];
  let refusal: SynclineError | null = null;
  for (const module of WATCHED_MODULES) {
    const id = channelId(target.url, module);
    const method = standing.has(id) ? 'PUT' : 'POST';
    const more = { notify_url: target.url, token: channelToken(target.secret, id) };
    try {
      subscriptions.push(await watch(client, method, { id, scope: module }, more, signal));
    } catch (error) {
      const problem = toSynclineError(error);
      if (problem.class !== 'permission' && problem.class !== 'invalid') throw error;
      refusal ??= problem;
    }
  }
  if (subscriptions.length === 0 && refusal !== null) throw refusal;
  return subscriptions;
}

/** Another week for each that ends within four days: a channel that is not prolonged is silently gone. */
export async function renewWebhooks(
  client: ZohoClient,
  subscriptions: readonly WebhookSubscription[],
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const renewed: WebhookSubscription[] = [];
  for (const subscription of subscriptions) {
    const isEarly = Date.parse(subscription.expiresAt ?? '') > Date.now() + EARLY_MS;
    renewed.push(isEarly ? subscription : await watch(client, 'PATCH', subscription, {}, signal));
  }
  return renewed;
}

/** Those that Zoho lists and that have not lapsed. */
export async function standingWebhooks(
  client: ZohoClient,
  subscriptions: readonly WebhookSubscription[],
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const standing = await listChannels(client, signal);
  return subscriptions.filter(
    ({ id }) => (standing.get(id) ?? Number.POSITIVE_INFINITY) > Date.now() && standing.has(id),
  );
}

/** Ends a channel; one that is gone already counts as ended. */
export async function unregisterWebhook(
  client: ZohoClient,
  { id }: WebhookSubscription,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.send({ method: 'DELETE', path: '/actions/watch', query: { channel_ids: id } }, signal);
  } catch (error) {
    const { class: errorClass, code } = toSynclineError(error);
    if (errorClass !== 'not_found' && code !== 'zoho_not_subscribed') throw error;
  }
}

async function watch(
  client: ZohoClient,
  method: 'POST' | 'PUT' | 'PATCH',
  { id, scope: module }: Pick<WebhookSubscription, 'id' | 'scope'>,
  more: Item,
  signal: AbortSignal,
): Promise<WebhookSubscription> {
  const expiresAt = new Date(Math.floor((Date.now() + LIFE_MS) / 1_000) * 1_000);
  const channel = {
    channel_id: id,
    events: [`${module}.all`],
    channel_expiry: expiresAt.toISOString().replace(/\.\d+Z$/, '+00:00'),
    ...more,
  };
  const { data } = await client.send({ method, path: '/actions/watch', body: { watch: [channel] } }, signal);
  const list = asItem(data)?.['watch'];
  const entry = Array.isArray(list) ? asItem(list[0]) : null;
  // A refusal may come with a status that is none: 202.
  if (entry?.['status'] === 'error') throw refusalError(readRefusal(entry), 400, `to watch ${module}`);
  return { id, scope: module, expiresAt: expiryIn(entry) ?? expiresAt.toISOString() };
}

/** When Zoho says that the channel ends, which may be before what was asked for. */
function expiryIn(entry: Item | null): string | null {
  const events = asItem(entry?.['details'])?.['events'];
  const times = (Array.isArray(events) ? events : []).flatMap((event): number[] => {
    const time = Date.parse(String(asItem(event)?.['channel_expiry']));
    return Number.isNaN(time) ? [] : [time];
  });
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}

/** The channels of the token, with when they end, in ms. */
async function listChannels(client: ZohoClient, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const channels = new Map<string, number>();
  for (let page = 1; ; page++) {
    const query = { page: String(page), per_page: '200' };
    const { data } = await client.send({ path: '/actions/watch', query }, signal);
    const list = asItem(data)?.['watch'];
    for (const value of Array.isArray(list) ? list : []) {
      const channel = asItem(value);
      const time = Date.parse(String(channel?.['channel_expiry']));
      const id = channel?.['channel_id'];
      if (typeof id === 'string' || typeof id === 'number')
        channels.set(String(id), Number.isNaN(time) ? Number.POSITIVE_INFINITY : time);
    }
    if (asItem(asItem(data)?.['info'])?.['more_records'] !== true) return channels;
    if (page >= 50) throw noEnd();
  }
}

function noEnd(): SynclineError {
  return new SynclineError({
    class: 'transient',
    code: 'zoho_no_end_of_channels',
    message: 'Zoho lists channels without an end.',
  });
}
