import type { FetchedPage, NormalizeResult, PageCursor, Stream } from '../connector.ts';

export interface Walk {
  readonly pages: readonly FetchedPage[];
  readonly items: readonly unknown[];
  readonly results: readonly NormalizeResult[];
  /** Ids of the items in the order of the pages; what is ignored is left out. */
  readonly ids: readonly string[];
}

/** No list of the suite is longer; a walk that goes on has lost its end. */
const MAX_PAGES = 1_000;

/** Reads a scope as a backfill does: what is planned, then `next` and what pages split off, to the end. */
export async function walkStream(
  stream: Stream,
  client: unknown,
  scope: string,
  signal: AbortSignal,
  from: PageCursor | null = null,
): Promise<Walk> {
  const pages: FetchedPage[] = [];
  const starts = from === null ? await plannedStarts(stream, client, scope, signal) : [{ cursor: from, follows: true }];
  for (let start = starts.shift(); start; start = starts.shift()) {
    const page: FetchedPage = await stream.readPage(client, { scope, cursor: start.cursor, since: null }, signal);
    pages.push(page);
    if (pages.length > MAX_PAGES) throw new Error(`${stream.name} does not end`);
    if (start.follows) starts.unshift(...pagesAfter(page));
  }
  return readPages(stream, scope, pages);
}

export interface PlannedStart {
  readonly cursor: PageCursor | null;
  readonly follows: boolean;
}

/** The pages that a backfill of a scope begins with. */
export async function plannedStarts(
  stream: Stream,
  client: unknown,
  scope: string,
  signal: AbortSignal,
): Promise<PlannedStart[]> {
  if (stream.backfill === 'follow') return [{ cursor: null, follows: true }];
  const plan = await stream.planWindows?.(client, scope, signal);
  if (plan) return plan.windows.map(followed);
  const probe = await stream.probe?.(client, scope, signal);
  const planned = Math.max(1, probe?.followOnly ? 1 : Math.ceil((probe?.count ?? 0) / stream.pageSize));
  return Array.from({ length: planned }, (_, at) => ({ cursor: { page: at + 1 }, follows: at === planned - 1 }));
}

/** Where a page leads to. */
export function pagesAfter(page: FetchedPage): PlannedStart[] {
  return [...(page.next ? [page.next] : []), ...(page.split ?? [])].map(followed);
}

function followed(cursor: PageCursor): PlannedStart {
  return { cursor, follows: true };
}

function readPages(stream: Stream, scope: string, pages: readonly FetchedPage[]): Walk {
  const items = pages.flatMap((page) => stream.parsePage(page.raw));
  const results = items.map((item) => stream.normalize(item, scope));
  return {
    pages,
    items,
    results,
    ids: results.flatMap((result) => (result.outcome === 'record' ? [result.record.externalId] : [])),
  };
}
