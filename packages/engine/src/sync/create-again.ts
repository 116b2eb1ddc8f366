import { activeTraceparent } from '@syncline/observability';
import type { EnqueueRequest } from '@syncline/queue';
import { type ItemForAction, requestWritebacks, type Sql } from '@syncline/store';
import { writebackJob } from '../enqueue.ts';
import type { EntityState } from './entity-steps.ts';
import { ownKeyOf } from './own-key.ts';
import type { PlanMember } from './sync-plan.ts';

/** Asks for a record that was given up, or went, to be made at the item's side and scope. */
export async function createAgain(
  tx: Sql,
  item: ItemForAction & { readonly scope: string },
  state: EntityState,
  member: PlanMember,
): Promise<EnqueueRequest[]> {
  const rows = await requestWritebacks(tx, [
    {
      workspaceId: item.workspaceId,
      entityId: state.id,
      connectionId: item.connectionId,
      stream: item.stream,
      externalId: null,
      op: 'create',
      lane: 'live',
      scope: item.scope,
      ownKey: ownKeyOf(item.workspaceId, state.id, item.connectionId, member.stream.name),
      processId: null,
      correlationId: `item-${item.id}`,
      causedAt: new Date(),
      traceparent: activeTraceparent(),
    },
  ]);
  return rows.map(writebackJob);
}
