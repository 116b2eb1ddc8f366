import { Redis } from 'ioredis';
import pg from 'pg';

/** Where the queue is, and how much of a Redis may go: a server of one's own, or one logical database of a shared one. */
export type QueuePlace =
  | { readonly kind: 'redis'; readonly url: string; readonly command: 'flushall' | 'flushdb' }
  | { readonly kind: 'postgres'; readonly databaseUrl: string };

/** Loses the whole queue, as a restored backup or a killed Redis without persistence would (rule 2.3). */
export async function loseQueue(place: QueuePlace): Promise<void> {
  if (place.kind === 'redis') {
    const redis = new Redis(place.url, { maxRetriesPerRequest: 1 });
    try {
      await redis[place.command]();
    } finally {
      redis.disconnect();
    }
    return;
  }
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`,
    );
    await client.query(`truncate ${rows.map((row) => row.name).join(', ')}`);
  } finally {
    await client.end();
  }
}
