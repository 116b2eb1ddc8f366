import { connectionsDueForPoll } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { startPoll } from './start-process.ts';

/** Starts an incremental read of every connection that has not been read for as long as its rhythm; returns how many it started. */
export async function pollConnections(ctx: EngineContext): Promise<number> {
  const due = await connectionsDueForPoll(ctx.store, ctx.config.pollIntervalMs);
  let started = 0;
  for (const connectionId of due) {
    try {
      if ((await startPoll(ctx, connectionId)) !== null) started++;
    } catch (error) {
      // That of one connection does not keep the others.
      ctx.logger.error({ connectionId, err: error }, 'poll could not be started');
    }
  }
  return started;
}
