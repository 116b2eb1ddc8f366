import type { FetchedPage, PageCursor, Probe, Stream, WindowPlan } from '@syncline/connector-sdk';
import type { GitLabClient, Parameters } from './client.ts';
import { asItem, type Item, idOf, utcTime } from './item.ts';
import { nextPage, PAGE_SIZE, pageOf, totalIn } from './paging.ts';
import { type Place, parsePlace } from './place.ts';
import { cutList, type List, readWindowPage } from './windowed-list.ts';
import { isOfWindow, startOf } from './windows.ts';

/** GitLab refuses pages that begin further in than this. */
const OFFSET_LIMIT = 50_000;
const LAST_PAGE = OFFSET_LIMIT / PAGE_SIZE;

type Counted = Required<Pick<Stream<GitLabClient>, 'planWindows' | 'probe' | 'listedId' | 'listAhead'>>;

export interface NewestFirstList {
  /** What lets the list be planned from a count: by page numbers and proven whole, or by windows where it is long. */
  readonly counted: Counted;
  readBackfillPage(
    client: GitLabClient,
    scope: string,
    cursor: PageCursor | null,
    signal: AbortSignal,
  ): Promise<FetchedPage>;
}

/** The backfill side of a list that GitLab sorts by creation: new records come only at its head. */
export function newestFirstList(routeOf: (place: Place) => string, more: Parameters): NewestFirstList {
  const listOf = (scope: string) => {
    const place = parsePlace(scope);
    return { route: routeOf(place), parameters: { id: place.id, ...more } };
  };

  /** By page number, newest first, as long as GitLab tells the length of the list; else by windows, oldest first. */
  async function readBackfillPage(
    client: GitLabClient,
    scope: string,
    cursor: PageCursor | null,
    signal: AbortSignal,
  ): Promise<FetchedPage> {
    const list = listOf(scope);
    if (isOfWindow(cursor)) {
      const { data: _, ...page } = await readWindowPage(client, list, { cursor }, signal);
      return page;
    }
    const query = { ...list.parameters, ...NEWEST_FIRST, per_page: PAGE_SIZE, page: pageOf(cursor) };
    const { raw, data, headers, observedAt } = await client.json(list.route, query, signal);
    const next = nextPage(headers);
    if (next === null || totalIn(headers) !== null)
      return { raw, next: next === null ? null : { page: next }, observedAt };
    const last = Date.parse(utcTime(asItem(Array.isArray(data) ? data.at(-1) : null)?.['created_at']) ?? '');
    // GitLab keeps microseconds and shows milliseconds, cut off.
    const rest = Number.isNaN(last) ? { page: next } : startOf({ to: new Date(last + 1).toISOString() });
    return { raw, next: rest, observedAt };
  }

  return {
    counted: {
      listedId: idOf,
      probe: async (client, scope, signal) => probeOf(await countList(client, listOf(scope), signal)),
      planWindows: (client, scope, signal) => planLongList(client, listOf(scope), signal),
      listAhead: (client, scope, head, expected, signal) =>
        listAhead(client, listOf(scope), { head, atMost: expected + PAGE_SIZE }, signal),
    },
    readBackfillPage,
  };
}

const NEWEST_FIRST = { order_by: 'created_at', sort: 'desc' };

interface CountedList {
  readonly newest: Item | null;
  readonly count: number;
  /** `said`: by GitLab. `found`: by looking for the last page. `at_most`: no more than that. */
  readonly by: 'said' | 'found' | 'at_most';
  readonly observedAt: Date;
}

/**
 * How many records a list has. GitLab says so of lists up to 10,000; in longer ones the last page is looked for by
 * halves. Beyond 50,000 pages have no numbers: the number of its newest record, which counts the records of its place
 * up, bounds the count.
 */
async function countList(client: GitLabClient, list: List, signal: AbortSignal): Promise<CountedList> {
  const query = { ...list.parameters, ...NEWEST_FIRST, per_page: 1, page: 1 };
  const { data, headers, observedAt } = await client.json(list.route, query, signal);
  const newest = Array.isArray(data) ? asItem(data[0]) : null;
  const read = { newest, observedAt };
  if (idOf(newest) === null) return { ...read, count: 0, by: 'said' };
  const total = totalIn(headers);
  if (total !== null) return { ...read, count: total, by: 'said' };
  if (nextPage(headers) === null) return { ...read, count: 1, by: 'said' };
  const count = await countByHalves(client, list, signal);
  if (count !== null) return { ...read, count, by: 'found' };
  const highest = newest?.['iid'];
  return { ...read, count: typeof highest === 'number' ? highest : OFFSET_LIMIT, by: 'at_most' };
}

function probeOf({ newest, count, by, observedAt }: CountedList): Probe {
  return { count, head: idOf(newest), observedAt, ...(by === 'at_most' && { followOnly: true }) };
}

/** Page numbers serve a list whose length GitLab tells, and prove it whole. A longer one is cut by time of creation. */
async function planLongList(client: GitLabClient, list: List, signal: AbortSignal): Promise<WindowPlan | null> {
  const { newest, count, by, observedAt } = await countList(client, list, signal);
  if (by === 'said') return null;
  const windows = await cutList(client, list, { newest, count }, signal);
  return { windows, count: by === 'found' ? count : null, observedAt };
}

/** Null when even the last page that may be asked for is followed by another. */
async function countByHalves(client: GitLabClient, list: List, signal: AbortSignal): Promise<number | null> {
  const look = async (page: number) => {
    const query = { ...list.parameters, ...NEWEST_FIRST, per_page: PAGE_SIZE, page };
    const { data, headers } = await client.json(list.route, query, signal);
    return { length: Array.isArray(data) ? data.length : 0, isLast: nextPage(headers) === null };
  };
  for (let low = 1, high = LAST_PAGE; ; ) {
    const middle = (low + high) >> 1;
    const { length, isLast } = await look(middle);
    if (isLast && length > 0) return (middle - 1) * PAGE_SIZE + length;
    if (length > 0) low = middle + 1;
    else high = middle - 1;
    // Even the last was not the end; or the list shrank under the search, and this is what is left.
    if (low > high) return length > 0 && middle === LAST_PAGE ? null : (low - 1) * PAGE_SIZE;
  }
}

async function listAhead(
  client: GitLabClient,
  { route, parameters }: List,
  { head, atMost }: { readonly head: string; readonly atMost: number },
  signal: AbortSignal,
): Promise<string[] | null> {
  const ahead: string[] = [];
  for (let page: number | null = 1; page !== null && page <= LAST_PAGE && ahead.length < atMost; ) {
    const query = { ...parameters, ...NEWEST_FIRST, per_page: PAGE_SIZE, page };
    const { data, headers } = await client.json(route, query, signal);
    for (const item of Array.isArray(data) ? data : []) {
      const id = idOf(item);
      if (id === head) return ahead;
      if (id !== null) ahead.push(id);
    }
    page = nextPage(headers);
  }
  return null;
}
