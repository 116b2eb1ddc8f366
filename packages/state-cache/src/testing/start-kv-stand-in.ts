import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Log, LogLevel, Miniflare } from 'miniflare';

export interface KvStandInOptions {
  /** Of the requests, so many per thousand are answered with 429 and 500 in turn. */
  readonly faultsPerThousand?: number;
}

/** Cloudflare's API for one KV namespace, on this machine. */
export interface KvStandIn {
  /** What the official client takes as its base. */
  readonly baseUrl: string;
  readonly accountId: string;
  readonly namespaceId: string;
  readonly apiToken: string;
  setFaults(perThousand: number): void;
  /** A read as a Worker at the edge does it, through its binding. */
  readAtEdge(key: string): Promise<{ readonly value: unknown; readonly metadata: unknown }>;
  /** Behind the back of whoever keeps it. */
  tamper(key: string, value: string | null): Promise<void>;
  /** How often each answer was given, by status; what was written too often is `429 a key`. */
  readonly answers: ReadonlyMap<string, number>;
  readonly writes: () => number;
  close(): Promise<void>;
}

const MAX_PAIRS = 10_000;
const MAX_BODY_BYTES = 100_000_000;
const MAX_KEY_BYTES = 512;
const MAX_VALUE_BYTES = 25 * 1024 * 1024;
const MAX_METADATA_BYTES = 1_024;
const WRITE_EVERY_MS = 1_000;

/**
 * The limits of Cloudflare KV's REST API in front of miniflare, which stores and answers as KV does but has no bulk
 * writes in its own REST API: 10,000 pairs and 100 MB a bulk, keys of 512 bytes, values of 25 MiB, and one write a key
 * and second, beyond which a bulk is refused with 429.
 */
