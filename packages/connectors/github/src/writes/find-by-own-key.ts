import type { CreateSearch, PageCursor } from '@syncline/connector-sdk';
import type { GitHubClient } from '../client.ts';
import { asItem, type Item, textOf } from '../item.ts';
import { readKeysetPage } from '../keyset-page.ts';
import { splitOwnKey } from '../own-key.ts';
import { cursorQuery, nextCursor, PAGE_SIZE, parseItems } from '../paging.ts';

/** How far the clock that a search's `since` was taken from may be ahead of GitHub's. */
const CLOCKS_APART_MS = 3 * 3_600_000;

/**
 * What a create in doubt made, by the marker in its text: a repository's list from the newest back to before the
 * attempt. GitHub's search is no help, it lags. A page of a list that shrinks meanwhile can hide a record, so that
 * what was not found over several pages is looked for again in the order of changes, where nothing can be skipped.
 */
export async function findByOwnKey(
  client: GitHubClient,
  list: { readonly route: string; readonly parameters: Readonly<Record<string, unknown>> },
  search: CreateSearch,
  signal: AbortSignal,
): Promise<Item | null> {
  const since = new Date(search.since.getTime() - CLOCKS_APART_MS);
  const newestFirst = { ...list.parameters, sort: 'created', direction: 'desc', per_page: PAGE_SIZE };
  let cursor: PageCursor | null = null;
  for (let pages = 1; ; pages++) {
    const { data, links } = await client.json(list.route, { ...newestFirst, ...cursorQuery(cursor) }, signal);
    const items: readonly unknown[] = Array.isArray(data) ? data : [];
    const found = carrierOf(items, search.ownKey);
    if (found) return found;
    const oldest = Date.parse(textOf(asItem(items.at(-1))?.['created_at']) ?? '');
    cursor = oldest < since.getTime() ? null : nextCursor(links);
    if (cursor !== null) continue;
    return pages === 1 ? null : findAmongChanges(client, list, search, since, signal);
  }
}

async function findAmongChanges(
  client: GitHubClient,
  list: { readonly route: string; readonly parameters: Readonly<Record<string, unknown>> },
  search: CreateSearch,
  since: Date,
  signal: AbortSignal,
): Promise<Item | null> {
  let cursor: PageCursor | null = null;
  do {
    const request = { scope: search.scope, cursor, since };
    const page = await readKeysetPage(client, list.route, list.parameters, request, signal);
    const found = carrierOf(parseItems(page.raw), search.ownKey);
    if (found) return found;
    cursor = page.next;
  } while (cursor);
  return null;
}

/** The oldest that carries the key: a person may have copied its text into a new one already. */
function carrierOf(items: readonly unknown[], ownKey: string): Item | null {
  const carriers = items
    .map(asItem)
    .filter((item) => item !== null)
    .filter((item) => splitOwnKey(textOf(item['body']) ?? '').ownKey === ownKey);
  return carriers.sort((a, b) => Number(a['id']) - Number(b['id']))[0] ?? null;
}
