import { type Json, sameValue } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import {
  dismissDuplicate,
  type EntityState,
  findMerge,
  insertHints,
  laterMerge,
  type MappingState,
  type MergeRow,
  type MovedParts,
  movePartsBack,
  type NewHint,
  noteUnmerged,
  type Sql,
  stepsSince,
  writeAudit,
  writesUnderWay,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, mailboxJob } from '../enqueue.ts';
import { newEntityStep } from '../sync/entity-steps.ts';
import { finishWork } from '../sync/finish-work.ts';
import type { ActedBy, ActionOutcome } from '../sync/item-action.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { applyOutcome, type MergeWork } from '../sync/merge-work.ts';
import { openWork } from '../sync/open-work.ts';
import { traced } from '../tracing/row-trace.ts';
import { type FieldsOfOne, fieldsApart } from './fields-apart.ts';
import { sourceOfIdentity } from './merge-entities.ts';

type Undone = ActionOutcome & { readonly jobs?: readonly EnqueueRequest[] };

/**
 * Takes a merge apart, in one transaction: records, edges, keys and fields are as they were, with what was edited since going
 * with the record that it came from. The pair is not proposed again unless the evidence changes.
 */
export async function undoMerge(ctx: EngineContext, mergeId: number, by: ActedBy): Promise<ActionOutcome> {
  const { jobs = [], ...outcome } = await ctx.store.transaction((tx) => undo(ctx, tx, mergeId, by));
  await enqueueAfterCommit(ctx, jobs);
  return outcome;
}

async function undo(ctx: EngineContext, tx: Sql, mergeId: number, by: ActedBy): Promise<Undone> {
  const { workspaceId } = by;
  const found = await findMerge(tx, workspaceId, mergeId);
  if (!found) return { outcome: 'not_found' };
  const plan = await loadPlan(ctx, tx, workspaceId);
  const { survivorId, loserId, moved } = found;
  const ids = [survivorId, loserId, ...moved.referrers.map(({ id }) => id)];
  const work = await openWork(tx, plan, sourceOfIdentity(by), ctx.clock.now(), ids);
  // Under the lock of both: two who undo at once are one after the other.
  const merge = (await findMerge(tx, workspaceId, mergeId)) ?? found;
  const survivor = work.states.get(survivorId);
  const loser = work.states.get(loserId);
  const reason = await whyNot(tx, merge, survivor, loser);
  if (reason !== null || !survivor || !loser)
    return { outcome: 'refused', reason: reason ?? 'One of the two is no more.' };
  const steps = await stepsSince(tx, workspaceId, survivorId, merge.version);
  const back = giveBack(survivor, loser, moved);
  const places = new Set(back.filter(({ isRest }) => !isRest).map(({ mapping }) => placeOf(mapping)));
  const apart = fieldsApart(merge, survivor, steps, places);
  setFields(work, survivor, apart.survivor, `taken apart from ${loser.kind} ${loser.id}`);
  revive(work, loser, apart.loser, `taken apart from ${survivor.kind} ${survivor.id}`);
  renameBack(work, survivor, loser, moved);
  const own = new Set(survivor.mappings.map(({ connectionId }) => connectionId));
  const connections = back.flatMap(({ mapping }) => (own.has(mapping.connectionId) ? [] : [mapping.connectionId]));
  const jobs = [...(await finishWork(tx, work))];
  await movePartsBack(tx, workspaceId, survivorId, loserId, moved, connections);
  // What rested is read again: what was edited there meanwhile is merged like any edit.
  const hints = back.flatMap(({ mapping, isRest }): NewHint[] => (isRest ? [hintOf(workspaceId, mapping)] : []));
  await insertHints(tx, traced(hints));
  await noteUnmerged(tx, merge.id, by);
  await dismissDuplicate(tx, workspaceId, { mergeId: merge.id }, { ...by, why: by.why ?? 'taken apart' });
  await audit(tx, merge, by);
  return { outcome: 'done', jobs: [...jobs, ...hints.map(mailboxJob)] };
}

/** Why it can't be taken apart now; null: it can. */
async function whyNot(
  tx: Sql,
  merge: MergeRow,
  survivor: EntityState | undefined,
  loser: EntityState | undefined,
): Promise<string | null> {
  if (merge.undoneAt !== null) return `Merge ${merge.id} was taken apart already, by ${merge.undoneBy}.`;
  if (!survivor || !loser) return 'One of the two is no more.';
  if (survivor.mergedInto)
    return `${survivor.id} has become part of ${survivor.mergedInto}: take that merge apart first.`;
  if (survivor.deletedAt !== null) return `${survivor.id} is deleted.`;
  if (loser.mergedInto !== survivor.id) return `${loser.id} is no part of ${survivor.id} any more.`;
  const later = await laterMerge(tx, merge);
  if (later !== null) return `${survivor.id} was merged once more since: take merge ${later} apart first.`;
  const here = new Set([...survivor.mappings, ...(survivor.duplicates ?? [])].map(keyOf));
  const away = merge.moved.mappings.find((mapping) => !here.has(keyOf(mapping)));
  if (away) {
    const { rows } = await tx.query<{ name: string }>('select name from connections where id = $1', [
      away.connectionId,
    ]);
    return `${rows[0]?.name ?? 'A connection'}/${away.stream} ${away.externalId} is not linked to ${survivor.id} any more.`;
  }
  if (await writesUnderWay(tx, merge.workspaceId, [survivor.id, loser.id]))
    return 'A write of it is under way. Try again when it is answered.';
  return null;
}

