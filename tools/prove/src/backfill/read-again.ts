import type { EngineContext } from '@syncline/engine';
import { insertHints } from '@syncline/store';

/** Has records read again, each on its own, as an operator would. */
export async function readAgain(
  ctx: EngineContext,
  connectionId: number,
  stream: string,
  ids: readonly string[],
): Promise<void> {
  const { rows } = await ctx.store.query<{ externalId: string; locator: string | null; scope: string }>(
    `select external_id as "externalId", locator, scope from mappings
     where connection_id = $1 and stream = $2 and external_id = any($3)`,
    [connectionId, stream, ids],
  );
  const address = { workspaceId: 1, connectionId, stream };
  await insertHints(
    ctx.store,
    rows.map((row) => ({ ...address, ...row, op: 'changed', source: 'replay', inboxId: null })),
  );
  await ctx.queue.enqueueAll(
    rows.map(({ externalId }) => ({
      name: 'records',
      payload: { ...address, externalId },
      options: { mailbox: `1/${connectionId}/${stream}/${externalId}` },
    })),
  );
}
