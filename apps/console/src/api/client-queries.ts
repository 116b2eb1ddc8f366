import type { paths } from '@syncline/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type ClientDetail } from './client.ts';
import { after, paged } from './queries.ts';

export const clientsQuery = (filter: NonNullable<paths['/api/v1/clients']['get']['parameters']['query']>) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['clients', 'list', filter],
    queryFn: ({ pageParam }) =>
      bodyOf(
        'GET /api/v1/clients',
        api.GET('/api/v1/clients', { params: { query: { ...filter, ...after(pageParam) } } }),
      ),
  });

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ['clients', 'one', id],
    queryFn: () => bodyOf(`GET /api/v1/clients/${id}`, api.GET('/api/v1/clients/{id}', { params: { path: { id } } })),
  });

export const clientRelationsQuery = (id: string) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['clients', 'relations', id],
    queryFn: ({ pageParam }) =>
      bodyOf(
        `GET /api/v1/clients/${id}/relations`,
        api.GET('/api/v1/clients/{id}/relations', { params: { path: { id }, query: after(pageParam) } }),
      ),
  });

export const clientMembersQuery = (id: string, part: keyof ClientDetail['parts']) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['clients', 'members', id, part],
    queryFn: ({ pageParam }) =>
      bodyOf(
        `GET /api/v1/clients/${id}/members`,
        api.GET('/api/v1/clients/{id}/members', {
          params: { path: { id }, query: { part, ...after(pageParam) } },
        }),
      ),
  });
