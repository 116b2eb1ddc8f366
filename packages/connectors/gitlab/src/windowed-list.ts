import type { FetchedPage, PageCursor, PageRequest, WindowPlan } from '@syncline/connector-sdk';
import type { GitLabClient, Parameters } from './client.ts';
import { asItem, type Item, utcTime } from './item.ts';
import { type KeysetPage, readKeysetPage } from './keyset-page.ts';
import { perPage, totalIn } from './paging.ts';
import { cutRest, cutSpan, isTooFull, type TimeWindow, windowStart } from './windows.ts';

export interface List {
  readonly route: string;
  readonly parameters: Parameters;
}

export type WindowPage = FetchedPage & Pick<KeysetPage, 'data'>;

interface Known extends Pick<PageRequest, 'pageSize'> {
  readonly newest: Item | null;
  readonly count: number;
}

/** Pages of a window, about: read one after the other. */
const PAGES_A_WINDOW = 10;

/** The windows of a list by time of creation, from what GitLab says of its length, or else from its newest number. */
export async function planListWindows(
  client: GitLabClient,
  list: List,
  page: Pick<PageRequest, 'pageSize'>,
  signal: AbortSignal,
): Promise<WindowPlan> {
  const { item: newest, total, observedAt } = await lookAt(client, list, {}, 'desc', signal);
  const iid = newest?.['iid'];
  const count = total ?? (typeof iid === 'number' ? iid : 0);
  return { windows: await cutList(client, list, { ...page, newest, count }, signal), count: total, observedAt };
}

/** The windows of a list whose newest record and length are known; none where there is nothing. */
export async function cutList(
  client: GitLabClient,
  list: List,
  { newest, count, ...page }: Known,
  signal: AbortSignal,
): Promise<PageCursor[]> {
  const most = mostOf(page);
  if (newest === null) return [];
  const { item: oldest } = count > most ? await lookAt(client, list, {}, 'asc', signal) : { item: newest };
  const [oldestMs, newestMs] = [createdMs(oldest) ?? 0, createdMs(newest) ?? 0];
  // What shows no time that can be cut is one window.
  return cutSpan({ oldestMs, newestMs, count: newestMs > oldestMs ? count : 1 }, most);
}

/**
 * A page of a backfill by windows. A window's first page tells how many records it has: of one that is too full the
 * rest is cut into windows of its own. All others are followed, each page from the last time seen.
 */
export async function readWindowPage(
  client: GitLabClient,
  list: List,
  request: Pick<PageRequest, 'cursor' | 'pageSize'>,
  signal: AbortSignal,
): Promise<WindowPage> {
  const { route, parameters } = list;
  const keyset = { ...request, from: null };
  const { total, ...page } = await readKeysetPage(client, route, parameters, keyset, 'created', signal);
  const window = windowStart(request.cursor);
  const most = mostOf(request);
  if (window === null || page.next === null || !isTooFull(total, most)) return page;
  const read = Array.isArray(page.data) ? page.data : [];
  const last = createdMs(asItem(read.at(-1)));
  const { item: newest } = await lookAt(client, list, window, 'desc', signal);
  const span = { oldestMs: last ?? 0, newestMs: createdMs(newest) ?? 0 };
  const split = last === null ? null : cutRest(window, { ...span, count: total && total - read.length }, most);
  return split === null ? page : { ...page, next: null, split };
}

/** The first record of a list in an order of creation, with its total. */
async function lookAt(
  client: GitLabClient,
  { route, parameters }: List,
  { from, to }: TimeWindow,
  sort: 'asc' | 'desc',
  signal: AbortSignal,
) {
  const query = { ...parameters, order_by: 'created_at', sort, per_page: 1, created_after: from, created_before: to };
  const { data, headers, observedAt } = await client.json(route, query, signal);
  return { item: Array.isArray(data) ? asItem(data[0]) : null, total: totalIn(headers), observedAt };
}

function mostOf(page: Pick<PageRequest, 'pageSize'>): number {
  return PAGES_A_WINDOW * perPage(page);
}

function createdMs(item: Item | null): number | null {
  const time = Date.parse(utcTime(item?.['created_at']) ?? '');
  return Number.isNaN(time) ? null : time;
}
