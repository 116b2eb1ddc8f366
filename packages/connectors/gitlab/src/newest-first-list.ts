import type { FetchedPage, PageCursor, Probe, Stream } from '@syncline/connector-sdk';
import type { GitLabClient, Parameters } from './client.ts';
import { asItem, idOf } from './item.ts';
import { readKeysetPage } from './keyset-page.ts';
import { nextPage, PAGE_SIZE, pageOf } from './paging.ts';
import { type Place, parsePlace } from './place.ts';

/** GitLab refuses pages that begin further in than this: the rest has to be read by time. */
const OFFSET_LIMIT = 50_000;
const LAST_PAGE = OFFSET_LIMIT / PAGE_SIZE;

type Proven = Required<Pick<Stream<GitLabClient>, 'probe' | 'listedId' | 'listAhead'>>;

export interface NewestFirstList {
  /** What lets the list be planned from a count, and proven whole. */
  readonly counted: Proven;
  readNewestFirst(
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

  /** By page number as far as GitLab allows, then by time of creation. */
  async function readNewestFirst(
    client: GitLabClient,
    scope: string,
    cursor: PageCursor | null,
    signal: AbortSignal,
  ): Promise<FetchedPage> {
    const { route, parameters } = listOf(scope);
    const read = await readKeysetPage(client, route, parameters, { cursor, from: null }, 'newest_first', signal);
    const { raw, observedAt } = read;
    const page = pageOf(cursor);
    const isNumbered = (cursor as { readonly from?: string } | null)?.from === undefined && page < LAST_PAGE;
    return { raw, next: read.next !== null && isNumbered ? { page: page + 1 } : read.next, observedAt };
  }

  return {
    counted: {
      listedId: idOf,
      probe: (client, scope, signal) => probe(client, listOf(scope), signal),
      listAhead: (client, scope, head, expected, signal) =>
        listAhead(client, listOf(scope), { head, atMost: expected + PAGE_SIZE }, signal),
    },
    readNewestFirst,
  };
}

interface List {
  readonly route: string;
  readonly parameters: Parameters;
}

const NEWEST_FIRST = { order_by: 'created_at', sort: 'desc' };

/**
 * How many records a list has. GitLab says so of lists up to 10,000; in longer ones the last page is looked for by
 * halves. Beyond 50,000 pages have no numbers: the list must be followed, and the number of its newest record, which
 * counts the records of its place up, bounds the count.
 */
async function probe(client: GitLabClient, list: List, signal: AbortSignal): Promise<Probe> {
  const query = { ...list.parameters, ...NEWEST_FIRST, per_page: 1, page: 1 };
  const { data, headers, observedAt } = await client.json(list.route, query, signal);
  const first = Array.isArray(data) ? asItem(data[0]) : null;
  const head = idOf(first);
  if (head === null) return { count: 0, head: null, observedAt };
  const total = headers.get('x-total');
  if (total !== null && /^\d{1,15}$/.test(total)) return { count: Number(total), head, observedAt };
  if (nextPage(headers) === null) return { count: 1, head, observedAt };
  const count = await countByHalves(client, list, signal);
  if (count !== null) return { count, head, observedAt };
  const highest = first?.['iid'];
  return { count: typeof highest === 'number' ? highest : OFFSET_LIMIT, head, observedAt, followOnly: true };
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
