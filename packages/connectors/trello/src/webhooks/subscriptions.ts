import type { WebhookSubscription } from '@syncline/connector-sdk';
import { type SynclineError, toSynclineError } from '@syncline/core';
import { listBoards } from '../board-list.ts';
import type { TrelloClient } from '../client.ts';
import { checkedId } from '../ids.ts';
import { asItem, idIn, idOf, listOf, textOf } from '../item.ts';
import { removeAt } from '../writes/remove-at.ts';

interface TrelloWebhook {
  readonly id: string;
  readonly modelId: string | null;
  readonly url: string | null;
  readonly active: boolean;
}

/**
 * One webhook for each board: Trello has none for a whole account. Before it takes an address it asks it with HEAD. The
 * secret is the app's own, which no call tells it.
 */
export async function registerWebhooks(
  client: TrelloClient,
  target: { readonly url: string },
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const standing = (await listWebhooks(client, signal)).filter(({ url }) => url === target.url);
  const subscriptions: WebhookSubscription[] = [];
  let refusal: SynclineError | null = null;
  for (const { id: boardId } of await listBoards(client, signal)) {
    const known = standing.find(({ modelId }) => modelId === boardId);
    try {
      subscriptions.push({ id: await watchBoard(client, boardId, target.url, known, signal), scope: boardId });
    } catch (error) {
      const problem = toSynclineError(error);
      // A board that may not be watched is found by polling; it must not keep the others from being.
      if (problem.class !== 'permission' && problem.class !== 'not_found') throw error;
      refusal ??= problem;
    }
  }
  if (subscriptions.length === 0 && refusal !== null) throw refusal;
  return subscriptions;
}

/** The id of the board's webhook, which is made, switched on, or was there. */
async function watchBoard(
  client: TrelloClient,
  boardId: string,
  url: string,
  known: TrelloWebhook | undefined,
  signal: AbortSignal,
): Promise<string> {
  const body = { description: 'Syncline', callbackURL: url, idModel: boardId, active: true };
  if (known === undefined)
    return idOf((await client.send({ method: 'POST', path: '/webhooks/', body }, signal)).data) ?? '';
  if (!known.active) await client.send({ method: 'PUT', path: `/webhooks/${known.id}`, body }, signal);
  return known.id;
}

/** Removes a webhook; one that is gone already counts as removed. */
export function unregisterWebhook(client: TrelloClient, { id }: WebhookSubscription, signal: AbortSignal) {
  return removeAt(client, `/webhooks/${checkedId(id)}`, signal);
}

/** Those that are there and switched on: Trello switches off what it could not deliver to for long. */
export async function standingWebhooks(
  client: TrelloClient,
  subscriptions: readonly WebhookSubscription[],
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const active = new Set((await listWebhooks(client, signal)).flatMap((hook) => (hook.active ? hook.id : [])));
  return subscriptions.filter(({ id }) => active.has(id));
}

/** The webhooks of the token. */
async function listWebhooks(client: TrelloClient, signal: AbortSignal): Promise<TrelloWebhook[]> {
  const { data } = await client.send({ path: `/tokens/${encodeURIComponent(client.token)}/webhooks` }, signal);
  return listOf(data).flatMap((value) => {
    const item = asItem(value);
    const id = idOf(item);
    if (id === null) return [];
    const url = textOf(item?.['callbackURL']);
    return [{ id, modelId: idIn(item, 'idModel'), url, active: item?.['active'] !== false }];
  });
}
