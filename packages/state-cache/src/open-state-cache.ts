import { createNoCache } from './create-no-cache.ts';
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

/**
 * The cache that is configured. Nothing is called until it is used, and no client is loaded that is not: Cloudflare's costs
 * each process half a second and 40 MB.
 */
export async function openStateCache(options: StateCacheOptions, onError: (error: Error) => void): Promise<StateCache> {
  switch (options.kind) {
    case 'none':
      return createNoCache();
    case 'redis':
      return (await import('./create-redis-cache.ts')).createRedisCache({ ...options, onError });
    case 'cloudflare':
      return (await import('./create-cloudflare-cache.ts')).createCloudflareCache(options);
  }
}
