import { setTimeout as delay } from 'node:timers/promises';
import { isFinished, type ProcessState } from '@syncline/core';
import type { EngineContext } from '@syncline/engine';

/** Waits until a process has completed; throws when it ends otherwise. Returns how many records it read. */
export async function awaitProcess(ctx: EngineContext, processId: string, limitMs = 600_000): Promise<number> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const { rows } = await ctx.store.query<{ state: ProcessState; records: number }>(
      'select state, (select sum(records_fetched)::int from processes where parent_id = $1) as records from processes where id = $1',
      [processId],
    );
    const row = rows[0];
    if (row?.state === 'completed') return row.records;
    if (row && isFinished(row.state)) throw new Error(`The process ended as ${row.state}`);
    if (performance.now() > deadline) throw new Error(`The process is still ${row?.state} after ${limitMs} ms`);
    await delay(20);
  }
}
