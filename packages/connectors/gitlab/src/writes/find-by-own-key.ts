import type { CreateSearch, PageCursor } from '@syncline/connector-sdk';
import type { GitLabClient, Parameters } from '../client.ts';
import { asItem, type Item, textOf } from '../item.ts';
import { readKeysetPage } from '../keyset-page.ts';
import { splitOwnKey } from '../own-key.ts';

/** How far the clock that a search's `since` was taken from may be ahead of GitLab's. */
const CLOCKS_APART_MS = 3 * 3_600_000;

/**
 * What a create in doubt made, by the marker in its text: what was created since before the attempt, oldest first, in
 * which order nothing can be skipped. GitLab's search is no help, it lags.
 */
export async function findByOwnKey(
  client: GitLabClient,
  list: { readonly route: string; readonly parameters: Parameters },
  search: CreateSearch,
  signal: AbortSignal,
): Promise<Item | null> {
  const from = searchedFrom(search);
  let cursor: PageCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof readKeysetPage>> = await readKeysetPage(
      client,
      list.route,
      list.parameters,
      { cursor, from },
      'created',
      signal,
    );
    // The oldest that carries the key: a person may have copied its text into a new one already.
    const items = Array.isArray(page.data) ? page.data.map(asItem) : [];
    const found = items.find((item) => ownKeyOn(item?.['description']) === search.ownKey);
    if (found) return found;
    cursor = page.next;
  } while (cursor);
  return null;
}

export function searchedFrom(search: CreateSearch): Date {
  return new Date(search.since.getTime() - CLOCKS_APART_MS);
}

export function ownKeyOn(text: unknown): string | null {
  return splitOwnKey(textOf(text) ?? '').ownKey;
}
