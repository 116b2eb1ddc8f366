import { actOnItem, type EngineContext } from '@syncline/engine';
import { type ConflictView, showConflict } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { actorOf } from './actor.ts';
import { itemActionOf, refusedAction } from './item-actions.ts';
import { notFound } from './problem.ts';
import type { resolutionSchema } from './schemas/sync.ts';

/** Decides a conflict of the request's workspace and returns it as it stands then. Throws Problem. */
export async function resolveConflict(
  context: EngineContext,
  request: FastifyRequest,
  id: number,
  { resolution_strategy: action, value, why }: z.output<typeof resolutionSchema>,
): Promise<ConflictView> {
  const { workspaceId } = request;
  const show = async () => {
    const conflict = await showConflict(context.store, workspaceId, id);
    if (!conflict) throw notFound('conflict', id);
    return conflict;
  };
  await show();
  const by = { workspaceId, actor: actorOf(request), why: why ?? null };
  const outcome = await actOnItem(context, id, itemActionOf({ action, value }), by);
  if (outcome.outcome === 'not_found') throw notFound('conflict', id);
  const conflict = await show();
  if (outcome.outcome === 'refused') throw refusedAction(outcome.reason, conflict.state);
  return conflict;
}
