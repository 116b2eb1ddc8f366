import { createCloudflareCache } from './create-cloudflare-cache.ts';
import { createNoCache } from './create-no-cache.ts';
import { createRedisCache } from './create-redis-cache.ts';
import type { StateCache } from './state-cache.ts';

export type StateCacheOptions =
  | { readonly kind: 'none' }
  | { readonly kind: 'redis'; readonly url: string; readonly prefix: string }
  | {
      readonly kind: 'cloudflare';
      readonly accountId: string;
      readonly namespaceId: string;
      readonly apiToken: string;
      readonly baseUrl?: string | undefined;
      readonly prefix: string;
    };

/** The cache that is configured. Nothing is called until it is used. */
export function openStateCache(options: StateCacheOptions, onError: (error: Error) => void): StateCache {
  switch (options.kind) {
    case 'none':
      return createNoCache();
    case 'redis':
      return createRedisCache({ ...options, onError });
    case 'cloudflare':
      return createCloudflareCache(options);
  }
}