export async function startKvStandIn({ faultsPerThousand = 0 }: KvStandInOptions = {}): Promise<KvStandIn> {
  // Each write waits for the disk otherwise.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'syncline-kv-'));
  const miniflare = new Miniflare({
    modules: true,
    script: worker,
    kvNamespaces: ['STATE'],
    kvPersist: folder,
    compatibilityDate: '2026-07-01',
    log: new Log(LogLevel.NONE),
  });
  await miniflare.ready;
  const [accountId, namespaceId, apiToken] = ['a'.repeat(32), 'b'.repeat(32), 'token-of-the-stand-in'];
  const root = `/client/v4/accounts/${accountId}/storage/kv/namespaces/${namespaceId}`;
  const answers = new Map<string, number>();
  const lastWrites = new Map<string, number>();
  let faults = faultsPerThousand;
  let requests = 0;
  let writes = 0;

  const inside = async (op: string, body: unknown): Promise<unknown> => {
    const response = await miniflare.dispatchFetch(`http://kv/${op}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`miniflare: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const write = async (op: 'put' | 'delete', keys: readonly string[], body: unknown): Promise<Answer> => {
    const now = Date.now();
    if (keys.some((key) => now - (lastWrites.get(key) ?? 0) < WRITE_EVERY_MS)) return { ...tooMany, kind: '429 a key' };
    for (const key of keys) lastWrites.set(key, now);
    writes += keys.length;
    await inside(op, body);
    return { status: 200, result: { successful_key_count: keys.length, unsuccessful_keys: [] } };
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const raw = await bodyOf(request);
    if (request.headers.authorization !== `Bearer ${apiToken}`) return refused(403, 10_000, 'Authentication error');
    if (!url.pathname.startsWith(root)) return refused(404, 10_013, 'namespace not found');
    requests += 1;
    // Spread evenly, so that a run has as many as the next.
    const fault = Math.floor((requests * faults) / 1_000);
    if (fault > Math.floor(((requests - 1) * faults) / 1_000))
      return fault % 2 === 0 ? tooMany : refused(500, 10_001, 'internal error');
    if (raw.length > MAX_BODY_BYTES) return refused(413, 10_147, 'request body is too large');
    const body = raw.length === 0 ? null : (JSON.parse(raw.toString('utf8')) as unknown);
    switch (`${request.method} ${url.pathname.slice(root.length)}`) {
      case 'PUT /bulk': {
        const pairs = body as { key: string; value: string; metadata?: unknown }[];
        const wrong = wrongPair(pairs);
        return wrong === null
          ? write(
              'put',
              pairs.map((pair) => pair.key),
              pairs,
            )
          : refused(400, 10_029, wrong);
      }
      case 'POST /bulk/delete': {
        const keys = body as string[];
        if (keys.length > MAX_PAIRS) return refused(400, 10_029, `more than ${MAX_PAIRS} keys`);
        return write('delete', keys, keys);
      }
      case 'POST /bulk/get': {
        const { keys } = body as { keys: string[] };
        if (keys.length > 100) return refused(400, 10_029, 'more than 100 keys');
        return { status: 200, result: { values: await inside('get', keys) } };
      }
      case 'GET /keys': {
        const limit = Number(url.searchParams.get('limit') ?? 1_000);
        if (limit < 10 || limit > 1_000) return refused(400, 10_029, 'limit');
        const { searchParams } = url;
        const options = { limit, prefix: searchParams.get('prefix'), cursor: searchParams.get('cursor') };
        const { keys, cursor = '' } = (await inside('list', options)) as { keys: unknown[]; cursor?: string };
        return { status: 200, result: keys, info: { count: keys.length, cursor } };
      }
      default:
        return refused(405, 10_000, 'The stand-in does not have this');
    }
  };

  const server = createServer((request, response) => {
    void answer(request)
      .catch((error: Error) => refused(500, 1, error.message))
      .then(({ status, result = null, errors = [], info, kind = String(status) }) => {
        answers.set(kind, (answers.get(kind) ?? 0) + 1);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ success: status === 200, result, errors, messages: [], result_info: info }));
      });
  });
  await listen(server);
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/v4`,
    accountId,
    namespaceId,
    apiToken,
    setFaults: (perThousand) => void (faults = perThousand),
    readAtEdge: async (key) => (await inside('read', key)) as { value: unknown; metadata: unknown },
    tamper: async (key, value) =>
      void (await inside(value === null ? 'delete' : 'put', value === null ? [key] : [{ key, value }])),
    answers,
    writes: () => writes,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
      await miniflare.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Answer {
  readonly status: number;
  readonly result?: unknown;
  readonly errors?: readonly { readonly code: number; readonly message: string }[];
  readonly info?: unknown;
  /** How it is counted; as its status when absent. */
  readonly kind?: string;
}

const tooMany: Answer = refused(429, 10_040, 'KV PUT failed: too many requests');

function refused(status: number, code: number, message: string): Answer {
  return { status, errors: [{ code, message }] };
}

function wrongPair(pairs: readonly { key: string; value: string; metadata?: unknown }[]): string | null {
  if (pairs.length > MAX_PAIRS) return `more than ${MAX_PAIRS} pairs`;
  if (new Set(pairs.map((pair) => pair.key)).size < pairs.length) return 'a key twice';
  for (const { key, value, metadata } of pairs) {
    if (key === '' || Buffer.byteLength(key) > MAX_KEY_BYTES) return `a key of ${Buffer.byteLength(key)} bytes`;
    if (Buffer.byteLength(value) > MAX_VALUE_BYTES) return 'a value of more than 25 MiB';
    if (Buffer.byteLength(JSON.stringify(metadata ?? null)) > MAX_METADATA_BYTES)
      return 'metadata of more than 1,024 bytes';
  }
  return null;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

/** Runs in miniflare: many operations in one call, since each call from outside costs more than they do. */
const worker = `export default {
  async fetch(request, { STATE }) {
    const body = await request.json();
    switch (new URL(request.url).pathname) {
      case '/put': await each(body, ({ key, value, metadata }) => STATE.put(key, value, { metadata })); return Response.json({});
      case '/delete': await each(body, (key) => STATE.delete(key)); return Response.json({});
      case '/get': {
        const found = await Promise.all(body.map(async (key) => [key, await STATE.get(key, 'text')]));
        return Response.json(Object.fromEntries(found.filter(([, value]) => value !== null)));
      }
      case '/list': return Response.json(await STATE.list(body));
      case '/read': return Response.json(await STATE.getWithMetadata(body, 'json'));
    }
    return new Response('no such operation', { status: 404 });
  },
};
async function each(items, work) {
  for (let from = 0; from < items.length; from += 500) await Promise.all(items.slice(from, from + 500).map(work));
}`;
