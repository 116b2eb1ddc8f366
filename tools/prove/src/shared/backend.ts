import type { QueuePlace } from '@syncline/testing/lose-queue';

/** A database and a queue of one run. */
export interface Backend {
  readonly kind: 'postgres' | 'redis';
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly queue: QueuePlace;
}
