import { flushRedis, redisForTests, withRedis } from '@syncline/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStateCache, type StateCacheOptions } from './open-state-cache.ts';
import { pairOf, sumOf } from './projection/projected.ts';
import { type CachedKey, type CachePair, type StateCache, StateCacheError } from './state-cache.ts';
import { type KvStandIn, startKvStandIn } from './testing/start-kv-stand-in.ts';

let kv: KvStandIn;

beforeAll(async () => {
  kv = await startKvStandIn();
});

afterAll(() => kv.close());

function pair(key: string, content: Record<string, unknown>, version = 1): CachePair {
  return pairOf(key, content, { version, sha256: sumOf(content), written_at: '2026-01-01T00:00:00.000Z' });
}

async function listed(cache: StateCache): Promise<CachedKey[]> {
  const keys: CachedKey[] = [];
  for await (const page of cache.list()) keys.push(...page);
  return keys.sort((a, b) => (a.key < b.key ? -1 : 1));
}

let prefixes = 0;
function optionsOf(kind: 'redis' | 'cloudflare', prefix = `run-${++prefixes}/[a]*`): StateCacheOptions {
  if (kind === 'redis') return { kind, url: redisForTests()!, prefix };
  const { accountId, namespaceId, apiToken, baseUrl } = kv;
  return { kind, accountId, namespaceId, apiToken, baseUrl, prefix };
}

describe.each(withRedis('cloudflare'))('a state cache in %s', (kind) => {
  const opened: StateCache[] = [];
  const open = async (options = optionsOf(kind)): Promise<StateCache> => {
    const cache = await openStateCache(options, () => {});
    opened.push(cache);
    return cache;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((cache) => cache.close()));
    if (kind === 'redis') await flushRedis();
  });

  it('gives what it was given, and lists it with its version', async () => {
    const cache = await open();
    const pairs = [
      pair('projects/1/metadata', { title: 'Bücher', n: [1, null] }),
      pair('sync/pending', { total: 0 }, 7),
    ];
    expect(await cache.put(pairs)).toEqual({ refused: [] });
    const got = await cache.get(['projects/1/metadata', 'sync/pending', 'sync/none']);
    expect([...got]).toEqual(pairs.map(({ key, text }) => [key, text]));
    expect(JSON.parse(got.get('sync/pending')!)).toEqual({ total: 0, metadata: pairs[1]!.version });
    expect(await listed(cache)).toEqual(pairs.map(({ key, version }) => ({ key, version })));
  });

  it('removes what it is told to, and does not mind what is not there', async () => {
    const cache = await open();
    await cache.put([pair('a', {}), pair('b', {})]);
    // Another key than the ones just written: a cache may refuse those.
    expect(await cache.remove(['never-there'])).toEqual({ refused: [] });
    await new Promise((resolve) => setTimeout(resolve, cache.limits.writeEveryMs + 50));
    expect(await cache.remove(['a'])).toEqual({ refused: [] });
    expect((await listed(cache)).map(({ key }) => key)).toEqual(['b']);
  });

  it('lists more than fits one page, and nothing beyond its prefix', async () => {
    const cache = await open();
    const other = await open();
    await other.put([pair('stranger', {})]);
    const pairs = Array.from({ length: 1_200 }, (_, index) => pair(`key-${String(index).padStart(5, '0')}`, { index }));
    await cache.put(pairs);
    expect((await listed(cache)).map(({ key }) => key)).toEqual(pairs.map(({ key }) => key));
    expect((await cache.get(pairs.map(({ key }) => key))).size).toBe(1_200);
  });

  it('shows what somebody else wrote as of no version', async () => {
    const cache = await open();
    await cache.put([{ key: 'odd', text: 'no JSON', version: {} as never }]);
    expect(await listed(cache)).toEqual([{ key: 'odd', version: null }]);
  });

  it('says so when nobody answers', async () => {
    const gone: StateCacheOptions =
      kind === 'redis'
        ? { kind, url: 'redis://127.0.0.1:9', prefix: '' }
        : { kind, accountId: 'a', namespaceId: 'b', apiToken: 'c', baseUrl: 'http://127.0.0.1:9', prefix: '' };
    await expect((await open(gone)).put([pair('a', {})])).rejects.toThrow(StateCacheError);
  });
});

describe('Cloudflare KV', () => {
  it('refuses a second write of a key within a second, and takes it after that', async () => {
    const cache = await openStateCache(optionsOf('cloudflare'), () => {});
    await cache.put([pair('twice', { n: 1 })]);
    await expect(cache.put([pair('twice', { n: 2 }, 2)])).rejects.toThrow(/answers 429/);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    await cache.put([pair('twice', { n: 2 }, 2)]);
    expect(JSON.parse((await cache.get(['twice'])).get('twice')!)).toMatchObject({ n: 2 });
  });

  it('is read by a Worker through its binding, with the version beside the value', async () => {
    const cache = await openStateCache(optionsOf('cloudflare', ''), () => {});
    const written = pair('repos/acme/api/status', { light: 'green' });
    await cache.put([written]);
    expect(await kv.readAtEdge('repos/acme/api/status')).toMatchObject({
      value: { light: 'green', metadata: written.version },
      metadata: written.version,
    });
  });

  it('says that a token is refused', async () => {
    const cache = await openStateCache(
      { ...optionsOf('cloudflare'), apiToken: 'wrong' } as StateCacheOptions,
      () => {},
    );
    await expect(cache.put([pair('a', {})])).rejects.toThrow(/answers 403: .*Authentication/);
  });
});
