import type { WebhookSubscription } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { PipedriveClient } from '../client.ts';
import { asItem, checkedId, dataOf, idOf, itemsOf, textOf } from '../item.ts';
import { COMPANY } from '../list-scopes.ts';
import { WEBHOOK_USER } from './verify-delivery.ts';

/**
 * One webhook for all that happens: a user has room for forty, of all that use the account. One of ours that is there
 * already is replaced: what password it shows, nobody can tell.
 */
export async function registerWebhooks(
  client: PipedriveClient,
  { url, secret }: { readonly url: string; readonly secret: string },
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  for (const hook of await listWebhooks(client, signal))
    if (hook.url === url) await removeHook(client, hook.id, signal);
  const body = {
    subscription_url: url,
    event_action: '*',
    event_object: '*',
    version: '2.0',
    name: 'Syncline',
    http_auth_user: WEBHOOK_USER,
    http_auth_password: secret,
  };
  const { data } = await client.send({ method: 'POST', path: '/v1/webhooks', body }, signal);
  const id = idOf(asItem(dataOf(data))?.['id']);
  if (id === null)
    throw new SynclineError({
      class: 'partial',
      code: 'pipedrive_no_webhook_id',
      message: 'Pipedrive made a webhook and did not say which.',
    });
  return [{ id, scope: COMPANY }];
}

export function unregisterWebhook(client: PipedriveClient, { id }: WebhookSubscription, signal: AbortSignal) {
  return removeHook(client, id, signal);
}

/**
 * Those that are there and whose last delivery arrived. One without a success in three days is deleted, and one that
 * failed ten times is banned for half an hour: which of those that fail are, nobody says. A failing one is made again,
 * which is not banned, and what it would have told is found by the next read of changes.
 */
export async function standingWebhooks(
  client: PipedriveClient,
  subscriptions: readonly WebhookSubscription[],
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const hooks = await listWebhooks(client, signal);
  const standing = new Set(hooks.filter(({ isActive, isFailing }) => isActive && !isFailing).map(({ id }) => id));
  return subscriptions.filter(({ id }) => standing.has(id));
}

async function removeHook(client: PipedriveClient, id: string, signal: AbortSignal): Promise<void> {
  try {
    await client.send({ method: 'DELETE', path: `/v1/webhooks/${checkedId(id)}` }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

async function listWebhooks(client: PipedriveClient, signal: AbortSignal) {
  const { data } = await client.send({ path: '/v1/webhooks' }, signal);
  return itemsOf(data).flatMap((item) => {
    const id = idOf(item['id']);
    // 0 and 1 by the description, true and false in its examples of other versions.
    const isActive = item['is_active'] !== 0 && item['is_active'] !== false && !textOf(item['remove_time']);
    const status = item['last_http_status'];
    const isFailing = typeof status === 'number' && (status < 200 || status > 299);
    return id === null ? [] : [{ id, url: textOf(item['subscription_url']), isActive, isFailing }];
  });
}
