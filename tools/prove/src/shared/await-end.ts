import { setTimeout as delay } from 'node:timers/promises';
import { isFinished } from '@syncline/core';
import type { EngineContext } from '@syncline/engine';
import { findProcess } from '@syncline/store';

/** Null when the process ended in time, else what it was doing. */
export async function awaitEnd(ctx: EngineContext, processId: string, limitMs: number): Promise<string | null> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const process = await findProcess(ctx.store, processId);
    if (process && isFinished(process.state))
      return process.state === 'completed' ? null : `the backfill ended as ${process.state}`;
    if (performance.now() > deadline) {
      const { rows } = await ctx.store.query(
        `select stream, kind, state, lane, generation, next_attempt_at, touched_at, error from pages where finished_at is null limit 5`,
      );
      return `the backfill is still ${process?.state} after ${limitMs} ms; open pages: ${JSON.stringify(rows)}`;
    }
    await delay(50);
  }
}
