import { planPatch } from '@syncline/core';
import type { NewWriteback } from '@syncline/store';
import type { EntityState } from './entity-steps.ts';
import { rulesOf } from './member-rules.ts';
import type { MergeWork } from './merge-work.ts';
import { ownKeyOf } from './own-key.ts';
import { isWritable, type PlanMember } from './sync-plan.ts';

/**
 * Rule 5.1: every mapping whose `seen` differs from the entity's projection has a writeback, the origin's too; so
 * has every connection in which the entity should exist and does not. What exactly is written is decided when it
 * is sent; sensitive fields that wait for an approval become items.
 */
export function decideWritebacks(work: MergeWork, states: readonly EntityState[]): NewWriteback[] {
  const requests: NewWriteback[] = [];
  for (const state of states) {
    if (state.deletedAt !== null) continue;
    for (const mapping of state.mappings) {
      const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
      if (!member || mapping.state === 'gone') continue;
      const { patch, awaiting } = planPatch(
        member.key,
        state.fields,
        mapping.shadow,
        rulesOf(member, work.references, state),
        (remote) => isWritable(member, remote),
      );
      if (Object.keys(patch).length > 0 || awaiting.length > 0)
        requests.push(requestFor(work, state, member, 'update', mapping.externalId, mapping.scope));
    }
    requests.push(...missingTwins(work, state));
  }
  return requests;
}

function missingTwins(work: MergeWork, state: EntityState): NewWriteback[] {
  const requests: NewWriteback[] = [];
  for (const member of work.plan.membersOfKind(state.kind)) {
    const wanted = wantedScope(work, member);
    if ((!member.creates && wanted === null) || !member.stream.writes?.create) continue;
    // Rule 3.12: a backfill fires no automation.
    if (work.source.isBackfill && !member.backfillWritesBack) continue;
    if (state.mappings.some((m) => m.connectionId === member.connectionId && m.stream === member.stream.name)) continue;
    const scope = wanted ?? scopeFor(work, member, state);
    if (scope !== null) requests.push(requestFor(work, state, member, 'create', null, scope));
  }
  return requests;
}

/** Where somebody asked for the entity to be made; null: not at this member. */
function wantedScope({ source: { wantedAt } }: MergeWork, member: PlanMember): string | null {
  if (wantedAt?.connectionId !== member.connectionId || wantedAt.stream !== member.stream.name) return null;
  return wantedAt.scope;
}

/** Where a twin belongs: one place for all, or by where its origin is; null: nowhere. */
function scopeFor(work: MergeWork, member: PlanMember, state: EntityState): string | null {
  const { createIn } = member;
  if (typeof createIn === 'string') return createIn;
  const scopes = [...state.mappings]
    .sort((a, b) => Number(b.home) - Number(a.home))
    .map(({ connectionId, stream, scope }) => [scope, work.plan.memberOf(connectionId, stream)?.scopeName(scope)]);
  if (createIn !== undefined) {
    for (const name of scopes.flat()) if (name !== undefined && createIn[name] !== undefined) return createIn[name];
    return createIn['*'] ?? null;
  }
  return member.scopes?.length === 1 ? member.scopes[0]! : null;
}

function requestFor(
  work: MergeWork,
  state: EntityState,
  member: PlanMember,
  op: NewWriteback['op'],
  externalId: string | null,
  scope: string,
): NewWriteback {
  const { plan, source } = work;
  return {
    workspaceId: plan.workspaceId,
    entityId: state.id,
    connectionId: member.connectionId,
    stream: member.stream.name,
    externalId,
    op,
    lane: source.lane,
    scope,
    ownKey: op === 'create' ? ownKeyOf(plan.workspaceId, state.id, member.connectionId, member.stream.name) : null,
    processId: source.processId,
    correlationId: source.correlationId,
    causedAt: work.now,
  };
}
