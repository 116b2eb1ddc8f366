import { Redis } from 'ioredis';
import { asValueVersion, type CachedKey, type StateCache, StateCacheError } from './state-cache.ts';

export interface RedisCacheOptions {
  readonly url: string;
  /** Before every key. */
  readonly prefix: string;
  readonly onError: (error: Error) => void;
}

const MAX_VALUE_BYTES = 25 * 1024 * 1024;
const PIPELINED = 500;
const LISTED = 1_000;

/** Plain string keys in a Redis or Valkey, read with GET. Nothing is connected until the first call. */
export function createRedisCache({ url, prefix, onError }: RedisCacheOptions): StateCache {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    commandTimeout: 15_000,
  });
  redis.on('error', onError);
  const { host, pathname } = new URL(url);

  const pipelined = async (
    keys: readonly string[],
    add: (pipeline: ReturnType<Redis['pipeline']>, key: string, index: number) => void,
  ) => {
    const refused: string[] = [];
    for (let from = 0; from < keys.length; from += PIPELINED) {
      const slice = keys.slice(from, from + PIPELINED);
      const pipeline = redis.pipeline();
      slice.forEach((key, index) => add(pipeline, prefix + key, from + index));
      const answers = await asked(() => pipeline.exec());
      slice.forEach((key, index) => {
        const error = answers?.[index]?.[0];
        // What the server says is about this key; anything else is about the server.
        if (error && error.name !== 'ReplyError') throw unavailable(error);
        if (error) refused.push(key);
      });
    }
    return { refused };
  };

  return {
    kind: 'redis',
    identity: `redis://${host}${pathname}#${prefix}`,
    limits: { keyBytes: 512, valueBytes: MAX_VALUE_BYTES, pairs: 10_000, writeEveryMs: 1_000, lagMs: 0 },
    put: (pairs) =>
      pipelined(
        pairs.map((pair) => pair.key),
        (pipeline, key, index) => pipeline.set(key, pairs[index]!.text),
      ),
    remove: (keys) => pipelined(keys, (pipeline, key) => pipeline.del(key)),
    async get(keys) {
      const found = new Map<string, string>();
      for (let from = 0; from < keys.length; from += PIPELINED) {
        const slice = keys.slice(from, from + PIPELINED);
        const values = await asked(() => redis.mget(slice.map((key) => prefix + key)));
        slice.forEach((key, index) => {
          const value = values[index];
          if (typeof value === 'string') found.set(key, value);
        });
      }
      return found;
    },
    async *list() {
      const pattern = `${prefix.replace(/[\\*?[\]]/g, '\\$&')}*`;
      // A scan may show a key twice.
      const shown = new Set<string>();
      let cursor = '0';
      do {
        const [next, keys] = await asked(() => redis.scan(cursor, 'MATCH', pattern, 'COUNT', LISTED));
        cursor = next;
        const fresh = keys.filter((key) => !shown.has(key));
        for (const key of fresh) shown.add(key);
        if (fresh.length === 0) continue;
        const values = await asked(() => redis.mget(fresh));
        yield fresh.map(
          (key, index): CachedKey => ({ key: key.slice(prefix.length), version: versionIn(values[index]) }),
        );
      } while (cursor !== '0');
    },
    close: async () => redis.disconnect(),
  };
}

function versionIn(text: string | null | undefined): CachedKey['version'] {
  try {
    const value = JSON.parse(text ?? 'null') as { metadata?: unknown } | null;
    return asValueVersion(value?.metadata);
  } catch {
    return null;
  }
}

async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(error: unknown): StateCacheError {
  const message = error instanceof Error ? error.message : String(error);
  return new StateCacheError(`Redis does not answer: ${message}`, { cause: error });
}
