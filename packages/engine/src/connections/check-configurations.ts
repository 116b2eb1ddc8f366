import { toSynclineError } from '@syncline/core';
import { type ConnectionRow, listConnections, setConnectionHealth } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { configurationOf, isMisconfiguration } from './connection-configuration.ts';
import { holdConnection } from './hold-connection.ts';

/**
 * Holds the connections that this version can't use as they are set up, before any work of theirs stumbles over it, and
 * lets them work again when they are mended: what waited is found by the sweeper.
 */
export async function checkConfigurations(ctx: EngineContext): Promise<void> {
  for (const row of await listConnections(ctx.store)) {
    if (row.health !== 'needs_reauth' && row.health !== 'paused') await checkConfiguration(ctx, row);
  }
}

async function checkConfiguration(ctx: EngineContext, row: ConnectionRow): Promise<void> {
  try {
    configurationOf(ctx, row);
  } catch (thrown) {
    const error = toSynclineError(thrown);
    if (!isMisconfiguration(error)) throw thrown;
    return holdConnection(ctx, row.workspaceId, row.id, error);
  }
  if (row.health === 'ok') return;
  await setConnectionHealth(ctx.store, row.id, 'ok', null);
  ctx.logger.info({ connectionId: row.id }, 'connection can be used again');
}
