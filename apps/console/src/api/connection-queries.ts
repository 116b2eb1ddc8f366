import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './client.ts';

export const quotaWindows = ['6h', '24h', '7d'] as const;
export type QuotaWindow = (typeof quotaWindows)[number];
export const isQuotaWindow = (value: string): value is QuotaWindow => quotaWindows.some((each) => each === value);

export const quotaQuery = (id: number, window: QuotaWindow) =>
  queryOptions({
    queryKey: ['connections', 'quota', id, window],
    queryFn: () =>
      bodyOf(
        `GET /api/v1/connections/${id}/quota`,
        api.GET('/api/v1/connections/{id}/quota', { params: { path: { id }, query: { window } } }),
      ),
    refetchInterval: 15_000,
  });

export const webhooksQuery = (id: number) =>
  queryOptions({
    queryKey: ['connections', 'webhooks', id],
    queryFn: () =>
      bodyOf(
        `GET /api/v1/connections/${id}/webhooks`,
        api.GET('/api/v1/connections/{id}/webhooks', { params: { path: { id } } }),
      ),
    refetchInterval: 10_000,
  });
