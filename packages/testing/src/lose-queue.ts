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
    await truncate(
      client,
      rows.map((row) => row.name),
    );
  } finally {
    await client.end();
  }
}

/** Workers hold locks on these tables in another order, so one of both may have to give way. */
async function truncate(client: pg.Client, tables: readonly string[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await client.query(`truncate ${tables.join(', ')}`);
      return;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== '40P01' || tries === 10) throw error;
    }
  }
}
