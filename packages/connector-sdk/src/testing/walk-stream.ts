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

/** Reads a scope as a backfill does: the planned pages of a fan-out, then `next` from the last one to the end. */
export async function walkStream(
  stream: Stream,
  client: unknown,
  scope: string,
  signal: AbortSignal,
  from: PageCursor | null = null,
): Promise<Walk> {
  const pages: FetchedPage[] = [];
  let cursor = from;
  if (from === null && stream.backfill === 'fan_out') {
    const probe = await stream.probe?.(client, scope, signal);
    const planned = probe?.followOnly ? 1 : Math.ceil((probe?.count ?? 0) / stream.pageSize);
    for (let page = 1; page < planned; page++)
      pages.push(await stream.readPage(client, { scope, cursor: { page }, since: null }, signal));
    cursor = { page: Math.max(1, planned) };
  }
  for (let follow = true; follow; ) {
    const page: FetchedPage = await stream.readPage(client, { scope, cursor, since: null }, signal);
    pages.push(page);
    if (pages.length > MAX_PAGES) throw new Error(`${stream.name} does not end`);
    cursor = page.next;
    follow = cursor !== null;
  }
  return readPages(stream, scope, pages);
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
