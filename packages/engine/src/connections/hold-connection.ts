import type { SynclineError } from '@syncline/core';
import { insertEvent, setConnectionHealth } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { isMisconfiguration } from './connection-configuration.ts';

/** The connection's work waits until someone renews its credentials, or mends its settings; said once. */
export async function holdConnection(
  ctx: EngineContext,
  workspaceId: number,
  connectionId: number,
  error: SynclineError,
): Promise<void> {
  const health = isMisconfiguration(error) ? 'misconfigured' : 'needs_reauth';
  await ctx.store.transaction(async (tx) => {
    if (!(await setConnectionHealth(tx, connectionId, health, error.message))) return;
    await insertEvent(tx, { workspaceId, type: `connection.${health}`, connectionId, payload: { code: error.code } });
  });
}
