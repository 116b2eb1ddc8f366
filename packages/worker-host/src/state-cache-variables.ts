import type { StateCacheOptions } from '@syncline/state-cache';
import { z } from 'zod';

/** Where state is cached for others to read. */
export const stateCacheVariables = {
  SYNCLINE_STATE_CACHE: z.enum(['none', 'redis', 'cloudflare']).default('none'),
  /** The Redis of the cache; REDIS_URL when unset. */
  SYNCLINE_STATE_CACHE_REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Before every key; `syncline:state:` in Redis and nothing in Cloudflare KV when unset. */
  SYNCLINE_STATE_CACHE_PREFIX: z
    .string()
    .max(200)
    .regex(/^[\x21-\x7e]*$/, 'has characters that keys may not have')
    .optional(),
  /** How often all of it is compared with Postgres. */
  SYNCLINE_STATE_CACHE_VERIFY_MS: z.coerce.number().int().min(60_000).default(900_000),
  CLOUDFLARE_ACCOUNT_ID: z.string().min(1).optional(),
  CLOUDFLARE_KV_NAMESPACE_ID: z.string().min(1).optional(),
  CLOUDFLARE_API_TOKEN: z.string().min(1).optional(),
  /** Of Cloudflare's API, for a proxy or a stand-in. */
  CLOUDFLARE_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
};

type StateCacheVariables = z.output<z.ZodObject<typeof stateCacheVariables>> & {
  readonly REDIS_URL?: string | undefined;
};

/** What the cache that is asked for lacks. */
export function missingStateCacheVariables(env: StateCacheVariables): string[] {
  switch (env.SYNCLINE_STATE_CACHE) {
    case 'none':
      return [];
    case 'redis':
      return redisOf(env) === undefined
        ? ['Neither SYNCLINE_STATE_CACHE_REDIS_URL nor REDIS_URL is set (SYNCLINE_STATE_CACHE=redis asks for one)']
        : [];
    case 'cloudflare':
      return [
        ...(['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_KV_NAMESPACE_ID'] as const)
          .filter((name) => env[name] === undefined)
          .map((name) => `${name} is not set (SYNCLINE_STATE_CACHE=cloudflare asks for it)`),
        ...(env.CLOUDFLARE_API_TOKEN === undefined
          ? [
              'CLOUDFLARE_API_TOKEN or CLOUDFLARE_API_TOKEN_FILE is not set (SYNCLINE_STATE_CACHE=cloudflare asks for it)',
            ]
          : []),
      ];
  }
}

/** The cache that is asked for, of variables that lack nothing. */
export function stateCacheOptions(env: StateCacheVariables): StateCacheOptions {
  const { SYNCLINE_STATE_CACHE: kind, SYNCLINE_STATE_CACHE_PREFIX: prefix } = env;
  const url = redisOf(env);
  if (kind === 'redis' && url !== undefined) return { kind, url, prefix: prefix ?? 'syncline:state:' };
  const {
    CLOUDFLARE_ACCOUNT_ID: accountId,
    CLOUDFLARE_KV_NAMESPACE_ID: namespaceId,
    CLOUDFLARE_API_TOKEN: apiToken,
  } = env;
  if (kind !== 'cloudflare' || accountId === undefined || namespaceId === undefined || apiToken === undefined)
    return { kind: 'none' };
  return { kind, accountId, namespaceId, apiToken, baseUrl: env.CLOUDFLARE_BASE_URL, prefix: prefix ?? '' };
}

function redisOf(env: StateCacheVariables): string | undefined {
  return env.SYNCLINE_STATE_CACHE_REDIS_URL ?? env.REDIS_URL;
}
