import type { FetchedPage, PageCursor, Stream } from '@syncline/connector-sdk';
import type { GitHubClient } from './client.ts';
import { idOf } from './item.ts';
import { PAGE_SIZE, probeList, readListPage } from './paging.ts';
import { parseRepositoryScope } from './repository-scope.ts';

type Counted = Required<Pick<Stream<GitHubClient>, 'probe' | 'headPosition'>>;

export interface NewestFirstList extends Counted {
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
    probe: (client, scope, signal) => probeList(client, route, parameters(scope), signal),
    async headPosition(client, scope, head, signal) {
      const { data } = await client.json(route, { ...parameters(scope), per_page: PAGE_SIZE }, signal);
      const position = Array.isArray(data) ? data.findIndex((item) => idOf(item) === head) : -1;
      return position < 0 ? null : position;
    },
    readNewestFirst: (client, scope, cursor, signal) => readListPage(client, route, parameters(scope), cursor, signal),
  };
}
