import { createLogger } from '@syncline/observability';
import { migrateQueue } from '@syncline/queue';
import { defaultPostgresFolder, findRedisBinary, startEmbeddedPostgres } from '@syncline/runtime';
import { migrateStore } from '@syncline/store';
import type { TestProject } from 'vitest/node';
import { testingEnv } from './env.ts';
import { findMemoryFolder } from './memory-folder.ts';
import { createScratchDatabaseOn, dropScratchDatabases, scratchPrefix } from './scratch-database.ts';
import { startRedisOfRun } from './start-redis-of-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that scratch databases are made in. */
    postgresUrl: string;
    /** The name of a database with the tables of the store and the queue, to make copies of. */
    migratedTemplate: string;
    /** `null` when the machine has no Redis: the Redis leg is skipped then. */
    redisUrl: string | null;
  }
}

/** Something that runs for the time of a test run, or was there before. */
export interface RunService {
  readonly url: string;
  stop(): Promise<void>;
  /** For a run that ends by a signal: there is no time to wait. */
  stopWithoutWaiting(): void;
}

/** The services of one test run: given by variables, found on the machine, or embedded, in this order. */
export default async function setUpServices(project: TestProject): Promise<() => Promise<void>> {
  const started: RunService[] = [];
  const onExit = () => {
    for (const service of started) service.stopWithoutWaiting();
  };
  // vitest doesn't tear down when a signal ends it.
  const onSignal = (signal: NodeJS.Signals) => process.exit(signal === 'SIGINT' ? 130 : 143);
  process.once('exit', onExit).once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const tearDown = async () => {
    process.off('exit', onExit);
    for (const service of started) await service.stop();
  };
  try {
    const redis = await provideRedis();
    if (redis) started.push(redis);
    const postgres = await providePostgres();
    started.push(postgres);
    project.provide('postgresUrl', postgres.url);
    project.provide('migratedTemplate', await migrateTemplate(postgres.url));
    project.provide('redisUrl', redis?.url ?? null);
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}

/** Migrated once a run: to copy a database costs a tenth of what it costs to migrate one. */
async function migrateTemplate(server: string): Promise<string> {
  const { name, url } = await createScratchDatabaseOn({ server });
  await migrateStore(url);
  await migrateQueue({ kind: 'postgres', databaseUrl: url });
  return name;
}

async function providePostgres(): Promise<RunService> {
  const url = testingEnv().DATABASE_URL;
  const dropOurs = (server: string) => dropScratchDatabases(server, [scratchPrefix(process.pid)]);
  if (url) return { url, stop: () => dropOurs(url), stopWithoutWaiting() {} };

  // Shared by all runs of this user, and kept between them on a disk, not in memory. The data are worth nothing, so no
  // fsync, and no more of the log than a restart of the server needs.
  const programFolder = defaultPostgresFolder('postgres-tests');
  const memoryFolder = findMemoryFolder(programFolder);
  const server = await startEmbeddedPostgres({
    dataDir: memoryFolder ?? programFolder,
    keepsData: memoryFolder === undefined,
    programFolder,
    logger: createLogger({ name: 'tests', level: 'error', destination: 'stderr' }),
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      synchronous_commit: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
      wal_compression: 'off',
      min_wal_size: '64MB',
      max_wal_size: '256MB',
    },
  });
  await dropScratchDatabases(server.url, 'dead');
  return {
    url: server.url,
    stopWithoutWaiting: () => server.stopWithoutWaiting(),
    async stop() {
      await dropOurs(server.url);
      await server.stop();
    },
  };
}

async function provideRedis(): Promise<RunService | undefined> {
  const { REDIS_URL, SYNCLINE_REQUIRE_REDIS } = testingEnv();
  if (REDIS_URL) return { url: REDIS_URL, stop: async () => {}, stopWithoutWaiting() {} };
  if (findRedisBinary() !== undefined) return startRedisOfRun();
  const what = 'no REDIS_URL, redis-server or valkey-server on this machine';
  if (SYNCLINE_REQUIRE_REDIS) throw new Error(`The tests on Redis were asked for, but there is ${what}`);
  process.stderr.write(`Tests on the Redis queue backend are skipped: ${what}\n`);
  return undefined;
}
