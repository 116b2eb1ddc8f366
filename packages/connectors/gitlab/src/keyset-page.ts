import type { FetchedPage, PageCursor, PageRequest } from '@syncline/connector-sdk';
import type { DataAnswer, GitLabClient, Parameters } from './client.ts';
import { asItem } from './item.ts';
import { nextPage, pageOf, perPage } from './paging.ts';

/** What a list is cut by: each page starts again from the last time seen. */
export type KeysetOrder = 'changed' | 'created' | 'newest_first';

const ORDERS = {
  changed: { order_by: 'updated_at', sort: 'asc', bound: 'updated_after' },
  created: { order_by: 'created_at', sort: 'asc', bound: 'created_after' },
  newest_first: { order_by: 'created_at', sort: 'desc', bound: 'created_before' },
} as const;

/**
 * One page of a list in the order of a time. The next page asks again from the last time seen, not for page two: what
 * is edited or deleted meanwhile would pull another record across the border between two pages, unread. Only a page
 * whose records all have one time is followed by number. Bounds take in the time they name, so border records come twice.
 */
export async function readKeysetPage(
  client: GitLabClient,
  route: string,
  parameters: Parameters,
  request: Pick<PageRequest, 'cursor' | 'pageSize'> & { readonly from: Date | null },
  order: KeysetOrder,
  signal: AbortSignal,
): Promise<FetchedPage & Pick<DataAnswer, 'data'>> {
  const { order_by, sort, bound } = ORDERS[order];
  const { from = request.from?.toISOString() } = (request.cursor ?? {}) as PageCursor & { readonly from?: string };
  const page = pageOf(request.cursor);
  const query = { ...parameters, order_by, sort, per_page: perPage(request), page, [bound]: from };
  const { raw, data, headers, observedAt } = await client.json(route, query, signal);
  const next = nextPage(headers);
  if (next === null || !Array.isArray(data)) return { raw, data, next: null, observedAt };
  const last = borderOf(data.at(-1), order);
  const moved = last !== null && last !== from;
  return {
    raw,
    data,
    next: moved ? { from: last, page: 1 } : { ...(from !== undefined && { from }), page: next },
    observedAt,
  };
}

/** The bound that still takes in an item: GitLab keeps microseconds and shows milliseconds, cut off. */
function borderOf(item: unknown, order: KeysetOrder): string | null {
  const time = Date.parse(String(asItem(item)?.[ORDERS[order].order_by]));
  if (Number.isNaN(time)) return null;
  return new Date(order === 'newest_first' ? time + 1 : time).toISOString();
}
