import type { FetchedPage, PageCursor, Stream } from '@syncline/connector-sdk';
import type { GitHubClient } from './client.ts';
import { idOf } from './item.ts';
import { cursorQuery, nextCursor, PAGE_SIZE, probeList, readListPage } from './paging.ts';
import { parseRepositoryScope } from './repository-scope.ts';

type Proven = Required<Pick<Stream<GitHubClient>, 'probe' | 'listedId' | 'listAhead'>>;

export interface NewestFirstList {
  /** What lets the list be planned from a count, and proven whole. */
  readonly counted: Proven;
  readNewestFirst(
    client: GitHubClient,
    scope: string,
    cursor: PageCursor | null,
    signal: AbortSignal,
  ): Promise<FetchedPage>;
}

/** The backfill side of a repository's list that GitHub can sort by creation: new records come only at its head. */
export function newestFirstList(route: string, more: Readonly<Record<string, string>> = {}): NewestFirstList {
  function parameters(scope: string): Readonly<Record<string, string>> {
    const { owner, repo } = parseRepositoryScope(scope);
    return { owner, repo, ...more, sort: 'created', direction: 'desc' };
  }
  return {
    counted: {
      probe: (client, scope, signal) => probeList(client, route, parameters(scope), signal),
      listedId: idOf,
      listAhead: (client, scope, head, expected, signal) =>
        listAhead(client, route, parameters(scope), { head, atMost: expected + PAGE_SIZE }, signal),
    },
    readNewestFirst: (client, scope, cursor, signal) => readListPage(client, route, parameters(scope), cursor, signal),
  };
}

async function listAhead(
  client: GitHubClient,
  route: string,
  parameters: Readonly<Record<string, string>>,
  { head, atMost }: { readonly head: string; readonly atMost: number },
  signal: AbortSignal,
): Promise<string[] | null> {
  const ahead: string[] = [];
  for (let cursor: PageCursor | null = { page: 1 }; cursor !== null && ahead.length < atMost; ) {
    const query = { ...parameters, per_page: PAGE_SIZE, ...cursorQuery(cursor) };
    const { data, links } = await client.json(route, query, signal);
    for (const item of Array.isArray(data) ? data : []) {
      const id = idOf(item);
      if (id === head) return ahead;
      if (id !== null) ahead.push(id);
    }
    cursor = nextCursor(links);
  }
  return null;
}
