import { type FieldOrigin, type HeldField, isInStep, type Json, type Reversals, sameValue } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import { type ItemForAction, itemForAction, lastItemAction, reopenItem, type Sql, writeAudit } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import type { EntityState, MappingState } from './entity-steps.ts';
import { finishWork } from './finish-work.ts';
import type { ActedBy, ActionOutcome, ItemAction } from './item-action.ts';
import { loadPlan } from './load-plan.ts';
import { rulesOf } from './member-rules.ts';
import { applyOutcome, type MergeWork } from './merge-work.ts';
import { openWork } from './open-work.ts';
import type { PlanMember } from './sync-plan.ts';

/** How a field stood before a decision, and after it: what takes the decision back. Absent parts were not there. */
export interface Before {
  readonly field: string;
  /** The remote's name of the field. */
  readonly remote: string;
  /** In the hub's terms. */
  readonly value?: Json;
  readonly origin?: FieldOrigin;
  readonly seen?: Json;
  readonly base?: Json;
  readonly sent?: Json;
  readonly approved?: Json;
  readonly reversals?: Reversals;
  readonly held: HeldField;
  /** What the hub says since, and in which version it came to. */
  readonly after: { readonly value: Json; readonly version: number };
}

/** Notes how the field of an item stands; null: what is decided of it can't be taken back. */
export function standingOf(
  work: MergeWork,
  state: EntityState | undefined,
  mapping: MappingState | undefined,
  member: PlanMember | undefined,
  item: ItemForAction,
): Omit<Before, 'after'> | null {
  if (!state || !mapping || !member || item.field === null || item.code === 'approval_needed') return null;
  const rule = rulesOf(member, work.references, state).find((each) => each.field === item.field);
  const held = rule && mapping.shadow.held[rule.remote];
  // What waits in part, as members of a set, goes on by itself when they are known.
  if (!rule || !held || held.members !== undefined) return null;
  const { remote } = rule;
  const { seen, base, sent, approved, reversals } = mapping.shadow;
  return {
    field: rule.field,
    remote,
    ...present('value', state.fields[rule.field]),
    ...present('origin', state.origins[rule.field]),
    ...present('seen', seen[remote]),
    ...present('base', base[remote]),
    ...present('sent', sent[remote]),
    ...present('approved', approved[remote]),
    ...present('reversals', reversals[remote]),
    held,
  };
}

/** With how the field stands after the decision. */
export function withAfter(before: Omit<Before, 'after'>, state: EntityState): Before {
  return { ...before, after: { value: state.fields[before.field] ?? null, version: versionOf(state, before.field) } };
}

/**
 * Takes the last decision about an item back: the hub's value and what waited at the remote stand as before, what was
 * written to the remote is written back, and the item is open again. Refused when somebody has moved on meanwhile.
 */
export async function undoItemAction(ctx: EngineContext, itemId: number, by: ActedBy): Promise<ActionOutcome> {
  const item = await itemForAction(ctx.store, by.workspaceId, itemId);
  if (!item) return { outcome: 'not_found' };
  const undone = await ctx.store.transaction((tx) => undo(ctx, tx, item, by));
  if ('reason' in undone) return { outcome: 'refused', reason: undone.reason };
  await enqueueAfterCommit(ctx, undone.jobs);
  return { outcome: 'done' };
}

type Undone = { readonly jobs: readonly EnqueueRequest[] } | { readonly reason: string };

