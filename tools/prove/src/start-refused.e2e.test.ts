import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedisBinary, startRedis } from '@syncline/runtime';
import { createStore, migrateStore } from '@syncline/store';
import { createScratchDatabase, type ScratchDatabase } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from './shared/child-process.ts';

let database: ScratchDatabase;

beforeAll(async () => {
  database = await createScratchDatabase();
  await migrateStore(database.url);
});

afterAll(() => database.drop());

function startFetcher(env: Readonly<Record<string, string>>): Promise<unknown> {
  return startChild({
    name: 'fetcher',
    script: import.meta.resolve('@syncline/fetcher/main'),
    env: { DATABASE_URL: database.url, ...env },
    readyBy: '"Started"',
  });
}

function tellRedis(url: string, command: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${command}\r\n`));
    socket.setEncoding('utf8').once('data', (answer: string) => {
      socket.destroy();
      resolve(answer);
    });
    socket.once('error', reject);
  });
}

describe('a start that would lose data is refused with exit 78 and what to change', () => {
  it.skipIf(findRedisBinary() === undefined)('on a Redis that evicts', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'syncline-evicting-'));
    const redis = await startRedis({ dir });
    try {
      expect(await tellRedis(redis.url, 'CONFIG SET maxmemory-policy allkeys-lru')).toMatch('+OK');
      await expect(startFetcher({ REDIS_URL: redis.url })).rejects.toThrow(
        /ended with 78: .*maxmemory-policy allkeys-lru.*noeviction/s,
      );
    } finally {
      await redis.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('on the schema of a newer version', async () => {
    const store = createStore({ databaseUrl: database.url });
    await store.query(
      `insert into syncline_meta.__drizzle_migrations (hash, created_at) values ('of a later version', 99999999999999)`,
    );
    await store.close();
    await expect(startFetcher({})).rejects.toThrow(/ended with 78: .*newer version/s);
  });
});
