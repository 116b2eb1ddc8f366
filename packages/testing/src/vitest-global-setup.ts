import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@syncline/observability';
import { findRedisBinary, startEmbeddedPostgres, startRedis } from '@syncline/runtime';
import type { TestProject } from 'vitest/node';
import { testingEnv } from './env.ts';
import { dropScratchDatabases, scratchPrefix } from './scratch-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that scratch databases are made in. */
    postgresUrl: string;
    /** `null` when the machine has no Redis: the Redis leg is skipped then. */
    redisUrl: string | null;
  }
}

/** The services of one test run: given by variables, found on the machine, or embedded, in this order. */
export default async function setUpServices(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await providePostgres();
  const redis = await provideRedis();
  project.provide('postgresUrl', postgres.url);
  project.provide('redisUrl', redis?.url ?? null);
  return async () => {
    await redis?.stop();
    await postgres.stop();
  };
}

async function providePostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = testingEnv().DATABASE_URL;
  if (given) return { url: given, stop: () => dropScratchDatabases(given, [scratchPrefix(process.pid)]) };

  // Shared by all runs of this user and kept between them. The data are worth nothing, so no fsync.
  const server = await startEmbeddedPostgres({
    name: 'postgres-tests',
    logger: createLogger({ name: 'tests', level: 'error', destination: 'stderr' }),
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
  });
  await dropScratchDatabases(server.url, 'dead');
  return {
    url: server.url,
    async stop() {
      await dropScratchDatabases(server.url, [scratchPrefix(process.pid)]);
      await server.stop();
    },
  };
}

async function provideRedis(): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  const { REDIS_URL, SYNCLINE_REQUIRE_REDIS } = testingEnv();
  if (REDIS_URL) return { url: REDIS_URL, stop: async () => {} };
  if (findRedisBinary() === undefined) {
    const what = 'no REDIS_URL, redis-server or valkey-server on this machine';
    if (SYNCLINE_REQUIRE_REDIS) throw new Error(`The tests on Redis were asked for, but there is ${what}`);
    process.stderr.write(`Tests on the Redis queue backend are skipped: ${what}\n`);
    return undefined;
  }
  const dir = mkdtempSync(join(tmpdir(), 'syncline-redis-'));
  const redis = await startRedis({ dir });
  return {
    url: redis.url,
    async stop() {
      await redis.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
