import type { CreateRequest, CreateSearch, StreamWrites, Written } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { boardIdOf } from '../board-list.ts';
import type { TrelloClient } from '../client.ts';
import { COMMENT_ACTIONS, commentLocator } from '../comment-actions.ts';
import { MOST_A_CALL, readIdPage } from '../id-pages.ts';
import { checkedId, firstIdAt } from '../ids.ts';
import { asItem, idOf, textOf } from '../item.ts';
import { splitOwnKey } from '../own-key.ts';
import { CLOCK_SKEW_MS } from './find-card.ts';
import { keyedText } from './keyed-text.ts';
import { noCreatedId, refusedField } from './refused.ts';
import { removeAt } from './remove-at.ts';

export const commentWrites: StreamWrites<TrelloClient> = {
  concurrency: 'compare',
  creates: 'scan',
  createsInOrderOf: 'comments_on',
  // Actions are read from where they are written: nothing lags.
  createLagMs: 5_000,
  parents: [{ relation: 'comments_on', stream: 'cards', required: true }],
  create: createComment,
  findCreated: findComment,
  async update(client, { key, fields, ownKey }, signal): Promise<Written> {
    const path = `/actions/${checkedId(key.externalId)}`;
    await client.send({ method: 'PUT', path, body: { text: bodyOf(fields['body'], ownKey) } }, signal);
    return { key, raw: null };
  },
  remove: (client, key, signal) => removeAt(client, `/actions/${checkedId(key.externalId)}`, signal),
};

async function createComment(client: TrelloClient, request: CreateRequest, signal: AbortSignal): Promise<Written> {
  const cardId = subjectOf(request);
  const text = bodyOf(request.fields['body'], request.ownKey);
  const path = `/cards/${cardId}/actions/comments`;
  const externalId = idOf((await client.send({ method: 'POST', path, body: { text } }, signal)).data);
  if (externalId === null) throw noCreatedId('comment');
  return written(cardId, externalId, await boardIdOf(client, request.scope, signal));
}

/** Among the comments on its card; the oldest, since a copy of the card has copies of them. */
async function findComment(client: TrelloClient, search: CreateSearch, signal: AbortSignal): Promise<Written | null> {
  const cardId = subjectOf(search);
  const boardId = await boardIdOf(client, search.scope, signal);
  const list = { path: `/boards/${boardId}/actions`, query: { ...COMMENT_ACTIONS, idModels: cardId } };
  const from = firstIdAt(search.since.getTime() - CLOCK_SKEW_MS);
  let found: string | null = null;
  for (let before: string | null = null; ; ) {
    const page = await readIdPage(client, list, { from, before }, MOST_A_CALL, signal);
    for (const action of page.items) {
      const data = asItem(asItem(action)?.['data']);
      const isOurs = splitOwnKey(textOf(data?.['text']) ?? '').ownKey === search.ownKey;
      if (isOurs && idOf(data?.['card']) === cardId) found = idOf(action) ?? found;
    }
    before = page.next;
    if (before === null) break;
  }
  return found === null ? null : written(cardId, found, boardId);
}

function written(cardId: string, externalId: string, scope: string): Written {
  return { key: { externalId, locator: commentLocator(cardId, externalId), scope }, raw: null };
}

function subjectOf(request: CreateRequest): string {
  return checkedId(request.parents['comments_on']?.externalId ?? '');
}

function bodyOf(value: Json | undefined, ownKey: string | null): string {
  if (typeof value === 'string' && value.trim() !== '') return keyedText(value, ownKey);
  throw refusedField('body', 'it keeps no empty comments');
}
