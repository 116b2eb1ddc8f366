import { toSynclineError } from '@syncline/core';
import { connectionIdsOf, findConnection } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { checkFields } from './check-fields.ts';

/**
 * Compares the fields of every connection that works and whose descriptions have grown old. On a timer of its own: a
 * vendor that is slow to describe them keeps no poll waiting.
 */
export async function checkAllFields(ctx: EngineContext): Promise<void> {
  const unlessReadSince = new Date(ctx.clock.now().getTime() - ctx.config.fieldCheckIntervalMs);
  const describing = [...ctx.connectors.values()].filter((connector) => connector.describeFields);
  for (const { id: connector } of describing)
    for (const connectionId of await connectionIdsOf(ctx.store, connector)) {
      if ((await findConnection(ctx.store, connectionId))?.health !== 'ok') continue;
      try {
        await checkFields(ctx, connectionId, { unlessReadSince });
      } catch (thrown) {
        ctx.logger.warn({ connectionId, err: toSynclineError(thrown) }, 'fields could not be compared');
      }
    }
}
