import { join } from 'node:path';
import type { Logger } from '@syncline/observability';
import {
  ConfigurationError,
  findRedisBinary,
  type Lifecycle,
  startEmbeddedPostgres,
  startRedis,
} from '@syncline/runtime';
import { createStore, sqlState } from '@syncline/store';
import type { AllInOneEnv } from './env.ts';
import type { Options } from './options.ts';

export interface Services {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** What was started or found, for people. */
  readonly lines: readonly (readonly [string, string])[];
}

/**
 * The Postgres and, where asked for, the Redis: given, or started and stopped with us. `database`: which of the embedded
 * server's it is, made if needed; null: the server's own.
 */
export async function startServices(
  env: AllInOneEnv,
  options: Options,
  folder: string,
  database: string | null,
  logger: Logger,
  lifecycle: Lifecycle,
): Promise<Services> {
  const lines: [string, string][] = [];
  let databaseUrl = env.DATABASE_URL;
  if (databaseUrl === undefined) {
    const postgres = await startEmbeddedPostgres({ logger });
    lifecycle.onShutdown('postgres', () => postgres.stop());
    databaseUrl = database === null ? postgres.url : await ensureDatabase(postgres.url, database);
    lines.push([
      'Postgres',
      `embedded, port ${postgres.port}, data in ${postgres.folder}${postgres.reused ? ' (was running)' : ''}`,
    ]);
  } else lines.push(['Postgres', `${new URL(databaseUrl).host}, given by DATABASE_URL`]);

  let redisUrl = env.REDIS_URL ?? null;
  if (redisUrl !== null) lines.push(['Queue', `BullMQ on Redis at ${new URL(redisUrl).host}, given by REDIS_URL`]);
  else if (options.redis) {
    if (findRedisBinary() === undefined) {
      throw new ConfigurationError(
        '--redis wants a redis-server or valkey-server on this machine, and there is none. Install one, set REDIS_URL, or leave --redis out.',
      );
    }
    const redis = await startRedis({ dir: join(folder, database === null ? 'redis' : `redis-${database}`), logger });
    lifecycle.onShutdown('redis', () => redis.stop());
    redisUrl = redis.url;
    lines.push(['Queue', `BullMQ on Redis, port ${redis.port}`]);
  } else lines.push(['Queue', 'BullMQ on the same Postgres']);
  return { databaseUrl, redisUrl, lines };
}

/** A further database of a server; returns its address. */
async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const server = createStore({ databaseUrl: serverUrl, maxConnections: 1 });
  try {
    await server.query(`create database "${name}"`);
  } catch (error) {
    const duplicate = '42P04';
    if (sqlState(error) !== duplicate) throw error;
  } finally {
    await server.close();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
