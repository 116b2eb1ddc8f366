import Cloudflare from 'cloudflare';
import { bulksOf, MAX_PAIRS } from './bulks-of.ts';
import { asValueVersion, type StateCache, StateCacheError, type WriteOutcome } from './state-cache.ts';

export interface CloudflareCacheOptions {
  readonly accountId: string;
  readonly namespaceId: string;
  readonly apiToken: string;
  /** Of the API; Cloudflare's own when absent. */
  readonly baseUrl?: string | undefined;
  readonly prefix: string;
  readonly timeoutMs?: number;
}

const MAX_GETS = 100;
const LIST_LIMIT = 1_000;
/** A read goes on where one page of it failed; when a write is tried again, the keeper decides. */
const reading = { maxRetries: 4 };

/** A namespace of Cloudflare Workers KV, through the official client. */
export function createCloudflareCache(options: CloudflareCacheOptions): StateCache {
  const { accountId, namespaceId, apiToken, baseUrl, prefix, timeoutMs = 30_000 } = options;
  const client = new Cloudflare({
    apiToken,
    maxRetries: 0,
    timeout: timeoutMs,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
  const { namespaces } = client.kv;
  const account = { account_id: accountId };
  const full = (key: string): string => prefix + key;
  const withoutPrefix = (keys: readonly string[] | undefined): string[] =>
    (keys ?? []).map((key) => key.slice(prefix.length));

  return {
    kind: 'cloudflare',
    identity: `cloudflare:${accountId}/${namespaceId}#${prefix}`,
    limits: {
      keyBytes: 512 - Buffer.byteLength(prefix),
      valueBytes: 25 * 1024 * 1024,
      pairs: MAX_PAIRS,
      writeEveryMs: 1_000,
      lagMs: 60_000,
    },
    async put(pairs) {
      const refused: string[] = [];
      for (const body of bulksOf(pairs, prefix)) {
        const answer = await asked(() => namespaces.bulkUpdate(namespaceId, { ...account, body }));
        refused.push(...withoutPrefix(answer?.unsuccessful_keys));
      }
      return { refused };
    },
    async remove(keys) {
      const refused: string[] = [];
      for (let from = 0; from < keys.length; from += MAX_PAIRS) {
        const body = keys.slice(from, from + MAX_PAIRS).map(full);
        const answer = await asked(() => namespaces.bulkDelete(namespaceId, { ...account, body }));
        refused.push(...withoutPrefix(answer?.unsuccessful_keys));
      }
      return { refused } satisfies WriteOutcome;
    },
    async get(keys) {
      const found = new Map<string, string>();
      for (let from = 0; from < keys.length; from += MAX_GETS) {
        const wanted = keys.slice(from, from + MAX_GETS).map(full);
        const answer = await asked(() =>
          namespaces.bulkGet(namespaceId, { ...account, keys: wanted, type: 'text' }, reading),
        );
        for (const [key, value] of Object.entries(answer?.values ?? {}))
          if (typeof value === 'string') found.set(key.slice(prefix.length), value);
      }
      return found;
    },
    async *list() {
      const query = { ...account, limit: LIST_LIMIT, ...(prefix === '' ? {} : { prefix }) };
      let page = await asked(() => namespaces.keys.list(namespaceId, query, reading));
      for (;;) {
        yield page.result.map(({ name, metadata }) => ({
          key: name.slice(prefix.length),
          version: asValueVersion(metadata),
        }));
        if (!page.hasNextPage()) return;
        const current = page;
        page = await asked(() => current.getNextPage());
      }
    },
    close: async () => {},
  };
}

async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Cloudflare.APIError)) throw error;
    const status = error.status === undefined ? 'does not answer' : `answers ${error.status}`;
    throw new StateCacheError(`Cloudflare KV ${status}: ${error.message.slice(0, 300)}`, {
      retryAfterMs: retryAfterOf(error.headers),
      cause: error,
    });
  }
}

function retryAfterOf(headers: Headers | undefined): number | null {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}