async function undo(ctx: EngineContext, tx: Sql, found: ItemForAction, by: ActedBy): Promise<Undone> {
  if (found.entityId === null) return { reason: 'Only what was decided about a field of an entity can be taken back.' };
  const plan = await loadPlan(ctx, tx, found.workspaceId);
  const source = {
    workspaceId: found.workspaceId,
    actor: by.actor,
    connectionId: found.connectionId,
    stream: found.stream,
    pageId: null,
    processId: null,
    correlationId: `item-${found.id}`,
    method: 'manual' as const,
    lane: 'live' as const,
    isBackfill: false,
  };
  const work = await openWork(tx, plan, source, ctx.clock.now(), [found.entityId]);
  // Under the entity's lock: two who undo at once are one after the other.
  const item = (await itemForAction(tx, by.workspaceId, found.id)) ?? found;
  if (item.state !== 'resolved' && item.state !== 'ignored')
    return { reason: `The item is ${item.state}: there is no decision to take back.` };
  const last = await lastItemAction(tx, item.workspaceId, found.entityId, item.id);
  const before = last?.details['before'] as Before | undefined;
  if (!last || last.action === 'item.undo' || before === undefined)
    return { reason: 'It was not settled by a decision about a field that can be taken back.' };
  const state = work.states.get(found.entityId);
  const member = plan.memberOf(item.connectionId, item.stream);
  const mapping = state?.mappings.find(
    (each) =>
      each.connectionId === item.connectionId && each.stream === item.stream && each.externalId === item.externalId,
  );
  if (!state || state.deletedAt !== null || !member || mapping?.state !== 'linked')
    return { reason: `${item.stream} ${item.locator ?? item.externalId} is no longer linked to it.` };
  const action = last.action.replace(/^item\./, '') as ItemAction['action'];
  const moved = whatMoved(work, state, mapping, member, before, action);
  if (moved !== null) return { reason: moved };
  restore(work, state, mapping, before, action);
  const jobs = await finishWork(tx, work);
  await reopenItem(tx, item.id);
  await writeAudit(tx, [
    {
      workspaceId: by.workspaceId,
      actor: by.actor,
      action: 'item.undo',
      subject: `item ${item.id} (${item.class} ${item.code} ${item.field})`,
      entityId: item.entityId,
      why: by.why,
      details: { itemId: item.id, undone: action },
    },
  ]);
  return { jobs };
}

/** Why the decision can't be taken back any more: something else was said since. Null: nothing was. */
function whatMoved(
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
  member: PlanMember,
  before: Before,
  action: ItemAction['action'],
): string | null {
  const { field, remote, after } = before;
  const rule = rulesOf(member, work.references, state).find((each) => each.field === field);
  if (!rule || rule.remote !== remote) return `${member.key} maps ${field} to ${remote} no longer.`;
  if (!sameValue(state.fields[field] ?? null, after.value) || versionOf(state, field) !== after.version)
    return `${field} was changed since, by ${state.origins[field]?.by ?? 'somebody'}: decide on what stands now.`;
  const { seen } = mapping.shadow;
  const isAsBefore = sameValue(seen[remote], before.seen);
  const ours = rule.project(after.value, seen[remote]);
  const showsOurs = writesHere(action) && ours !== undefined && isInStep(ours, mapping.shadow, remote);
  if (!isAsBefore && !showsOurs)
    return `${member.key} shows another value of ${field} since: decide on what stands now.`;
  return null;
}

/** Whether the decision was written to the side that the item is about. */
function writesHere(action: ItemAction['action']): boolean {
  return action !== 'take_remote' && action !== 'ignore' && action !== 'resolve';
}

function restore(
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
  before: Before,
  action: ItemAction['action'],
): void {
  const { field, remote, held } = before;
  const { shadow } = mapping;
  mapping.shadow = {
    ...shadow,
    base: withPart(shadow.base, remote, before.base),
    // What was written there still shows, until what stood there is written back.
    sent: writesHere(action) ? shadow.sent : withPart(shadow.sent, remote, before.sent),
    approved: withPart(shadow.approved, remote, before.approved),
    reversals: withPart(shadow.reversals, remote, before.reversals),
    held: { ...shadow.held, [remote]: writesHere(action) ? { ...held, restore: before.seen ?? null } : held },
  };
  mapping.dirty = true;
  work.touched.add(state);
  if (sameValue(state.fields[field] ?? null, before.value ?? null)) return;
  const { at, by } = before.origin ?? { at: work.now.toISOString(), by: 'hub' };
  applyOutcome(
    work,
    state,
    'hub',
    { patch: { [field]: before.value ?? null }, origins: { [field]: { at, by } }, decisions: [] },
    { decision: `taken back by a person: ${action}` },
  );
}

function versionOf(state: EntityState, field: string): number {
  return state.origins[field]?.version ?? 1;
}

function withPart<Value>(
  all: Readonly<Record<string, Value>>,
  name: string,
  value: Value | undefined,
): Readonly<Record<string, Value>> {
  const { [name]: _, ...others } = all;
  return value === undefined ? others : { ...others, [name]: value };
}

function present<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
}
