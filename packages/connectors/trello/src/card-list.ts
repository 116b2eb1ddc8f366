import type { FetchedPage, PageCursor, PageRequest, WindowPlan } from '@syncline/connector-sdk';
import { boardIdOf } from './board-list.ts';
import { WITH_LINKS } from './card-links.ts';
import { keepCards } from './card-page.ts';
import type { ApiRequest, TrelloClient } from './client.ts';
import { type IdRange, MOST_A_CALL, readIdPage } from './id-pages.ts';
import { idOf } from './item.ts';

/** Cards a page: their texts may be long. */
export const CARD_PAGE = 200;

const CARD_FIELDS = [
  'name',
  'desc',
  'closed',
  'due',
  'start',
  'dueComplete',
  'idBoard',
  'idList',
  'idMembers',
  'labels',
  'idChecklists',
  'idShort',
  'pos',
  'shortLink',
  'url',
  'isTemplate',
  'dateLastActivity',
].join(',');

/** All cards of a board, or of a list, archived ones too, with what is asked for of each. */
export function cardList(place: 'boards' | 'lists', id: string, fields = CARD_FIELDS): ApiRequest {
  const isWhole = fields === CARD_FIELDS;
  return {
    path: `/${place}/${id}/cards`,
    query: { filter: 'all', fields, ...(isWhole && { customFieldItems: true, ...WITH_LINKS }) },
  };
}

/**
 * A board's cards are read by ranges of ids, which never change and tell when a card was made: one call shows the ids of
 * a thousand cards, which are cut into windows there; those below follow from another page of ids.
 */
export async function planCardWindows(client: TrelloClient, scope: string, signal: AbortSignal): Promise<WindowPlan> {
  const boardId = await boardIdOf(client, scope, signal);
  const { windows, observedAt, count } = await windowsBelow(client, boardId, null, signal);
  return { windows, count, observedAt };
}

interface CutIds {
  readonly windows: PageCursor[];
  readonly observedAt: Date;
  /** Null: there are more below. */
  readonly count: number | null;
}

async function windowsBelow(
  client: TrelloClient,
  boardId: string,
  top: string | null,
  signal: AbortSignal,
): Promise<CutIds> {
  const list = cardList('boards', boardId, 'id');
  const { items, next, answer } = await readIdPage(client, list, { from: null, before: top }, MOST_A_CALL, signal);
  const ids = items.flatMap((item) => idOf(item) ?? []);
  const windows: PageCursor[] = [];
  let before = top;
  for (let at = CARD_PAGE - 1; at < ids.length - 1 && ids[at]; at += CARD_PAGE) {
    windows.push(cursorOf({ from: ids[at] ?? null, before }));
    before = ids[at] ?? null;
  }
  if (next === null) {
    // The last one is open to the past: a card that comes from another board may be older than all.
    windows.push(cursorOf({ from: null, before }));
  } else {
    windows.push(cursorOf({ from: next, before }), { ids: next });
  }
  return { windows, observedAt: answer.observedAt, count: next === null && top === null ? ids.length : null };
}

function cursorOf({ from, before }: IdRange): PageCursor {
  return { ...(from !== null && { from }), ...(before !== null && { before }) };
}

export interface CardWindow extends Omit<FetchedPage, 'raw'> {
  readonly boardId: string;
  readonly items: readonly unknown[];
}

/** A page of a window by a list of cards, or the page of ids that leads to windows. */
export async function readWindow(
  client: TrelloClient,
  { scope, cursor }: Pick<PageRequest, 'scope' | 'cursor'>,
  listOf: (boardId: string) => ApiRequest,
  signal: AbortSignal,
): Promise<CardWindow> {
  const boardId = await boardIdOf(client, scope, signal);
  const { ids, from, before } = (cursor ?? {}) as { ids?: string; from?: string; before?: string };
  if (ids !== undefined) {
    const { windows, observedAt } = await windowsBelow(client, boardId, ids, signal);
    return { boardId, items: [], next: null, split: windows, observedAt };
  }
  const range = { from: from ?? null, before: before ?? null };
  const { items, next, answer } = await readIdPage(client, listOf(boardId), range, CARD_PAGE, signal);
  return {
    boardId,
    items,
    next: next === null ? null : cursorOf({ ...range, before: next }),
    observedAt: answer.observedAt,
  };
}

export async function readCardWindow(
  client: TrelloClient,
  request: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const { boardId, items, ...page } = await readWindow(client, request, (id) => cardList('boards', id), signal);
  return { ...page, raw: await keepCards(client, boardId, items, signal) };
}
