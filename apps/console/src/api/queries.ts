import type { paths } from '@syncline/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, taggedBodyOf } from './client.ts';

/** Keys begin with the kind of thing: live events make all of a kind stale at once. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => bodyOf('GET /api/v1/session', api.GET('/api/v1/session')),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: () => bodyOf('GET /api/v1/status', api.GET('/api/v1/status')),
  refetchInterval: (query) => ((query.state.data?.processes.length ?? 0) > 0 ? 1_000 : 5_000),
});

export const syncStatusQuery = queryOptions({
  queryKey: ['sync-status'],
  queryFn: () => bodyOf('GET /api/v1/sync/status', api.GET('/api/v1/sync/status')),
  refetchInterval: 4_000,
});

export const sloQuery = queryOptions({
  queryKey: ['slo'],
  queryFn: () => bodyOf('GET /api/v1/slo', api.GET('/api/v1/slo')),
  refetchInterval: 15_000,
});

export const changesQuery = queryOptions({
  queryKey: ['changes'],
  queryFn: () => bodyOf('GET /api/v1/changes', api.GET('/api/v1/changes')),
  refetchInterval: 5_000,
});

type Query<
  Path extends
    | '/api/v1/timeline'
    | '/api/v1/alerts'
    | '/api/v1/processes'
    | '/api/v1/proposals'
    | '/api/v1/reconciliation'
    | '/api/v1/entities'
    | '/api/v1/inbox',
> = NonNullable<paths[Path]['get']['parameters']['query']>;

const PAGE = 50;
export const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: { readonly nextCursor: string | null }) => last.nextCursor ?? undefined,
};
export const after = (cursor: string | undefined) => ({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });

export const processesQuery = (filter: Query<'/api/v1/processes'>) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['processes', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        'GET /api/v1/processes',
        api.GET('/api/v1/processes', { params: { query: { ...filter, ...after(pageParam) } } }),
      ),
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some((process) => process.finishedAt === null)) ? 1_500 : false,
  });

export const processQuery = (id: string) =>
  queryOptions({
    queryKey: ['processes', 'one', id],
    queryFn: () =>
      bodyOf(`GET /api/v1/processes/${id}`, api.GET('/api/v1/processes/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (query.state.data?.finishedAt === null ? 1_000 : false),
  });

export const alertsQuery = (filter: Query<'/api/v1/alerts'>) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['alerts', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        'GET /api/v1/alerts',
        api.GET('/api/v1/alerts', { params: { query: { ...filter, ...after(pageParam) } } }),
      ),
    refetchInterval: 10_000,
  });

/** What to do about each alert, in Markdown, by name; a file of the console itself. */
export const runbooksQuery = queryOptions({
  queryKey: ['runbooks'],
  queryFn: async (): Promise<Readonly<Record<string, string>>> => {
    const address =
      document.querySelector<HTMLMetaElement>('meta[name="runbooks"]')?.content ?? '/assets/runbooks.json';
    return bodyOf(
      `GET ${address}`,
      fetch(address).then(async (response) => ({ response, data: response.ok ? await response.json() : undefined })),
    );
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export const processPagesQuery = (id: string, troubled: boolean) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['processes', 'pages', id, troubled],
    queryFn: ({ pageParam }) =>
      bodyOf(
        `GET /api/v1/processes/${id}/pages`,
        api.GET('/api/v1/processes/{id}/pages', {
          params: { path: { id }, query: { ...(troubled ? { troubled: 'true' as const } : {}), ...after(pageParam) } },
        }),
      ),
  });

export const groupsQuery = infiniteQueryOptions({
  ...paged,
  queryKey: ['reconciliation', 'groups'],
  queryFn: ({ pageParam }) =>
    bodyOf(
      'GET /api/v1/reconciliation/groups',
      api.GET('/api/v1/reconciliation/groups', { params: { query: after(pageParam) } }),
    ),
});

export const itemsQuery = (filter: Query<'/api/v1/reconciliation'>) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['reconciliation', 'items', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        'GET /api/v1/reconciliation',
        api.GET('/api/v1/reconciliation', { params: { query: { ...filter, ...after(pageParam) } } }),
      ),
  });

export const entitiesQuery = (filter: Query<'/api/v1/entities'>) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['entities', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        'GET /api/v1/entities',
        api.GET('/api/v1/entities', { params: { query: { ...filter, ...after(pageParam) } } }),
      ),
  });

export const entityQuery = (id: string) =>
  queryOptions({
    queryKey: ['entities', 'one', id],
    queryFn: () => bodyOf(`GET /api/v1/entities/${id}`, api.GET('/api/v1/entities/{id}', { params: { path: { id } } })),
  });

