import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { missingStateCacheVariables, stateCacheOptions, stateCacheVariables } from './state-cache-variables.ts';

const load = (variables: Record<string, string>) => z.object(stateCacheVariables).parse(variables);

describe('the variables of the state cache', () => {
  it('ask for none when they are not set', () => {
    expect(missingStateCacheVariables(load({}))).toEqual([]);
    expect(stateCacheOptions(load({}))).toEqual({ kind: 'none' });
  });

  it('name all that a Cloudflare cache lacks', () => {
    expect(
      missingStateCacheVariables(load({ SYNCLINE_STATE_CACHE: 'cloudflare', CLOUDFLARE_ACCOUNT_ID: 'a' })),
    ).toEqual([
      expect.stringContaining('CLOUDFLARE_KV_NAMESPACE_ID is not set'),
      expect.stringContaining('CLOUDFLARE_API_TOKEN_FILE is not set'),
    ]);
  });

  it('take the Redis of the queue, under a prefix of its own', () => {
    const env = load({ SYNCLINE_STATE_CACHE: 'redis' });
    expect(missingStateCacheVariables(env)).toEqual([expect.stringContaining('REDIS_URL')]);
    expect(stateCacheOptions({ ...env, REDIS_URL: 'redis://queue' })).toEqual({
      kind: 'redis',
      url: 'redis://queue',
      prefix: 'syncline:state:',
    });
  });

  it('are refused when they can not be meant', () => {
    for (const wrong of [{ SYNCLINE_STATE_CACHE: 'memcached' }, { SYNCLINE_STATE_CACHE_PREFIX: 'a b' }])
      expect(() => load(wrong)).toThrow(Object.keys(wrong)[0]);
  });
});
