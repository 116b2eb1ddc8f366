import type { FetchedPage, PageRequest } from '@syncline/connector-sdk';
import { readActiveCards } from './active-cards.ts';
import { boardIdOf } from './board-list.ts';
import type { TrelloClient } from './client.ts';
import { COMMENT_ACTIONS } from './comment-actions.ts';
import { readIdPage } from './id-pages.ts';

/** Comments a page. */
export const COMMENT_PAGE = 1_000;
/** Cards whose comments are asked for with one call. */
const CARDS_A_CALL = 20;

/** Where a read of what changed stands: among the new comments, or among those of the cards with activity. */
interface Place {
  readonly step: 'new' | 'active' | 'of_cards';
  readonly before: string;
  /** By commas, of the cards whose comments are being read. */
  readonly cards: string;
  /** The card below which the next ones with activity are looked for. */
  readonly below: string;
}

const START: Place = { step: 'new', before: '', cards: '', below: '' };

interface Reading {
  readonly client: TrelloClient;
  readonly boardId: string;
  readonly since: Date | null;
  readonly size: number;
  readonly signal: AbortSignal;
}

/** One page of all comments of a board, newest first, or of those since a time. */
export async function readComments(
  client: TrelloClient,
  { scope, since, cursor, pageSize }: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const boardId = await boardIdOf(client, scope, signal);
  const reading = { client, boardId, since, size: Math.min(pageSize ?? COMMENT_PAGE, COMMENT_PAGE), signal };
  const place = { ...START, ...(cursor as Partial<Place> | null) };
  return { new: readNew, active: readActive, of_cards: readOfCards }[place.step](reading, place);
}

/** A comment is listed by the time it was made at: those that were edited since are looked for after the new ones. */
async function readNew(reading: Reading, place: Place): Promise<FetchedPage> {
  const { since } = reading;
  const { page, items, next } = await readActions(reading, place, since && { since: since.toISOString() });
  if (next !== null || since === null) return { ...page, next: next === null ? null : { ...place, before: next } };
  return items > 0 ? { ...page, next: { ...START, step: 'active' } } : readActive(reading, START);
}

/** Edited comments, as far as their cards show activity: some cards more, and what is said about them. */
async function readActive(reading: Reading, { below }: Place): Promise<FetchedPage> {
  const { client, boardId, since, signal } = reading;
  const active = await readActiveCards(
    client,
    { boardId, since: since ?? new Date(0), below, most: CARDS_A_CALL },
    signal,
  );
  const after = { ...START, below: active.next ?? '' };
  const empty = { raw: Buffer.from('[]'), observedAt: active.observedAt };
  if (active.ids.length === 0) return { ...empty, next: active.next === null ? null : { ...after, step: 'active' } };
  return readOfCards(reading, { ...after, step: 'of_cards', cards: active.ids.join(',') });
}

async function readOfCards(reading: Reading, place: Place): Promise<FetchedPage> {
  const { page, next } = await readActions(reading, place, { idModels: place.cards });
  if (next !== null) return { ...page, next: { ...place, before: next } };
  return { ...page, next: place.below === '' ? null : { ...START, step: 'active', below: place.below } };
}

async function readActions(
  { client, boardId, size, signal }: Reading,
  place: Place,
  more: Readonly<Record<string, string>> | null,
) {
  const list = { path: `/boards/${boardId}/actions`, query: { ...COMMENT_ACTIONS, ...more } };
  const range = { from: null, before: place.before || null };
  const { items, next, answer } = await readIdPage(client, list, range, size, signal);
  const page = { raw: Buffer.from(JSON.stringify(items)), observedAt: answer.observedAt };
  return { page, items: items.length, next };
}