export const connectionsQuery = queryOptions({
  queryKey: ['connections', 'list'],
  queryFn: () =>
    bodyOf('GET /api/v1/connections', api.GET('/api/v1/connections', { params: { query: { limit: 200 } } })),
  refetchInterval: 10_000,
});

export const connectionQuery = (id: number) =>
  queryOptions({
    queryKey: ['connections', 'one', id],
    queryFn: () =>
      bodyOf(`GET /api/v1/connections/${id}`, api.GET('/api/v1/connections/{id}', { params: { path: { id } } })),
    refetchInterval: 5_000,
  });

/** With the ETag that a change of it is made on. */
export const connectionEditQuery = (id: number) =>
  queryOptions({
    queryKey: ['connections', 'edit', id],
    queryFn: () =>
      taggedBodyOf(`GET /api/v1/connections/${id}`, api.GET('/api/v1/connections/{id}', { params: { path: { id } } })),
    // What is being edited is not replaced under somebody's hands: who was quicker is said when it is saved.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: () => bodyOf('GET /api/v1/connectors', api.GET('/api/v1/connectors')),
  staleTime: Number.POSITIVE_INFINITY,
});

export const credentialsQuery = (id: number) =>
  queryOptions({
    queryKey: ['connections', 'credentials', id],
    queryFn: () =>
      bodyOf(
        `GET /api/v1/connections/${id}/credentials`,
        api.GET('/api/v1/connections/{id}/credentials', { params: { path: { id } } }),
      ),
  });

export const deliveriesQuery = (filter: Query<'/api/v1/inbox'>) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['inbox', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf('GET /api/v1/inbox', api.GET('/api/v1/inbox', { params: { query: { ...filter, ...after(pageParam) } } })),
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : 3_000),
  });

export const deliveryQuery = (id: number) =>
  queryOptions({
    queryKey: ['inbox', 'one', id],
    queryFn: () => bodyOf(`GET /api/v1/inbox/${id}`, api.GET('/api/v1/inbox/{id}', { params: { path: { id } } })),
  });

export const historyQuery = (limit: number) =>
  queryOptions({
    queryKey: ['history', 'newest', limit],
    queryFn: () =>
      bodyOf('GET /api/v1/sync/history', api.GET('/api/v1/sync/history', { params: { query: { limit } } })),
    refetchInterval: 4_000,
  });

export const timelineQuery = (filter: Query<'/api/v1/timeline'>) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['history', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        'GET /api/v1/timeline',
        api.GET('/api/v1/timeline', { params: { query: { ...filter, ...after(pageParam) } } }),
      ),
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : 4_000),
  });

export const auditQuery = (filter: { readonly actor?: string; readonly action?: string; readonly entityId?: string }) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['audit', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf('GET /api/v1/audit', api.GET('/api/v1/audit', { params: { query: { ...filter, ...after(pageParam) } } })),
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : 4_000),
  });

export const proposalsQuery = (filter: Query<'/api/v1/proposals'>) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['proposals', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        'GET /api/v1/proposals',
        api.GET('/api/v1/proposals', { params: { query: { ...filter, ...after(pageParam) } } }),
      ),
  });

export const proposalBatchQuery = (policy: string) =>
  queryOptions({
    queryKey: ['proposals', 'batch', policy],
    queryFn: () =>
      bodyOf('GET /api/v1/proposals/batch', api.GET('/api/v1/proposals/batch', { params: { query: { policy } } })),
  });

export const auditSealQuery = queryOptions({
  queryKey: ['audit', 'seal'],
  queryFn: () => bodyOf('GET /api/v1/audit/seal', api.GET('/api/v1/audit/seal')),
  refetchInterval: 4_000,
});

export const auditVerifyQuery = queryOptions({
  queryKey: ['audit', 'verify'],
  queryFn: () => bodyOf('GET /api/v1/audit/verify', api.GET('/api/v1/audit/verify')),
  enabled: false,
});

export const syncConfigsQuery = queryOptions({
  queryKey: ['sync-configs', 'list'],
  queryFn: () =>
    bodyOf('GET /api/v1/sync/configs', api.GET('/api/v1/sync/configs', { params: { query: { limit: 200 } } })),
});

export const presetsQuery = queryOptions({
  queryKey: ['presets'],
  queryFn: () => bodyOf('GET /api/v1/sync/presets', api.GET('/api/v1/sync/presets')),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What is in force, with where each value comes from, and what a file said otherwise. */
export const configurationQuery = queryOptions({
  queryKey: ['configuration'],
  queryFn: () => bodyOf('GET /api/v1/configuration', api.GET('/api/v1/configuration')),
});

export const syncConfigQuery = (id: number) =>
  queryOptions({
    queryKey: ['sync-configs', 'one', id],
    queryFn: () =>
      bodyOf(`GET /api/v1/sync/configs/${id}`, api.GET('/api/v1/sync/configs/{id}', { params: { path: { id } } })),
  });
