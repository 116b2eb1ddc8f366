import type { EnqueueRequest } from '@syncline/queue';
import {
  deletesOfLate,
  type FieldItem,
  hasUntoldEdit,
  loadEntityStates,
  type NewWriteback,
  openCreates,
  openFieldItems,
  type RecordAddress,
  requestWritebacks,
  type Sql,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { writebackJob } from '../enqueue.ts';
import { traced } from '../tracing/row-trace.ts';
import type { EntityState } from './entity-steps.ts';
import { loadPlan } from './load-plan.ts';
import type { PlanMember, SyncPlan } from './sync-plan.ts';

/**
 * What a record's proven deletion means for its twins (rule 3.10): nothing, unless the config carries deletes on; then
 * they are deleted too, as long as the brake does not ask first and nobody's edit would be lost.
 */
export async function spreadDelete(
  ctx: EngineContext,
  tx: Sql,
  record: RecordAddress,
  entityId: string,
): Promise<EnqueueRequest[]> {
  const plan = await loadPlan(ctx, tx, record.workspaceId);
  const member = plan.memberOf(record.connectionId, record.stream);
  if (!member) return [];
  const state = (await loadEntityStates(tx, record.workspaceId, [entityId])).get(entityId);
  if (!state) return [];
  if (await hasUntoldEdit(tx, record, state.id)) {
    await openFieldItems(tx, [
      deleteItem(record, state, member, {
        class: 'conflict',
        code: 'deleted_remote_edited_local',
        message: `${member.key} was deleted while edits were on their way to it. Its twins were left as they are.`,
      }),
    ]);
    return [];
  }
  if (member.deletes.mode === 'keep') return [];
  const twins = [...twinsToDelete(plan, state, member), ...(await twinsInTheMaking(tx, plan, state, member))];
  if (twins.length === 0) return [];
  const { deleted, linked } = await deletesOfLate(tx, record);
  const { brake } = member.deletes;
  if (deleted >= brake.count && deleted > brake.share * (linked + deleted)) {
    await openFieldItems(tx, [
      deleteItem(record, state, member, {
        class: 'conflict',
        code: 'delete_brake',
        message: `${deleted} of ${linked + deleted} records of ${member.key} were deleted within an hour. Whether their twins go too is yours to say.`,
      }),
    ]);
    return [];
  }
  return (await requestWritebacks(tx, traced(twins))).map(writebackJob);
}

/** The writes that delete what is left of an entity, as it stands now, wherever it can be deleted. */
export function twinsToDelete(plan: SyncPlan, state: EntityState, origin: PlanMember | null): NewWriteback[] {
  return state.mappings.flatMap((mapping): NewWriteback[] => {
    const member = plan.memberOf(mapping.connectionId, mapping.stream);
    if (!member || member === origin || mapping.state === 'gone' || !isDeletable(member)) return [];
    return [deleteAt(state, { ...mapping, ownKey: null }, origin)];
  });
}

/** A twin that is being made is found first, if it came to be, and then deleted. */
async function twinsInTheMaking(
  tx: Sql,
  plan: SyncPlan,
  state: EntityState,
  origin: PlanMember,
): Promise<NewWriteback[]> {
  const places = await openCreates(tx, state.workspaceId, state.id);
  return places.flatMap((place): NewWriteback[] => {
    const isMade = state.mappings.some((m) => m.connectionId === place.connectionId && m.stream === place.stream);
    const member = plan.memberOf(place.connectionId, place.stream);
    return isMade || !member || !isDeletable(member) ? [] : [deleteAt(state, { ...place, externalId: null }, origin)];
  });
}

function isDeletable(member: PlanMember): boolean {
  return member.direction !== 'in' && member.direction !== 'none' && member.stream.writes?.remove !== undefined;
}

function deleteAt(
  state: EntityState,
  place: Pick<NewWriteback, 'connectionId' | 'stream' | 'externalId' | 'scope' | 'ownKey'>,
  origin: PlanMember | null,
): NewWriteback {
  const { connectionId, stream, externalId, scope, ownKey } = place;
  return {
    workspaceId: state.workspaceId,
    entityId: state.id,
    connectionId,
    stream,
    externalId,
    op: 'delete',
    lane: 'live',
    scope,
    ownKey,
    entityVersion: state.version,
    processId: null,
    correlationId: `delete-${origin?.key ?? state.id}`,
    causedAt: new Date(),
  };
}

function deleteItem(
  record: RecordAddress,
  state: EntityState,
  member: PlanMember,
  what: Pick<FieldItem, 'class' | 'code' | 'message'>,
): FieldItem {
  return {
    ...record,
    ...what,
    key: `delete ${state.id} ${member.key} ${what.code}`,
    fingerprint: `${member.key} ${what.class} ${what.code}`,
    scope: null,
    locator: null,
    entityKind: state.kind,
    entityId: state.id,
    field: null,
    base: null,
    local: null,
    remote: null,
    policyMode: member.deletes.mode,
    pageId: null,
    processId: null,
    correlationId: null,
  };
}
