import type { FetchedPage, PageRequest } from '@syncline/connector-sdk';
import { readActiveCards } from './active-cards.ts';
import { boardIdOf, leftOutBoard } from './board-list.ts';
import { CARD_PAGE, cardList } from './card-list.ts';
import { keepCards } from './card-page.ts';
import type { TrelloClient } from './client.ts';
import { readIdPage } from './id-pages.ts';
import { asItem, idIn, idOf, sortedSet, textOf } from './item.ts';
import { readCardsById } from './read-cards.ts';

/** Actions that change what a card shows, of those that Trello lists; labels, for one, are not among them. */
const CARD_ACTIONS = [
  'createCard',
  'copyCard',
  'convertToCardFromCheckItem',
  'emailCard',
  'updateCard',
  'moveCardToBoard',
  'addMemberToCard',
  'removeMemberFromCard',
  'addChecklistToCard',
  'removeChecklistFromCard',
  'updateCustomFieldItem',
  'updateList',
  'moveListToBoard',
].join(',');

/** Where a read of what changed stands: among the actions, the cards by their last activity, or the cards of changed lists. */
interface Place {
  readonly step: 'actions' | 'activity' | 'lists';
  readonly before: string;
  /** Lists that were renamed, archived or moved, of which the cards show it without being changed; by commas. */
  readonly lists: string;
}

/**
 * One page of the cards that changed since a time. A board's actions tell most of it. Not all: Trello lists no actions
 * for labels, and none for what a board was copied with, so that the cards are looked through by their time of last
 * activity as well, a thousand with a call. Lists that changed come last: their cards say where they are by name.
 */
export async function readChangedCards(
  client: TrelloClient,
  request: PageRequest & { readonly since: Date },
  signal: AbortSignal,
): Promise<FetchedPage> {
  const boardId = await boardIdOf(client, request.scope, signal);
  const size = Math.min(request.pageSize ?? CARD_PAGE, CARD_PAGE);
  const place = (request.cursor ?? { step: 'actions', before: '', lists: '' }) as unknown as Place;
  const step = { actions: readActions, activity: readActivity, lists: readListCards }[place.step];
  return step({ client, boardId, size, since: request.since, signal }, place);
}

interface Reading {
  readonly client: TrelloClient;
  readonly boardId: string;
  readonly size: number;
  readonly since: Date;
  readonly signal: AbortSignal;
}

async function readActions({ client, boardId, size, since, signal }: Reading, place: Place): Promise<FetchedPage> {
  const list = {
    path: `/boards/${boardId}/actions`,
    query: { filter: CARD_ACTIONS, fields: 'type,date,data', member: false, memberCreator: false },
  };
  const range = { from: null, before: place.before || null };
  const timed = { ...list, query: { ...list.query, since: since.toISOString() } };
  const { items, next, answer } = await readIdPage(client, timed, range, size, signal);
  const data = items.map((action) => asItem(asItem(action)?.['data']));
  const cardIds = sortedSet(data.flatMap((one) => idOf(one?.['card']) ?? []));
  const lists = items.flatMap((action, at) =>
    /List/.test(textOf(asItem(action)?.['type']) ?? '') ? (idOf(data[at]?.['list']) ?? []) : [],
  );
  const known = sortedSet([...place.lists.split(','), ...lists].filter(Boolean)).join(',');
  const activity: Place = { step: 'activity', before: '', lists: known };
  // Most polls find nothing: then there is nothing to keep a page for.
  if (next === null && cardIds.length === 0) return readActivity({ client, boardId, size, since, signal }, activity);
  return {
    raw: await keepCards(client, boardId, await readTaking(client, cardIds, signal), signal),
    next: cursor(next === null ? activity : { ...place, before: next, lists: known }),
    observedAt: answer.observedAt,
  };
}

async function readActivity({ client, boardId, size, since, signal }: Reading, place: Place): Promise<FetchedPage> {
  const active = await readActiveCards(client, { boardId, since, below: place.before, most: size }, signal);
  return {
    raw: await keepCards(client, boardId, await readTaking(client, active.ids, signal), signal),
    next: active.next === null ? nextList(place.lists) : cursor({ ...place, before: active.next }),
    observedAt: active.observedAt,
  };
}

async function readListCards({ client, boardId, size, signal }: Reading, place: Place): Promise<FetchedPage> {
  const [listId = '', ...others] = place.lists.split(',');
  const range = { from: null, before: place.before || null };
  const { items, next, answer } = await readIdPage(client, cardList('lists', listId), range, size, signal);
  return {
    raw: await keepCards(client, boardId, items, signal),
    next: next === null ? nextList(others.join(',')) : cursor({ ...place, before: next }),
    observedAt: answer.observedAt,
  };
}

function nextList(lists: string): FetchedPage['next'] {
  return lists === '' ? null : cursor({ step: 'lists', before: '', lists });
}

function cursor(place: Place): FetchedPage['next'] {
  return { ...place };
}

/** The cards of these ids as they are now, wherever they are, but for those on boards that take no part. */
async function readTaking(client: TrelloClient, ids: readonly string[], signal: AbortSignal): Promise<unknown[]> {
  const cards: unknown[] = [];
  for (const card of await readCardsById(client, ids, signal))
    if ((await leftOutBoard(client, idIn(asItem(card), 'idBoard'), signal)) === null) cards.push(card);
  return cards;
}
