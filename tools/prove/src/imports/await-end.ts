import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

export const LIMIT_MS = 3_600_000;

/** Waits until a process has ended well; throws when it ended otherwise, or did not. */
export async function awaitEnd(database: pg.Client, processId: string): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    const { rows } = await database.query<{ state: string }>(
      'select state from processes where id = $1 and finished_at is not null',
      [processId],
    );
    if (rows[0]?.state.startsWith('completed')) return;
    if (rows[0]) throw new Error(`process ${processId} ended as ${rows[0].state}`);
    await delay(100);
  }
  throw new Error(`process ${processId} did not end`);
}
