import type { FetchedPage, PageCursor, PageRequest, WindowPlan } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { QuoClient } from '../client.ts';
import { cursorText, PAGE_SIZE, readDated } from '../cursor-list.ts';
import { asItem, itemsIn, textOf } from '../item.ts';
import { readNumber } from '../phone-numbers.ts';

/** A list of what happened at one number, newest first; the range is of creation times in ms, which never change. */
export interface ActivityList {
  readonly path: '/calls' | '/messages';
  /** Each list takes its own operators: inclusive ones for calls, exclusive ones for messages. */
  range(from: number | null, before: number | null): Readonly<Record<string, string | undefined>>;
  readonly include?: (client: QuoClient) => string | undefined;
}

const DAY_MS = 86_400_000;
/** What a window is to hold, judged by how dense the newest page is. */
const RECORDS_A_WINDOW = 500;
const MOST_WINDOWS = 100;

/**
 * Windows of creation times from the day that the number was had. Quo counts nothing, so they are cut evenly, as long
 * as the newest page says that some hundreds of records take; a number with one page alone is one window.
 */
export async function planWindows(
  client: QuoClient,
  list: ActivityList,
  numberId: string,
  signal: AbortSignal,
): Promise<WindowPlan> {
  const { answer, next } = await readDated(
    client,
    { path: list.path, query: { phoneNumberId: numberId }, after: null },
    signal,
  );
  const { observedAt } = answer;
  const times = itemsIn(answer.raw).flatMap((item) => {
    const time = Date.parse(textOf(asItem(item)?.['createdAt']) ?? '');
    return Number.isNaN(time) ? [] : [time];
  });
  if (next === null || times.length === 0)
    return { windows: [{ window: 1 }], count: next === null ? times.length : null, observedAt };
  const newest = Math.max(...times);
  const begun = await createdAt(client, numberId, signal);
  const from = Math.min(begun ?? newest - 365 * DAY_MS, ...times);
  const span = Math.max(newest - Math.min(...times), 1) * (RECORDS_A_WINDOW / PAGE_SIZE);
  const parts = Math.max(1, Math.min(MOST_WINDOWS, Math.ceil((newest - from) / Math.max(span, DAY_MS))));
  const border = (at: number): number => Math.floor(from + ((newest - from) * at) / parts);
  const windows = Array.from({ length: parts }, (_, at) => ({
    window: at + 1,
    ...(at > 0 && { from: border(at) }),
    ...(at < parts - 1 && { before: border(at + 1) }),
  }));
  return { windows, count: null, observedAt };
}

/** When the number was had; null where that is not shown. */
async function createdAt(client: QuoClient, numberId: string, signal: AbortSignal): Promise<number | null> {
  try {
    return (await readNumber(client, numberId, signal))?.createdAt?.getTime() ?? null;
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    return null;
  }
}

/** A page of a window, or of what was created since a time. */
export async function readActivities(
  client: QuoClient,
  list: ActivityList,
  { scope, cursor, since, pageSize }: PageRequest,
  signal: AbortSignal,
): Promise<FetchedPage> {
  const bound = (name: string): number | null => {
    const text = cursorText(cursor, name);
    return text === null ? null : Number(text);
  };
  const [from, before] = since === null ? [bound('from'), bound('before')] : [since.getTime(), null];
  const query = { phoneNumberId: scope, include: list.include?.(client), ...list.range(from, before) };
  const after = cursorText(cursor, 'after');
  const { answer, next } = await readDated(client, { path: list.path, query, after, pageSize }, signal);
  const place: PageCursor = {
    ...(from !== null && since === null && { from }),
    ...(before !== null && { before }),
    after: next ?? '',
  };
  return { raw: answer.raw, observedAt: answer.observedAt, next: next === null ? null : place };
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
