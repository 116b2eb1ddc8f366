import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedisBinary, startEmbeddedPostgres, startRedis } from '@syncline/runtime';
import pg from 'pg';

export type Backend = 'postgres' | 'redis';

export interface BenchServices {
  /** The process id of the database server. */
  readonly postgresPid: number;
  /** The queue backends that this machine can measure. */
  readonly backends: readonly Backend[];
  createDatabase(): Promise<string>;
  /** An empty logical database of the Redis. */
  createRedisDatabase(): string;
  close(): Promise<void>;
}

export interface BenchServicesOptions {
  readonly note: (text: string) => void;
  /** Server settings that the measurement itself needs. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly needsRedis?: boolean;
}

/** The product's own embedded PostgreSQL, as `npm start` runs it, on data of its own that go afterwards; and a Redis if there is one. */
export async function startBenchServices({
  note,
  settings = {},
  needsRedis = true,
}: BenchServicesOptions): Promise<BenchServices> {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-bench-'));
  // Beside the product's own data, where the server's account can go whoever starts it.
  const postgres = await startEmbeddedPostgres({ name: `bench-${process.pid}`, settings });
  const hasRedis = needsRedis && findRedisBinary() !== undefined;
  if (needsRedis && !hasRedis) note('No redis-server or valkey-server on this machine: the Redis leg is skipped.');
  const redis = hasRedis ? await startRedis({ dir: join(folder, 'redis') }) : null;
  let redisDatabases = 0;
  let databases = 0;
  return {
    postgresPid: postgres.pid(),
    backends: redis ? ['postgres', 'redis'] : ['postgres'],
    createDatabase: async () => {
      const name = `bench_${++databases}`;
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      try {
        await client.query(`create database ${name}`);
      } finally {
        await client.end();
      }
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    createRedisDatabase: () => {
      if (!redis) throw new Error('There is no Redis');
      return `${redis.url}/${redisDatabases++ % 16}`;
    },
    close: async () => {
      await redis?.stop();
      await postgres.stop();
      for (const used of [folder, postgres.folder]) rmSync(used, { recursive: true, force: true });
    },
  };
}
