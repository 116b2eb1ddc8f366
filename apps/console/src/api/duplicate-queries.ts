import type { paths } from '@syncline/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './client.ts';

type DuplicateFilter = NonNullable<paths['/api/v1/duplicates']['get']['parameters']['query']>;

const PAGE = 50;

/** The search goes on by itself: what it finds is asked for until somebody reads on. */
export const duplicatesQuery = (filter: DuplicateFilter) =>
  infiniteQueryOptions({
    queryKey: ['duplicates', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        'GET /api/v1/duplicates',
        api.GET('/api/v1/duplicates', {
          params: { query: { ...filter, limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: { readonly nextCursor: string | null }) => last.nextCursor ?? undefined,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : 4_000),
  });

export const duplicateQuery = (id: number) =>
  queryOptions({
    queryKey: ['duplicates', 'one', id],
    queryFn: () =>
      bodyOf(`GET /api/v1/duplicates/${id}`, api.GET('/api/v1/duplicates/{id}', { params: { path: { id } } })),
    refetchInterval: 4_000,
  });
