import type { EnqueueRequest } from '@syncline/queue';
import { forgetGoneMapping, type ItemForAction, requestWritebacks, type Sql } from '@syncline/store';
import { writebackJob } from '../enqueue.ts';
import { traced } from '../tracing/row-trace.ts';
import { createAgain } from './create-again.ts';
import type { EntityState } from './entity-steps.ts';
import { twinsToDelete } from './spread-delete.ts';
import type { PlanMember, SyncPlan } from './sync-plan.ts';

const AT_THE_DELETED = new Set(['delete_brake', 'deleted_remote_edited_local']);
const AT_A_TWIN = 'deleted_local_edited_remote';

/** Whether an item asks what a deletion is to mean for the twins (rule 3.10). */
export function isAboutDeletion({ code }: Pick<ItemForAction, 'code'>): boolean {
  return AT_THE_DELETED.has(code) || code === AT_A_TWIN;
}

/**
 * What a person says of a deletion. Where the record went, the remote's word is that it is gone: taking that deletes
 * the twins as they stand now, taking the hub's makes it there again. At a twin it is the other way round: the hub's
 * word is the deletion. Leaving it leaves the twins. Null: that action says nothing about a deletion.
 */
export async function decideDeletion(
  tx: Sql,
  plan: SyncPlan,
  item: ItemForAction,
  state: EntityState,
  member: PlanMember,
  action: string,
): Promise<readonly EnqueueRequest[] | null> {
  if (action === 'ignore' || action === 'resolve') return [];
  if (action !== 'take_local' && action !== 'take_remote') return null;
  if (item.code === AT_A_TWIN) {
    if (action === 'take_remote') return [];
    const gone = state.mappings.find((mapping) => mapping.state === 'gone');
    const origin = (gone && plan.memberOf(gone.connectionId, gone.stream)) ?? null;
    const here = twinsToDelete(plan, state, origin).filter(
      (request) => request.connectionId === item.connectionId && request.stream === item.stream,
    );
    return (await requestWritebacks(tx, traced(here))).map(writebackJob);
  }
  if (action === 'take_remote')
    return (await requestWritebacks(tx, traced(twinsToDelete(plan, state, member)))).map(writebackJob);
  const gone = state.mappings.find(
    (mapping) =>
      mapping.connectionId === item.connectionId && mapping.stream === item.stream && mapping.state === 'gone',
  );
  if (!gone) return [];
  // What is made in its place has an id of its own; the old one stays buried.
  await forgetGoneMapping(tx, item.workspaceId, { ...gone, entityId: state.id });
  return createAgain(tx, { ...item, scope: gone.scope }, state, member);
}
