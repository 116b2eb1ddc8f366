import { newId } from '@syncline/core';
import { closeItem, type ItemForAction, loadEntityStates, nameDecision, refuseMatches } from '@syncline/store';
import { openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { retryItem } from '../retry-item.ts';
import { readRecord } from '../write/read-record.ts';
import type { EntityState } from './entity-steps.ts';
import { type ActedBy, type ActionOutcome, auditAction, type ItemAction } from './item-action.ts';
import { candidatesOf, PROPOSAL } from './link-items.ts';
import { sidesOf } from './match-records.ts';

/** The record is that entity; null: it is a new one, and none of those that it was proposed for. */
export async function acceptMatch(
  ctx: EngineContext,
  item: ItemForAction,
  entityId: string | null,
  by: ActedBy,
): Promise<ActionOutcome> {
  if (item.externalId === null) return { outcome: 'refused', reason: 'The item is not about one record.' };
  const action: ItemAction = { action: 'link', entityId };
  if (entityId === null) await refuse(ctx, item, item.externalId, candidatesOf(item.remoteValue), action, by);
  else {
    const reason = await cannotBe(ctx, item, entityId);
    if (reason !== null) return { outcome: 'refused', reason };
  }
  const read = await readAs(ctx, item, item.externalId, entityId);
  if (read !== 'merged')
    return { outcome: 'refused', reason: `The record can't be read: ${read.replaceAll('_', ' ')}.` };
  await ctx.store.transaction(async (tx) => {
    await closeItem(tx, item.id, 'resolved', by.actor, 'link');
    await nameDecision(tx, item.id, by.actor, 'link');
    if (entityId !== null) await auditAction(tx, item, action, by);
  });
  return { outcome: 'done' };
}

/**
 * The record is none of these. What is left is asked about again; when nothing is, it is taken for what it shows: a
 * new one.
 */
export async function refuseMatch(
  ctx: EngineContext,
  item: ItemForAction,
  entityIds: readonly string[] | undefined,
  by: ActedBy,
): Promise<ActionOutcome> {
  const listed = candidatesOf(item.remoteValue);
  if (item.code !== PROPOSAL || item.externalId === null)
    return { outcome: 'refused', reason: `Item ${item.id} proposes no entity that the record could be.` };
  const unknown = entityIds?.find((id) => !listed.includes(id));
  if (unknown !== undefined) return { outcome: 'refused', reason: `Item ${item.id} does not propose ${unknown}.` };
  const refused = entityIds ?? listed;
  await refuse(ctx, item, item.externalId, refused, { action: 'refuse', entityIds: refused }, by);
  return retryItem(ctx, item.id);
}

async function refuse(
  ctx: EngineContext,
  item: ItemForAction,
  externalId: string,
  entityIds: readonly string[],
  action: ItemAction,
  by: ActedBy,
): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const states = await loadEntityStates(tx, item.workspaceId, entityIds);
    const others = [...states.values()].flatMap(sidesOf);
    await refuseMatches(tx, { ...item, externalId }, others, by.actor);
    await auditAction(tx, item, action, by);
  });
}

/** Why the record can't be linked to that entity; null: it can. */
async function cannotBe(ctx: EngineContext, item: ItemForAction, entityId: string): Promise<string | null> {
  const states = await ctx.store.transaction((tx) => loadEntityStates(tx, item.workspaceId, [entityId]));
  const state: EntityState | undefined = states.get(entityId);
  if (!state || state.deletedAt !== null) return `There is no entity ${entityId}.`;
  const other = state.mappings.find(
    (mapping) =>
      mapping.connectionId === item.connectionId && mapping.stream === item.stream && mapping.state === 'linked',
  );
  if (other)
    return `${entityId} is ${other.locator ?? other.externalId} of ${item.stream} already, and two records of one list are never one. Refuse it, or make this one new.`;
  return null;
}

async function readAs(ctx: EngineContext, item: ItemForAction, externalId: string, entityId: string | null) {
  const connection = await openConnection(ctx, item.connectionId, 'live');
  const place = { ...item, externalId, scope: item.scope ?? '' };
  return readRecord(ctx, connection, place, AbortSignal.timeout(ctx.config.vendorTimeoutMs), {
    lane: 'live',
    boundTo: { entityId: entityId ?? newId(), isDecided: true },
  });
}
