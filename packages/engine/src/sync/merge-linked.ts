import { type Json, mergeRemote, type NormalisedRecord, sameValue } from '@syncline/core';
import type { AttemptRow, PreparedRecord } from '@syncline/store';
import { partialHash } from '../merge/shown-edges.ts';
import type { EntityState, MappingState } from './entity-steps.ts';
import { expressAt, rulesOf } from './member-rules.ts';
import { applyOutcome, type MergeWork } from './merge-work.ts';
import type { PlanMember } from './sync-plan.ts';

/** A read of one record, accepted as newer than what its mapping knows. */
export interface AcceptedRead {
  readonly member: PlanMember;
  readonly state: EntityState;
  readonly mapping: MappingState;
  readonly record: PreparedRecord;
  readonly fields: NormalisedRecord['fields'];
  readonly edgesChanged: boolean;
  readonly readEndedSeq: number;
  readonly attempts: readonly AttemptRow[];
}

/** Merges what a linked record shows; true when the entity changed. */
export function mergeLinked(work: MergeWork, read: AcceptedRead): boolean {
  const { member, state, mapping, record } = read;
  const times = record.fieldTimes ?? {};
  const recordTime = Math.min(Date.parse(record.remoteUpdatedAt ?? '') || work.now.getTime(), work.now.getTime());
  const attempts = read.attempts.filter(
    (attempt) => attempt.connectionId === mapping.connectionId && attempt.stream === mapping.stream,
  );
  const merged = mergeRemote({
    member: member.key,
    entity: state.fields,
    origins: state.origins,
    shadow: mapping.shadow,
    incoming: read.fields,
    timeOf: (remote) => new Date(Math.min(Date.parse(times[remote] ?? '') || recordTime, work.now.getTime())),
    attempts,
    rules: rulesOf(member, work.references, state),
    holders: (field) => holdersOf(work, state, mapping, field),
    express: (remote, value) => expressAt(member, remote, value),
    now: work.now,
  });
  const isBack = state.deletedAt !== null && mapping.state === 'gone';
  const seenChanged = !sameValue(merged.shadow.seen as Json, mapping.shadow.seen as Json);
  const own = mapping.home ? ownFields(member, read.fields, state) : {};
  mapping.shadow = merged.shadow;
  noteRead(mapping, read, work);
  for (const conflict of merged.conflicts) work.conflicts.push({ state, mapping, member, conflict });
  for (const problem of merged.unmappable) work.unmappable.push({ state, mapping, member, problem });
  for (const attempt of attempts)
    for (const field of merged.landed)
      if (field.attempt === attempt) work.landed.push({ attemptId: attempt.id, remote: field.remote });
  for (const remote of merged.released) work.released.push({ state, mapping, remote });
  const changed = applyOutcome(
    work,
    state,
    member.key,
    { ...merged, patch: { ...own, ...merged.patch } },
    {
      decision: summaryOf(merged.decisions),
      alsoChanged: read.edgesChanged || isBack,
      remoteUpdatedAt: record.remoteUpdatedAt,
    },
  );
  if (changed) state.deletedAt = null;
  if (changed || seenChanged) work.touched.add(state);
  return changed;
}

/** A record that rests beside another one of its stream: what it shows is remembered, and changes nothing. */
export function noteResting(work: MergeWork, read: AcceptedRead): void {
  const { mapping, fields } = read;
  mapping.shadow = { ...mapping.shadow, seen: { ...mapping.shadow.seen, ...fields } };
  noteRead(mapping, read, work);
  mapping.state = 'duplicate';
}

/** What was read, remembered on its mapping. */
export function noteRead(
  mapping: MappingState,
  { record, edgesChanged, readEndedSeq }: AcceptedRead,
  work: MergeWork,
): void {
  if (!record.partial) mapping.scope = record.scope;
  mapping.locator = record.locator ?? mapping.locator;
  mapping.url = record.url ?? mapping.url;
  mapping.remoteUpdatedAt = record.remoteUpdatedAt ?? mapping.remoteUpdatedAt;
  mapping.remoteVersion = record.version ?? mapping.remoteVersion;
  mapping.seenHash = record.partial ? partialHash(record.hash) : record.hash;
  if (!record.partial) mapping.edgesHash = record.edgesHash;
  else if (edgesChanged) mapping.edgesHash = partialHash(record.edgesHash);
  mapping.acceptedSeq = readEndedSeq;
  mapping.acceptedPageId = work.source.pageId;
  mapping.method = work.source.method;
  mapping.ownKey = record.ownKey ?? mapping.ownKey;
  mapping.state = 'linked';
  mapping.dirty = true;
}

/** Fields without a rule are the home mapping's alone: shown, never written. */
export function ownFields(
  member: PlanMember,
  incoming: Readonly<Record<string, Json>>,
  state: EntityState,
): Record<string, Json> {
  const ruled = new Set(member.rules.map((rule) => rule.field));
  const own: Record<string, Json> = {};
  for (const [field, value] of Object.entries(incoming)) {
    if (member.mapped.has(field) || ruled.has(field) || state.origins[field] !== undefined) continue;
    if (!sameValue(state.fields[field], value)) own[field] = value;
  }
  return own;
}

/** The other members whose remote shows a value for the entity's field. */
export function holdersOf(work: MergeWork, state: EntityState, own: MappingState, field: string): string[] {
  const holders: string[] = [];
  for (const mapping of state.mappings) {
    if (mapping === own || mapping.state === 'gone') continue;
    const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
    const rule = member?.rules.find((candidate) => candidate.field === field && candidate.direction !== 'out');
    if (member && rule && rule.remote in mapping.shadow.seen) holders.push(member.key);
  }
  return holders;
}

function summaryOf(decisions: readonly { readonly outcome: string }[]): string {
  const outcomes = new Set(decisions.map((decision) => decision.outcome));
  if (outcomes.has('conflict')) return 'taken in part; the rest waits for a person';
  if (outcomes.has('merged')) return 'both sides changed, merged';
  if (outcomes.has('taken')) return 'the remote was taken';
  return 'both sides agree';
}
