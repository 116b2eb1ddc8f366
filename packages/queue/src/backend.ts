import {
  createPostgresBackend,
  type Processor,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Where BullMQ keeps its jobs. Redis is the fleet's mode, Postgres the default of a small install. */
export type QueueBackend =
  | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string }
  | { readonly kind: 'postgres'; readonly databaseUrl: string };

type QueueSettings = Omit<QueueOptions, 'connection'>;
type WorkerSettings = Omit<WorkerOptions, 'connection'>;

/** BullMQ on one of its backends, with the connections of this process shared among queues and workers. */
export interface BullMq {
  readonly kind: QueueBackend['kind'];
  openQueue(name: string, settings: QueueSettings): Queue;
  openWorker(name: string, processor: Processor, settings: WorkerSettings): Worker;
  /** Throws UnsafeQueueError when the server could lose or evict jobs by configuration. */
  assertSafe(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A worker that waits for a job looks for one at least this often, in seconds. */
const LONGEST_WAIT_S = 5;

/** The queue's server is set up so that it would lose jobs; the message says what to change. */
export class UnsafeQueueError extends Error {
  override readonly name = 'UnsafeQueueError';
}

export function createBullMq(backend: QueueBackend, onError: (error: Error) => void): BullMq {
  return backend.kind === 'redis'
    ? onRedis(backend.url, backend.prefix ?? 'syncline', onError)
    : onPostgres(backend.databaseUrl, onError);
}

function onRedis(url: string, prefix: string, onError: (error: Error) => void): BullMq {
  // Producers fail fast while Redis is away (the sweeper catches up); workers wait for it for ever.
  const producer = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: true });
  const consumer = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  producer.on('error', onError);
  consumer.on('error', onError);
  const connected = producer.connect().catch(onError);
  return {
    kind: 'redis',
    openQueue: (name, settings) =>
      new Queue(name, { ...settings, connection: producer, prefix, skipWaitingForReady: true }),
    openWorker: (name, processor, settings) =>
      new Worker(name, processor, { ...settings, connection: consumer, prefix }),
    assertSafe: async () => {
      await connected;
      await assertRedisKeepsJobs(producer);
    },
    ping: async () => {
      await producer.ping();
    },
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

async function assertRedisKeepsJobs(redis: Redis): Promise<void> {
  const policy = await configValue(redis, 'maxmemory-policy');
  if (policy !== null && policy !== 'noeviction') {
    throw new UnsafeQueueError(
      `Redis evicts keys under memory pressure (maxmemory-policy ${policy}), which loses jobs. Run "redis-cli config set maxmemory-policy noeviction" and put "maxmemory-policy noeviction" into redis.conf, then start again.`,
    );
  }
}

/** Null where the server does not let us read its configuration, as hosted ones may not. */
async function configValue(redis: Redis, name: string): Promise<string | null> {
  try {
    const answer = (await redis.config('GET', name)) as unknown;
    if (Array.isArray(answer)) return (answer[1] as string | undefined) ?? null;
    return (answer as Record<string, string>)[name] ?? null;
  } catch (error) {
    if (error instanceof Error && /unknown command|NOPERM|not allowed/i.test(error.message)) return null;
    throw error;
  }
}

function onPostgres(databaseUrl: string, onError: (error: Error) => void): BullMq {
  // Sequential scans are off because stale statistics of the small, busy job table turn BullMQ's
  // "anything waiting?" into one (85 jobs/s instead of 750); jit is off because it makes bulk adds slow. No job
  // waits for the disk: what a crash of the server takes from the queue, the sweeper puts back (ADR 1), and a
  // Redis flushes no more than once a second either.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 48,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'syncline-queue',
    options: '-c search_path=bullmq,public -c enable_seqscan=off -c jit=off -c synchronous_commit=off',
  });
  pool.setMaxListeners(0);
  pool.on('error', onError);
  // As in the store: unheard between the pool and who asked for it, the end of a connection would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const { Queue: PgQueue, Worker: PgWorker } = withBackend(createPostgresBackend);
  return {
    kind: 'postgres',
    openQueue: (name, settings) => new PgQueue(name, { ...settings, connection: pool as never }) as unknown as Queue,
    openWorker: (name, processor, settings) => {
      const worker = new PgWorker(name, processor as never, { ...settings, connection: pool as never } as never);
      // After an error BullMQ 6.7 waits for a job for up to an hour. One that was announced before it listens again it finds
      // by a query, and when that fails as well, as it may when Postgres has just come back, by nothing.
      Object.defineProperty(worker, 'maximumBlockTimeout', { value: LONGEST_WAIT_S });
      return worker as unknown as Worker;
    },
    assertSafe: async () => {},
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}

/** Creates BullMQ's tables, kept vacuumed: dead rows slow every take. Safe to run from every process at start. */
export async function migrateQueue(backend: QueueBackend): Promise<void> {
  if (backend.kind === 'redis') return;
  const client = new pg.Client({ connectionString: backend.databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(7293460012)');
    await client.query('create schema if not exists bullmq');
    await client.query('set local search_path = bullmq, public');
    await runMigrations(client, 'bullmq');
    await client.query('commit').catch(() => {});
    for (const table of ['job', 'event']) {
      const exists = await client.query(`select to_regclass('bullmq.${table}') as found`);
      if (exists.rows[0]?.found === null) continue;
      await client.query(
        `alter table bullmq.${table} set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)`,
      );
    }
  } finally {
    await client.end();
  }
}
