import { type FieldRule, type Json, mergeRemote, ownerOf, sameValue } from '@syncline/core';
import { entitiesToReevaluate, heldEntities, type Sql } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import type { EntityState, MappingState } from './entity-steps.ts';
import { finishWork } from './finish-work.ts';
import { loadPlan } from './load-plan.ts';
import { expressAt, rulesOf } from './member-rules.ts';
import { holdersOf } from './merge-linked.ts';
import { applyOutcome, type MergeWork, type WorkSource } from './merge-work.ts';
import { openWork } from './open-work.ts';
import { type PlanMember, takesScope } from './sync-plan.ts';

const BATCH = 200;

const UNREADABLE = ['unmapped_reference', 'unknown_value'];
/** Reasons of holding that end by themselves: the counterpart may be known by now, the lock over. */
const PASSING = [...UNREADABLE, 'locked_field_overwrite'];

/**
 * Looks at every entity of the members' kinds again, after a field map or a policy changed (rule 3.11): new fields are
 * brought under their rule from what was seen, owners get their way, passing holds are tried again, twins are written.
 * Without an `actor` every twin that differs is written. Returns how many entities were looked at.
 */
export async function reevaluateAll(
  ctx: EngineContext,
  workspaceId: number,
  by: { readonly actor: string | null },
): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000';
  let looked = 0;
  for (;;) {
    const ids = await entitiesToReevaluate(ctx.store, workspaceId, after, BATCH);
    if (ids.length === 0) return looked;
    await reevaluate(ctx, workspaceId, ids, by.actor);
    looked += ids.length;
    after = ids.at(-1)!;
  }
}

/** Tries again what was held for reasons that pass; the scheduler does it. Returns how many entities had some. */
export async function reevaluateHeld(ctx: EngineContext): Promise<number> {
  const held = await heldEntities(ctx.store, PASSING, BATCH);
  for (const [workspaceId, entries] of Map.groupBy(held, (entry) => entry.workspaceId))
    await reevaluate(ctx, workspaceId, [...new Set(entries.map((entry) => entry.entityId))], null);
  return held.length;
}

async function reevaluate(
  ctx: EngineContext,
  workspaceId: number,
  entityIds: readonly string[],
  actor: string | null,
): Promise<void> {
  const jobs = await ctx.store.transaction(async (tx: Sql) => {
    const plan = await loadPlan(ctx, tx, workspaceId);
    const work = await openWork(tx, plan, reevaluationSource(workspaceId, actor), ctx.clock.now(), entityIds);
    for (const state of work.states.values()) {
      if (state.deletedAt !== null) continue;
      for (const mapping of state.mappings) remergeSeen(work, state, mapping);
      // A config that came into force writes nothing by itself where the records were linked before (rule 3.12):
      // only what the decisions above changed is planned.
      if (state.steps.length > 0 || actor === null) work.touched.add(state);
    }
    return finishWork(tx, work);
  });
  await enqueueAfterCommit(ctx, jobs);
}

/** Fields whose decision may be another one now are merged again, as if the remote had just shown what it last showed. */
export function remergeSeen(work: MergeWork, state: EntityState, mapping: MappingState): void {
  const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
  if (!member || !takesScope(member, mapping.scope) || mapping.state === 'gone') return;
  const rules = rulesOf(member, work.references, state);
  const again = rules.filter((rule) => {
    if (!(rule.remote in mapping.shadow.seen) || member.paused.has(rule.remote)) return false;
    const held = mapping.shadow.held[rule.remote];
    if (held) return PASSING.includes(held.reason);
    // An owner whose value is not the hub's.
    return ownerOf(rule.policy) === member.key;
  });
  if (again.length > 0) mergeAgain(work, state, mapping, member, again);
}

/** Merges what the remote last showed by these rules, as if it had just shown it. */
export function mergeAgain(
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
  member: PlanMember,
  rules: readonly FieldRule[],
): void {
  const seen: Record<string, Json> = { ...mapping.shadow.seen };
  const base: Record<string, Json> = { ...mapping.shadow.base };
  const incoming: Record<string, Json> = {};
  for (const { remote } of rules) {
    const shown = seen[remote]!;
    incoming[remote] = shown;
    delete seen[remote];
    // A value that could not be taken when the record was linked was never agreed on.
    if (UNREADABLE.includes(mapping.shadow.held[remote]?.reason ?? '') && sameValue(base[remote], shown))
      delete base[remote];
  }
  const time = new Date(Math.min(new Date(mapping.remoteUpdatedAt ?? work.now).getTime(), work.now.getTime()));
  const merged = mergeRemote({
    member: member.key,
    entity: state.fields,
    origins: state.origins,
    shadow: { ...mapping.shadow, seen, base },
    incoming,
    timeOf: () => time,
    attempts: [],
    rules,
    holders: (field) => holdersOf(work, state, mapping, field),
    express: (remote, value) => expressAt(member, remote, value),
    now: work.now,
  });
  mapping.shadow = merged.shadow;
  mapping.dirty = true;
  for (const conflict of merged.conflicts) work.conflicts.push({ state, mapping, member, conflict });
  for (const remote of merged.released) work.released.push({ state, mapping, remote });
  applyOutcome(work, state, member.key, merged, { decision: 'looked at again' });
}

/** Whoever has entities looked at again, on no new evidence. */
export function reevaluationSource(workspaceId: number, actor: string | null): WorkSource {
  return {
    workspaceId,
    actor,
    connectionId: null,
    stream: null,
    pageId: null,
    processId: null,
    correlationId: null,
    method: 'manual',
    lane: 'bulk',
    isBackfill: false,
  };
}
