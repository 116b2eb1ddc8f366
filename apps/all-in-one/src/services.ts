import { join } from 'node:path';
import type { Logger } from '@syncline/observability';
import {
  ConfigurationError,
  findRedisBinary,
  type Lifecycle,
  startEmbeddedPostgres,
  startRedis,
} from '@syncline/runtime';
import type { AllInOneEnv } from './env.ts';
import type { Options } from './options.ts';

export interface Services {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** What was started or found, for people. */
  readonly lines: readonly (readonly [string, string])[];
}

/** The Postgres and, where asked for, the Redis: given, or started and stopped with us. */
export async function startServices(
  env: AllInOneEnv,
  options: Options,
  folder: string,
  logger: Logger,
  lifecycle: Lifecycle,
): Promise<Services> {
  const lines: [string, string][] = [];
  let databaseUrl = env.DATABASE_URL;
  if (databaseUrl === undefined) {
    const postgres = await startEmbeddedPostgres({ logger });
    lifecycle.onShutdown('postgres', () => postgres.stop());
    databaseUrl = postgres.url;
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
    const redis = await startRedis({ dir: join(folder, 'redis'), logger });
    lifecycle.onShutdown('redis', () => redis.stop());
    redisUrl = redis.url;
    lines.push(['Queue', `BullMQ on Redis, port ${redis.port}`]);
  } else lines.push(['Queue', 'BullMQ on the same Postgres']);
  return { databaseUrl, redisUrl, lines };
}
