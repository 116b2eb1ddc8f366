import { connectionsDueForPoll } from '@syncline/store';
import type { EngineContext } from './context.ts';
import { startIncremental } from './start-process.ts';

/** Starts an incremental read of every connection whose last one is older than the interval and that has none running. */
export async function pollConnections(ctx: EngineContext): Promise<number> {
  const due = await connectionsDueForPoll(ctx.store, ctx.config.pollIntervalMs);
  for (const connectionId of due) await startIncremental(ctx, { connectionId, isPoll: true });
  return due.length;
}
