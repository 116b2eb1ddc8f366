import type { FetchedPage, PageCursor, PageRequest } from '@syncline/connector-sdk';
import type { DataAnswer, GitLabClient, Parameters } from './client.ts';
import { asItem, utcTime } from './item.ts';
import { nextPage, pageOf, perPage, totalIn } from './paging.ts';
import { boundsOf, type TimeWindow } from './windows.ts';

/** What a list is cut by: each page starts again from the last time seen. */
export type KeysetOrder = 'changed' | 'created';

const ORDERS = {
  changed: { order_by: 'updated_at', bound: 'updated_after' },
  created: { order_by: 'created_at', bound: 'created_after' },
} as const;

export interface KeysetPage extends FetchedPage, Pick<DataAnswer, 'data'> {
  /** Records of the list that was asked for; null where GitLab does not say. */
  readonly total: number | null;
}

/**
 * One page of a list in the order of a time. The next page asks again from the last time seen, not for page two: what
 * is edited or deleted meanwhile would pull another record across the border between two pages, unread. Only a page
 * whose records all have one time is followed by number. Bounds take in the time they name, so border records come twice.
 * `to` of a cursor is where its window ends, of a list in order of creation.
 */
export async function readKeysetPage(
  client: GitLabClient,
  route: string,
  parameters: Parameters,
  request: Pick<PageRequest, 'cursor' | 'pageSize'> & { readonly from: Date | null },
  order: KeysetOrder,
  signal: AbortSignal,
): Promise<KeysetPage> {
  const { order_by, bound } = ORDERS[order];
  const { from = request.from?.toISOString(), to } = (request.cursor ?? {}) as PageCursor & TimeWindow;
  const page = pageOf(request.cursor);
  const query = {
    ...parameters,
    order_by,
    sort: 'asc',
    per_page: perPage(request),
    page,
    [bound]: from,
    ...(to !== undefined && { created_before: to }),
  };
  const { raw, data, headers, observedAt } = await client.json(route, query, signal);
  const next = nextPage(headers);
  const read = { raw, data, total: totalIn(headers), observedAt };
  if (next === null || !Array.isArray(data)) return { ...read, next: null };
  const last = utcTime(asItem(data.at(-1))?.[order_by]);
  const moved = last !== null && last !== from;
  return { ...read, next: moved ? { ...boundsOf(last, to), page: 1 } : { ...boundsOf(from, to), page: next } };
}
