import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, findRedisBinary, startEmbeddedPostgres, startRedis } from '@syncline/runtime';
import pg from 'pg';
import { keepCompiled } from '../env.ts';
import type { Backend } from './backend.ts';

/** Servers that belong to one proof: it may stop and empty them. */
export interface ProofServices {
  readonly postgres: EmbeddedPostgres;
  readonly backends: readonly ('postgres' | 'redis')[];
  /** An empty database, and with Redis an emptied server. */
  createBackend(kind: 'postgres' | 'redis'): Promise<Backend>;
  close(): Promise<void>;
}

export async function startProofServices(note: (text: string) => void): Promise<ProofServices> {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-prove-'));
  keepCompiled(join(folder, 'compile-cache'));
  const postgres = await startEmbeddedPostgres({ name: `prove-${process.pid}` });
  const hasRedis = findRedisBinary() !== undefined;
  if (!hasRedis) note('No redis-server or valkey-server on this machine: the Redis leg is skipped.');
  const redis = hasRedis ? await startRedis({ dir: join(folder, 'redis') }) : null;
  let databases = 0;
  let closing: Promise<void> | undefined;
  return {
    postgres,
    backends: redis ? ['redis', 'postgres'] : ['postgres'],
    createBackend: async (kind) => {
      const databaseUrl = await createDatabase(postgres.url, `prove_${++databases}`);
      if (kind === 'postgres') return { kind, databaseUrl, redisUrl: null, queue: { kind, databaseUrl } };
      if (!redis) throw new Error('There is no Redis');
      return { kind, databaseUrl, redisUrl: `${redis.url}/0`, queue: { kind, url: redis.url, command: 'flushall' } };
    },
    close: () => {
      closing ??= (async () => {
        await redis?.stop();
        await postgres.stop();
        for (const used of [folder, postgres.folder]) rmSync(used, { recursive: true, force: true });
      })();
      return closing;
    },
  };
}

async function createDatabase(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
