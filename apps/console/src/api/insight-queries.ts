import type { paths } from '@syncline/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './client.ts';
import { after, paged } from './queries.ts';

type Filter = NonNullable<paths['/api/v1/insights/findings']['get']['parameters']['query']>;

export const insightsQuery = (filter: Filter) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['insights', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        'GET /api/v1/insights/findings',
        api.GET('/api/v1/insights/findings', { params: { query: { ...filter, ...after(pageParam) } } }),
      ),
  });

export const insightRulesQuery = queryOptions({
  queryKey: ['insights', 'rules'],
  queryFn: () => bodyOf('GET /api/v1/insights/rules', api.GET('/api/v1/insights/rules')),
  refetchInterval: 15_000,
});
