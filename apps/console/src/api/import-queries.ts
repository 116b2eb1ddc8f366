import type { paths } from '@syncline/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Import, taggedBodyOf } from './client.ts';

type Query = NonNullable<paths['/api/v1/imports']['get']['parameters']['query']>;

const PAGE = 50;
const PROBLEMS = 100;
const busy = new Set(['applying', 'undoing']);
/** Whether something is at work on it; one whose process ended is not, whatever its state. */
export const isAtWork = ({ state, processState }: { readonly state: string; readonly processState: string | null }) =>
  busy.has(state) && !/completed|failed|cancelled/.test(processState ?? '');

export const importsQuery = (filter: Pick<Query, 'name' | 'state'>) =>
  infiniteQueryOptions({
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: { readonly nextCursor: string | null }) => last.nextCursor ?? undefined,
    queryKey: ['imports', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        'GET /api/v1/imports',
        api.GET('/api/v1/imports', {
          params: { query: { ...filter, limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        }),
      ),
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(isAtWork)) ? 1_500 : false),
  });

/** With the ETag that a change of its meaning is made on. */
export type StandingImport = Import & { readonly etag: string };

export const withTag = ({ body, etag }: { readonly body: Import; readonly etag: string }): StandingImport => ({
  ...body,
  etag,
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: async () =>
      withTag(
        await taggedBodyOf(`GET /api/v1/imports/${id}`, api.GET('/api/v1/imports/{id}', { params: { path: { id } } })),
      ),
    refetchInterval: (query) => (query.state.data && isAtWork(query.state.data) ? 1_500 : false),
  });

export const importPreviewQuery = (id: string, manifest: unknown) =>
  queryOptions({
    queryKey: ['imports', 'preview', id, manifest],
    queryFn: () =>
      bodyOf(
        `GET /api/v1/imports/${id}/preview`,
        api.GET('/api/v1/imports/{id}/preview', { params: { path: { id }, query: { limit: 50 } } }),
      ),
  });

export const problemRowsQuery = (id: string) =>
  infiniteQueryOptions({
    initialPageParam: 0,
    getNextPageParam: (last: { readonly items: readonly { readonly row: number }[] }) =>
      last.items.length < PROBLEMS ? undefined : last.items.at(-1)?.row,
    queryKey: ['imports', 'rows', id],
    queryFn: ({ pageParam }) =>
      bodyOf(
        `GET /api/v1/imports/${id}/rows`,
        api.GET('/api/v1/imports/{id}/rows', {
          params: { path: { id }, query: { after: pageParam, limit: PROBLEMS } },
        }),
      ),
  });

export const importFieldsQuery = queryOptions({
  queryKey: ['import-fields'],
  queryFn: () => bodyOf('GET /api/v1/import-fields', api.GET('/api/v1/import-fields')),
  staleTime: Number.POSITIVE_INFINITY,
});

export const importProfilesQuery = queryOptions({
  queryKey: ['import-profiles'],
  queryFn: () =>
    bodyOf('GET /api/v1/import-profiles', api.GET('/api/v1/import-profiles', { params: { query: { limit: 200 } } })),
});

export const importedRecordsQuery = (id: string) =>
  infiniteQueryOptions({
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: { readonly nextCursor: string | null }) => last.nextCursor ?? undefined,
    queryKey: ['imports', 'records', id],
    queryFn: ({ pageParam }) =>
      bodyOf(
        `GET /api/v1/imports/${id}/records`,
        api.GET('/api/v1/imports/{id}/records', {
          params: { path: { id }, query: { limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        }),
      ),
  });
