import { redisForTests } from '@syncline/testing';
import type { Backend } from '../shared/backend.ts';

/** A test run's database, with its queue beside it or on this worker's Redis. */
export function scratchBackend(kind: 'postgres' | 'redis', databaseUrl: string): Backend {
  if (kind === 'postgres') return { kind, databaseUrl, redisUrl: null, queue: { kind, databaseUrl } };
  const url = redisForTests()!;
  return { kind, databaseUrl, redisUrl: url, queue: { kind, url, command: 'flushdb' } };
}
