import type { FetchedPage, PageRequest } from '@syncline/connector-sdk';
import type { GitHubClient } from './client.ts';
import { PAGE_SIZE } from './paging.ts';

/**
 * One page of what changed since a time, oldest change first. The next page asks again from the last change seen,
 * not for page two: a record that is edited meanwhile moves to the end, and would pull another across the border
 * between two pages, unread. Only a page whose records all changed in one second is followed by number.
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
  const cursor = request.cursor as { readonly since?: string; readonly page?: number } | null;
  const since = cursor?.since ?? toSeconds(request.since);
  const page = cursor?.page ?? 1;
  const query = { ...parameters, sort: 'updated', direction: 'asc', since, page, per_page: PAGE_SIZE };
  const { raw, data, links, observedAt } = await client.json(route, query, signal);
  if (links['next'] === undefined || !Array.isArray(data)) return { raw, next: null, observedAt };
  const last = (data.at(-1) as { updated_at?: unknown } | undefined)?.updated_at;
  const moved = typeof last === 'string' && Date.parse(last) > Date.parse(since);
  return { raw, next: moved ? { since: last, page: 1 } : { since, page: page + 1 }, observedAt };
}

function toSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
