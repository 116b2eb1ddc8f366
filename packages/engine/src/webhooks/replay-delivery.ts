import { receiveAgain, writeAudit } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { deliveryJob, enqueueAfterCommit } from '../enqueue.ts';

export interface ReplayDelivery {
  readonly workspaceId: number;
  readonly id: number;
  readonly actor: string;
}

/**
 * Has a delivery understood once more as if it had just come: after its connection was set up otherwise, or by a newer
 * version. What it hints at is read anew, so that an old one can't bring an old state back.
 */
export async function replayDelivery(
  ctx: EngineContext,
  { workspaceId, id, actor }: ReplayDelivery,
): Promise<'replayed' | 'not_found' | 'waiting'> {
  const outcome = await ctx.store.transaction(async (tx) => {
    const again = await receiveAgain(tx, workspaceId, id);
    if (typeof again === 'string') return again;
    const { deliveryId, generation } = again;
    const entry = { workspaceId, actor, action: 'delivery.replayed', subject: `delivery ${deliveryId}` };
    await writeAudit(tx, [{ ...entry, entityId: null, why: null, details: { id } }]);
    return { generation };
  });
  if (typeof outcome === 'string') return outcome;
  await enqueueAfterCommit(ctx, [deliveryJob([id], outcome.generation)]);
  return 'replayed';
}
