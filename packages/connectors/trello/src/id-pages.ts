import type { ApiAnswer, ApiRequest, TrelloClient } from './client.ts';
import { firstIdAfterSecondOf, firstIdInSecondOf } from './ids.ts';
import { idOf, listOf } from './item.ts';

/** The most that Trello gives of a list at once. */
export const MOST_A_CALL = 1_000;

/** What of a list to read: made before the object of one id, and not before that of another. Null: open on that side. */
export interface IdRange {
  readonly from: string | null;
  readonly before: string | null;
}

export interface IdPage {
  readonly answer: ApiAnswer;
  /** Newest first. */
  readonly items: readonly unknown[];
  /** The lowest id that was seen when there may be more below it, null at the end of the range. */
  readonly next: string | null;
}

/**
 * One page of a list, from the newest object down. Trello takes ids as borders and doesn't say whether it goes by the id
 * or by the second in it, nor what becomes of the border itself: it is asked for whole seconds, and what is outside of
 * the range is left out here, so that nothing on a border is lost or read twice.
 */
export async function readIdPage(
  client: TrelloClient,
  list: ApiRequest,
  range: IdRange,
  limit: number,
  signal: AbortSignal,
): Promise<IdPage> {
  const whole = range.before === null ? null : firstIdAfterSecondOf(range.before);
  const page = await readFrom(client, list, range, whole, limit, signal);
  // A second in which more was made than a page holds: then only the border itself leads on.
  const isStuck = page.items.length === 0 && page.next !== null && page.next >= (range.before ?? '~');
  return isStuck ? readFrom(client, list, range, range.before, limit, signal) : page;
}

async function readFrom(
  client: TrelloClient,
  list: ApiRequest,
  { from, before }: IdRange,
  border: string | null,
  limit: number,
  signal: AbortSignal,
): Promise<IdPage> {
  const since = from === null ? null : secondBefore(from);
  const query = { ...list.query, limit, ...(border && { before: border }), ...(since && { since }) };
  const answer = await client.send({ ...list, query }, signal);
  const seen = listOf(answer.data);
  const ids = seen.flatMap((item) => idOf(item) ?? []);
  const lowest = ids.reduce<string | null>((low, id) => (low === null || id < low ? id : low), null);
  const inRange = (id: string | null) =>
    id !== null && (before === null || id < before) && (from === null || id >= from);
  const items = seen.filter((item) => inRange(idOf(item))).sort((a, b) => ((idOf(a) ?? '') < (idOf(b) ?? '') ? 1 : -1));
  const isFull = seen.length >= limit && lowest !== null && (from === null || lowest > from);
  return { answer, items, next: isFull ? lowest : null };
}

function secondBefore(id: string): string {
  const first = firstIdInSecondOf(id);
  const second = Number.parseInt(first.slice(0, 8), 16);
  return Math.max(0, second - 1)
    .toString(16)
    .padStart(8, '0')
    .padEnd(24, '0');
}
