import { firstLink, type Json, newId } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import {
  findPersonRecord,
  findPersonRecords,
  moveEdges,
  type PersonRecordRow,
  refuseMatches,
  type Sql,
  writeAudit,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import { type EntityState, type MappingState, newEntityStep } from '../sync/entity-steps.ts';
import { finishWork } from '../sync/finish-work.ts';
import type { ActedBy } from '../sync/item-action.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { rulesOf } from '../sync/member-rules.ts';
import { ownFields } from '../sync/merge-linked.ts';
import { applyOutcome, type MergeWork } from '../sync/merge-work.ts';
import { openWork } from '../sync/open-work.ts';
import { sourceOf } from './decide-person.ts';
import { takeOffLines } from './take-off-lines.ts';

/** A user's record that was taken for somebody whom it is not. */
export interface MistakenRecord {
  readonly personId: string;
  /** Name or id. */
  readonly connection: string;
  readonly externalId: string;
}

/** Two users that were one: `leftId` is whose record left. */
export interface PartedPerson {
  readonly personId: string;
  readonly leftId: string;
  readonly record: PersonRecordRow;
}

export type PartOutcome =
  | { readonly outcome: 'parted'; readonly parted: PartedPerson }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * A record was taken for somebody whom it is not: no line of `people` says so any longer, it is a user of its own, and
 * nothing joins both again but a person's word. What was written while they were one is repaired by `repairParted`.
 * Deciding it again changes nothing.
 */
export async function partPerson(ctx: EngineContext, mistaken: MistakenRecord, by: ActedBy): Promise<PartOutcome> {
  const { workspaceId } = by;
  const { personId } = mistaken;
  const record = await findPersonRecord(ctx.store, workspaceId, mistaken);
  const standing = await findPersonRecords(ctx.store, workspaceId, [personId]);
  if (!record || standing.length === 0) return { outcome: 'not_found' };
  const others = standing.filter((each) => !isSame(each, record));
  if (others.length === 0)
    return {
      outcome: 'refused',
      reason: `${record.connectionName} ${record.names[0]} is the only record of this user: there is nobody to take it apart from.`,
    };
  const refused = await takeOffLines(ctx, record, others, by);
  if (refused !== null) return { outcome: 'refused', reason: refused };
  const done = await ctx.store.transaction((tx) => part(ctx, tx, { personId, record, others }, by));
  if (done) await enqueueAfterCommit(ctx, done.jobs);
  return { outcome: 'parted', parted: { personId, leftId: done?.leftId ?? record.entityId, record } };
}

/** Null: the record was no longer the person's. */
async function part(
  ctx: EngineContext,
  tx: Sql,
  given: { readonly personId: string; readonly record: PersonRecordRow; readonly others: readonly PersonRecordRow[] },
  by: ActedBy,
): Promise<{ readonly leftId: string; readonly jobs: readonly EnqueueRequest[] } | null> {
  const { personId, record, others } = given;
  const plan = await loadPlan(ctx, tx, by.workspaceId);
  const work = await openWork(tx, plan, sourceOf(by), ctx.clock.now(), [personId]);
  const state = work.states.get(personId);
  const mapping = state?.mappings.find((each) => isSame(each, record));
  if (!state || !mapping) return null;
  const left = leave(work, state, mapping);
  withoutWhatItGave(work, state, mapping, left.id);
  work.touched.add(state).add(left);
  const jobs = await finishWork(tx, work);
  await moveEdges(tx, by.workspaceId, record, { from: personId, to: left.id });
  await refuseMatches(tx, { workspaceId: by.workspaceId, ...placeOf(record) }, others.map(placeOf), by.actor);
  await writeAudit(tx, [
    {
      workspaceId: by.workspaceId,
      actor: by.actor,
      action: 'person.apart',
      subject: `user ${personId} and user ${left.id}`,
      entityId: personId,
      why: by.why,
      details: { otherId: left.id, ...placeOf(record), connection: record.connectionName },
    },
  ]);
  return { leftId: left.id, jobs };
}

/** The record becomes a new entity, as if it had just been read. */
function leave(work: MergeWork, state: EntityState, mapping: MappingState): EntityState {
  const left: EntityState = {
    workspaceId: state.workspaceId,
    id: newId(),
    kind: state.kind,
    version: 1,
    fields: {},
    origins: {},
    deletedAt: null,
    mappings: [],
    isNew: true,
    steps: [],
  };
  state.mappings = state.mappings.filter((each) => each !== mapping);
  left.mappings.push(mapping);
  const given = valuesOf(work, left, mapping);
  mapping.home = true;
  mapping.dirty = true;
  left.fields = given.patch;
  for (const [field, origin] of Object.entries(given.origins)) left.origins[field] = { ...origin, version: 1 };
  left.steps.push(
    newEntityStep(work.source, left, {
      replaced: {},
      decision: `taken apart from ${state.id}`,
      decisions: [],
      event: 'entity.created',
      remoteUpdatedAt: mapping.remoteUpdatedAt,
    }),
  );
  work.states.set(left.id, left);
  return left;
}

/** What the person had of the record that left, they have of their others, or not at all. */
function withoutWhatItGave(work: MergeWork, state: EntityState, gone: MappingState, leftId: string): void {
  const key = work.plan.memberOf(gone.connectionId, gone.stream)?.key;
  const given = Object.keys(state.fields).filter((field) => {
    const by = state.origins[field]?.by;
    return by === undefined ? gone.home : by === key;
  });
  const [home] = state.mappings.toSorted((a, b) => Number(b.home) - Number(a.home));
  if (gone.home && home) {
    home.home = true;
    home.dirty = true;
  }
  const patch: Record<string, Json> = Object.fromEntries(given.map((field) => [field, null]));
  const origins: Record<string, { readonly at: string; readonly by: string }> = {};
  for (const mapping of state.mappings.toSorted((a, b) => Number(a.home) - Number(b.home))) {
    const values = valuesOf(work, { ...state, fields: {}, origins: {} }, mapping);
    for (const field of given) {
      if (!(field in values.patch)) continue;
      patch[field] = values.patch[field]!;
      if (values.origins[field]) origins[field] = values.origins[field];
    }
  }
  const outcome = { patch, origins, decisions: [] };
  applyOutcome(work, state, 'syncline', outcome, { decision: `taken apart from ${leftId}`, alsoChanged: true });
}

/** What a record alone says of its user. */
function valuesOf(work: MergeWork, state: EntityState, mapping: MappingState) {
  const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
  const { seen } = mapping.shadow;
  if (!member) return { patch: { ...seen }, origins: {} };
  const made = firstLink({
    member: member.key,
    entity: {},
    incoming: seen,
    timeOf: () => work.now,
    rules: rulesOf(member, work.references, state),
    onLink: { mode: 'authority', member: member.key },
    acceptDifferences: true,
    now: work.now,
  });
  return { patch: { ...ownFields(member, seen, state), ...made.patch }, origins: made.origins };
}

type Place = Pick<PersonRecordRow, 'connectionId' | 'stream' | 'externalId'>;

function placeOf({ connectionId, stream, externalId }: Place): Place {
  return { connectionId, stream, externalId };
}

function isSame(one: Place, other: Place): boolean {
  return one.connectionId === other.connectionId && one.stream === other.stream && one.externalId === other.externalId;
}
