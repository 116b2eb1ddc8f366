import { Redis } from 'ioredis';
import { inject, it } from 'vitest';
import { testingEnv } from './env.ts';
import { createScratchDatabaseOn, type ScratchDatabase } from './scratch-database.ts';

export type QueueBackend = 'postgres' | 'redis';

/** A database of its own on the test run's server; `template` is the name of one to copy. */
export function createScratchDatabase({ template }: { readonly template?: string } = {}): Promise<ScratchDatabase> {
  // Owned by the run, not by this worker: the run clears up after workers that died.
  return createScratchDatabaseOn({
    server: inject('postgresUrl'),
    ownerPid: process.ppid,
    ...(template === undefined ? {} : { template }),
  });
}

/** A database of its own with the tables of the store and the queue, as of a Syncline that was started once. */
export function createMigratedDatabase(): Promise<ScratchDatabase> {
  return createScratchDatabase({ template: inject('migratedTemplate') });
}

/**
 * The address of a logical database that belongs to this vitest worker alone, so that files running at the same time
 * don't meet; `null` when there is no Redis. Files that follow each other share it: see `flushRedis`.
 */
export function redisForTests(): string | null {
  const server = inject('redisUrl');
  if (server === null) return null;
  const url = new URL(server);
  url.pathname = `/${testingEnv().VITEST_POOL_ID % 16}`;
  return url.href;
}

/** Empties this worker's Redis database. */
export async function flushRedis(): Promise<void> {
  const url = redisForTests();
  if (url === null) return;
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    await redis.flushdb();
  } finally {
    redis.disconnect();
  }
}

/** The queue backends that this machine can test, for `describe.each`. */
export function queueBackends(): QueueBackend[] {
  return withRedis('postgres');
}

/** What there is everywhere, and Redis where this machine has it, for `describe.each`. A missing one shows as a skipped test. */
export function withRedis<const Leg extends string>(everywhere: Leg): (Leg | 'redis')[] {
  if (inject('redisUrl') !== null) return [everywhere, 'redis'];
  // oxlint-disable-next-line vitest/no-disabled-tests -- a leg that can't run has to be seen
  it.skip('on the Redis backend: there is no Redis on this machine', () => {});
  return [everywhere];
}
