import type { FetchedPage, PageCursor, PageRequest } from '@syncline/connector-sdk';
import type { GitHubClient } from './client.ts';
import { cursorQuery, nextCursor, perPage } from './paging.ts';

/**
 * One page of what changed since a time, oldest change first. The next page asks again from the last change seen,
 * not for page two: a record that is edited meanwhile moves to the end, and would pull another across the border
 * between two pages, unread. Only a page whose records all changed in one second is followed as GitHub links it.
 *
 * GitHub's `since` takes in the second it names and has no fractions, so that border records come twice.
 */
export async function readKeysetPage(
  client: GitHubClient,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  request: PageRequest & { readonly since: Date },
  signal: AbortSignal,
): Promise<FetchedPage> {
  const cursor = request.cursor as (PageCursor & { readonly since?: string }) | null;
  const since = cursor?.since ?? toSeconds(request.since);
  const position = cursor === null ? { page: 1 } : cursorQuery(cursor);
  const query = { ...parameters, sort: 'updated', direction: 'asc', per_page: perPage(request), ...position, since };
  const { raw, data, links, observedAt } = await client.json(route, query, signal);
  const next = nextCursor(links);
  if (next === null || !Array.isArray(data)) return { raw, next: null, observedAt };
  const last = (data.at(-1) as { updated_at?: unknown } | undefined)?.updated_at;
  const moved = typeof last === 'string' && Date.parse(last) > Date.parse(since);
  return { raw, next: moved ? { since: last, page: 1 } : { since, ...next }, observedAt };
}

function toSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
