import { type FieldRule, type Json, mergeRemote, ownerOf, sameValue } from '@syncline/core';
import type { EntityState, MappingState } from './entity-steps.ts';
import { expressAt, rulesOf } from './member-rules.ts';
import { holdersOf } from './merge-linked.ts';
import { applyOutcome, type MergeWork, type WorkSource } from './merge-work.ts';
import { type PlanMember, takesScope } from './sync-plan.ts';

const UNREADABLE = ['unmapped_reference', 'unknown_value'];
/** Reasons of holding that end by themselves: the counterpart may be known by now, the lock over. */
export const PASSING = [...UNREADABLE, 'locked_field_overwrite'];

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