interface GivenBack {
  readonly mapping: MappingState;
  /** It rested until now, and had not before. */
  readonly isRest: boolean;
}

function giveBack(survivor: EntityState, loser: EntityState, moved: MovedParts): GivenBack[] {
  const notes = new Map(moved.mappings.map((note) => [keyOf(note), note]));
  const all = [...survivor.mappings, ...(survivor.duplicates ?? [])];
  const back = all.flatMap((mapping): GivenBack[] => {
    const note = notes.get(keyOf(mapping));
    if (!note) return [];
    const isRest = mapping.state === 'duplicate' && !note.wasResting;
    const shadow = isRest ? { ...mapping.shadow, seen: note.seen ?? mapping.shadow.seen } : mapping.shadow;
    // What it showed then may be what it shows now: its hash can't tell.
    const seenHash = isRest && !sameValue(shadow.seen as Json, mapping.shadow.seen as Json) ? '' : mapping.seenHash;
    const state = isRest ? ('linked' as const) : mapping.state;
    return [{ mapping: { ...mapping, state, shadow, seenHash, home: note.home, dirty: true }, isRest }];
  });
  survivor.mappings = survivor.mappings.filter((mapping) => !notes.has(keyOf(mapping)));
  survivor.duplicates = (survivor.duplicates ?? []).filter((mapping) => !notes.has(keyOf(mapping)));
  loser.mappings = back.map(({ mapping }) => mapping).filter(({ state }) => state !== 'duplicate');
  loser.duplicates = back.map(({ mapping }) => mapping).filter(({ state }) => state === 'duplicate');
  return back;
}

/** Fields that were not there before go; the others get back what stood there. */
function setFields(work: MergeWork, state: EntityState, to: FieldsOfOne, decision: string): void {
  const names = new Set([...Object.keys(state.fields), ...Object.keys(to.fields)]);
  const changed = [...names].filter((name) => !sameValue(state.fields[name] ?? null, to.fields[name] ?? null));
  const patch = Object.fromEntries(changed.map((name) => [name, to.fields[name] ?? null]));
  applyOutcome(work, state, 'hub', { patch, origins: {}, decisions: [] }, { decision, alsoChanged: true });
  state.fields = { ...to.fields };
  state.origins = { ...to.origins };
  work.touched.add(state);
}

function revive(work: MergeWork, loser: EntityState, to: FieldsOfOne, decision: string): void {
  loser.version += 1;
  loser.deletedAt = null;
  loser.mergedInto = null;
  const replaced = Object.fromEntries(
    Object.entries(to.fields).flatMap(([field, value]): [string, Json][] =>
      sameValue(loser.fields[field], value) ? [] : [[field, loser.fields[field] ?? null]],
    ),
  );
  loser.fields = { ...to.fields };
  loser.origins = { ...to.origins };
  loser.steps.push(newEntityStep(work.source, loser, { replaced, decision, decisions: [], remoteUpdatedAt: null }));
  work.touched.add(loser);
}

function renameBack(work: MergeWork, survivor: EntityState, loser: EntityState, { referrers }: MovedParts): void {
  for (const { id, field } of referrers) {
    const state = work.states.get(id);
    if (!state || state.deletedAt !== null || state.fields[field] !== survivor.id) continue;
    applyOutcome(
      work,
      state,
      'hub',
      { patch: { [field]: loser.id }, origins: {}, decisions: [] },
      { decision: `${loser.kind} ${loser.id} was taken apart from ${survivor.id}` },
    );
    work.touched.add(state);
  }
}

function hintOf(workspaceId: number, { connectionId, stream, externalId, locator, scope }: MappingState): NewHint {
  return {
    workspaceId,
    connectionId,
    stream,
    externalId,
    locator,
    scope,
    op: 'changed',
    source: 'follow_up',
    inboxId: null,
  };
}

type Place = Pick<MappingState, 'connectionId' | 'stream'>;

function placeOf({ connectionId, stream }: Place): string {
  return `${connectionId}/${stream}`;
}

function keyOf(mapping: Place & { readonly externalId: string }): string {
  return `${placeOf(mapping)}/${mapping.externalId}`;
}

async function audit(tx: Sql, merge: MergeRow, { workspaceId, actor, why }: ActedBy): Promise<void> {
  const { kind, survivorId, loserId } = merge;
  const subject = `${kind} ${survivorId} and ${loserId}`;
  const details = { mergeId: merge.id, survivorId, loserId };
  await writeAudit(
    tx,
    [survivorId, loserId].map((entityId) => ({
      workspaceId,
      actor,
      action: 'entity.unmerged',
      subject,
      entityId,
      why,
      details,
    })),
  );
}
