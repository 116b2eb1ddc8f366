import { connectionsDueForPoll } from '@syncline/store';
import type { EngineContext } from './context.ts';
import { openConnection } from './open-connection.ts';
import { startIncremental } from './start-process.ts';

/** Starts an incremental read of every connection whose last one is older than the interval and that has none running. */
export async function pollConnections(ctx: EngineContext): Promise<number> {
  const due = await connectionsDueForPoll(ctx.store, ctx.config.pollIntervalMs);
  for (const connectionId of due) await startIncremental(ctx, { connectionId });
  return due.length;
}

/**
 * Asks vendors to send again what they could not deliver since that time (SEMANTICS 9): some never do so
 * by themselves. Returns how many deliveries were asked for.
 */
export async function redeliverMissed(ctx: EngineContext, connectionId: number, since: Date, signal: AbortSignal): Promise<number> {
  const connection = await openConnection(ctx, connectionId, 'live');
  const redeliver = connection.connector.webhooks?.redeliverFailed;
  if (!redeliver) return 0;
  let asked = 0;
  for (const subscription of connection.row.subscriptions) asked += await redeliver(connection.client, subscription, since, signal);
  return asked;
}
