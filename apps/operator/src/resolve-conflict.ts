import { actOnItem, type EngineContext, type ItemAction } from '@syncline/engine';
import { type ConflictView, findConnection, showConflict, showEntity } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { actorOf } from './actor.ts';
import { itemActionOf, refusedAction } from './item-actions.ts';
import { notFound, Problem } from './problem.ts';
import type { resolutionSchema } from './schemas/sync.ts';

type Resolution = z.output<typeof resolutionSchema>;

/** Decides a conflict of the request's workspace and returns it as it stands then. Throws Problem. */
export async function resolveConflict(
  context: EngineContext,
  request: FastifyRequest,
  id: number,
  { why, ...resolution }: Resolution,
): Promise<ConflictView> {
  const { workspaceId } = request;
  const show = async () => {
    const conflict = await showConflict(context.store, workspaceId, id);
    if (!conflict) throw notFound('conflict', id);
    return conflict;
  };
  const action = await actionOf(context, await show(), workspaceId, resolution);
  const by = { workspaceId, actor: actorOf(request), why: why ?? null };
  const outcome = await actOnItem(context, id, action, by);
  if (outcome.outcome === 'not_found') throw notFound('conflict', id);
  const conflict = await show();
  if (outcome.outcome === 'refused') throw refusedAction(outcome.reason, conflict.state);
  return conflict;
}

/** Beside our own names those that the field has, with what they mean in a policy. */
async function actionOf(
  context: EngineContext,
  conflict: ConflictView,
  workspaceId: number,
  { resolution_strategy: strategy, value }: Omit<Resolution, 'why'>,
): Promise<ItemAction> {
  switch (strategy) {
    case 'elder_wins':
      return { action: 'take_local' };
    case 'external_wins':
      return { action: 'take_remote' };
    case 'merge':
      return value === undefined ? { action: 'merge' } : itemActionOf({ action: 'take_merged', value });
    case 'crm_wins':
      return (await isAtCrm(context, conflict, workspaceId)) ? { action: 'take_remote' } : { action: 'take_local' };
    default:
      return itemActionOf({ action: strategy, value });
  }
}

/** Whether it is a CRM that disagrees with the hub. Throws Problem where no CRM has a record of it. */
async function isAtCrm(
  { connectors, store }: EngineContext,
  { id, connectionId, entityId }: ConflictView,
  workspaceId: number,
): Promise<boolean> {
  const isCrm = (connector: string | undefined) => connectors.get(connector ?? '')?.category === 'crm';
  if (isCrm((await findConnection(store, connectionId))?.connector)) return true;
  const entity = await showEntity(store, workspaceId, entityId);
  if (entity?.mappings.some(({ connector, state }) => state === 'linked' && isCrm(connector))) return false;
  throw new Problem({
    status: 409,
    code: 'no-crm',
    title: 'Not possible in this state',
    detail: `No CRM has a record of what conflict ${id} is about, so none can win.`,
  });
}
