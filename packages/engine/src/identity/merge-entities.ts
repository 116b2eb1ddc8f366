import { type FieldOrigin, type Json, sameValue } from '@syncline/core';
import { activeCorrelationId } from '@syncline/observability';
import type { EnqueueRequest } from '@syncline/queue';
import {
  cancelWrites,
  type EntityState,
  type FieldChoice,
  insertMerge,
  type MappingState,
  type MovedParts,
  movePartsTo,
  noteMerged,
  referrersOf,
  type Sql,
  writeAudit,
  writesUnderWay,
} from '@syncline/store';
import { identityKinds } from '../configuration/identity-schema.ts';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import { newEntityStep } from '../sync/entity-steps.ts';
import { finishWork } from '../sync/finish-work.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { applyOutcome, type MergeWork, type WorkSource } from '../sync/merge-work.ts';
import { openWork } from '../sync/open-work.ts';
import { readIdentitySettings } from './identity-settings.ts';
import { chooseFields, chooseSurvivor, type Side } from './survivorship.ts';

/** What was decided: these two are one. */
export interface MergeDecision {
  readonly workspaceId: number;
  readonly entityIds: readonly [string, string];
  /** The one that stays; absent: the one with more records, then the fuller, then the older. */
  readonly survivorId?: string | undefined;
  /** By field, whose value stays, by the entity's id; the others as `chooseFields` has it. */
  readonly chosen?: Readonly<Record<string, string>> | undefined;
  readonly duplicateId: number | null;
  /** Nobody was asked: what a vendor has as two records stays two. */
  readonly isAutomatic?: boolean;
  /** `identity`: by itself. */
  readonly actor: string;
  readonly why: string | null;
}

export type MergeOutcome =
  | { readonly outcome: 'merged'; readonly mergeId: number; readonly survivorId: string; readonly loserId: string }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly reason: string };

/** Makes two entities one, in one transaction. */
export async function mergeEntities(ctx: EngineContext, decision: MergeDecision): Promise<MergeOutcome> {
  const { outcome, jobs } = await ctx.store.transaction((tx) => mergeIn(ctx, tx, decision));
  await enqueueAfterCommit(ctx, jobs);
  return outcome;
}

/**
 * As `mergeEntities`, in the caller's transaction; the jobs are to be enqueued after it. The survivor takes the loser's
 * records, edges, keys of files and open items over; the loser stays as a tombstone that says what it is part of. An entity has
 * one record at a stream: where both have one, the loser's rests, is read and is not written. Nothing is deleted anywhere.
 */
export async function mergeIn(
  ctx: EngineContext,
  tx: Sql,
  decision: MergeDecision,
): Promise<{ readonly outcome: MergeOutcome; readonly jobs: readonly EnqueueRequest[] }> {
  const { workspaceId, entityIds } = decision;
  const refused = (reason: string) => ({ outcome: { outcome: 'refused' as const, reason }, jobs: [] });
  if (entityIds[0] === entityIds[1]) return refused('They are one and the same already.');
  const plan = await loadPlan(ctx, tx, workspaceId);
  const referrers = [
    ...(await referrersOf(tx, workspaceId, entityIds[0])),
    ...(await referrersOf(tx, workspaceId, entityIds[1])),
  ];
  const work = await openWork(tx, plan, sourceOfIdentity(decision), ctx.clock.now(), [...entityIds, ...referrers]);
  const [a, b] = entityIds.map((id) => work.states.get(id));
  if (!a || !b) return { outcome: { outcome: 'not_found' }, jobs: [] };
  const gone = [a, b].find(({ deletedAt }) => deletedAt !== null);
  if (gone) return refused(`${gone.kind} ${gone.id} is ${gone.mergedInto ? `part of ${gone.mergedInto}` : 'deleted'}.`);
  if (a.kind !== b.kind) return refused(`One is a ${a.kind}, the other a ${b.kind}.`);
  const kind = identityKinds.find((each) => each === a.kind);
  if (!kind) return refused(`Entities of kind ${a.kind} are not merged.`);
  const [survivor, loser] =
    decision.survivorId === undefined ? chooseSurvivor(a, b) : decision.survivorId === b.id ? [b, a] : [a, b];
  const vendor = decision.isAutomatic ? commonConnection(a, b) : null;
  if (vendor !== null)
    return refused(`Both have a record at ${plan.connectionNames.get(vendor) ?? `connection ${vendor}`}.`);
  if (await writesUnderWay(tx, workspaceId, [loser.id]))
    return refused(`A write of ${loser.id} is under way. Try again when it is answered.`);
  const rule = (await readIdentitySettings(tx, workspaceId))[kind];
  const choices = chooseFields(plan, survivor, loser, sidesOf(decision.chosen ?? {}, loser), work.now);
  const before = { survivor: imageOf(survivor), loser: imageOf(loser) };
  takeFields(work, survivor, loser, choices);
  const version = survivor.version;
  const mappings = takeRecords(survivor, loser);
  bury(work, survivor, loser);
  work.touched.add(survivor);
  // What it came to is not written: the differences are accepted until a field changes again.
  if (!rule.announce) work.accepting.add(survivor);
  const renamed = renameReferrers(work, survivor, loser);
  await cancelWrites(tx, workspaceId, loser.id, `It is part of ${survivor.id} now.`);
  const resting = mappings.filter(({ state }) => state === 'duplicate').map(({ connectionId }) => connectionId);
  const parts = await movePartsTo(tx, workspaceId, survivor.id, loser.id, resting);
  const jobs = await finishWork(tx, work);
  const merge = {
    workspaceId,
    kind,
    survivorId: survivor.id,
    loserId: loser.id,
    duplicateId: decision.duplicateId,
    actor: decision.actor,
    why: decision.why,
    choices,
    survivorBefore: before.survivor,
    loserBefore: before.loser,
    version,
    moved: { ...parts, mappings, referrers: renamed },
    isAnnounced: rule.announce,
  };
  const mergeId = await insertMerge(tx, merge);
  await noteMerged(tx, merge, mergeId);
  await audit(tx, merge, mergeId);
  return { outcome: { outcome: 'merged', mergeId, survivorId: survivor.id, loserId: loser.id }, jobs };
}

/** Who changes what, of merges and of taking them apart. */
export function sourceOfIdentity({
  workspaceId,
  actor,
}: {
  readonly workspaceId: number;
  readonly actor: string;
}): WorkSource {
  return {
    workspaceId,
    actor,
    connectionId: null,
    stream: null,
    pageId: null,
    processId: null,
    correlationId: activeCorrelationId() ?? null,
    method: 'manual',
    lane: 'live',
    isBackfill: false,
  };
}

function commonConnection(a: EntityState, b: EntityState): number | null {
  const connectionsOf = ({ mappings, duplicates = [] }: EntityState): number[] =>
    [...mappings, ...duplicates].flatMap(({ connectionId, state }) => (state === 'gone' ? [] : [connectionId]));
  const own = new Set(connectionsOf(a));
  return connectionsOf(b).find((id) => own.has(id)) ?? null;
}

function sidesOf(chosen: Readonly<Record<string, string>>, loser: EntityState): Record<string, Side> {
  return Object.fromEntries(
    Object.entries(chosen).map(([field, id]) => [field, id === loser.id ? ('loser' as const) : ('survivor' as const)]),
  );
}

function imageOf({ version, fields, origins }: EntityState) {
  return { version, fields: { ...fields }, origins: { ...origins } };
}

function takeFields(
  work: MergeWork,
  survivor: EntityState,
  loser: EntityState,
  choices: Readonly<Record<string, FieldChoice>>,
): void {
  const patch: Record<string, Json> = {};
  const origins: Record<string, Pick<FieldOrigin, 'at' | 'by'>> = {};
  for (const [field, { from, value }] of Object.entries(choices)) {
    if (sameValue(survivor.fields[field], value)) continue;
    patch[field] = value;
    const origin = from === 'loser' ? loser.origins[field] : undefined;
    origins[field] = origin ? { at: origin.at, by: origin.by } : { at: work.now.toISOString(), by: 'hub' };
  }
  // Fields that no remote had a say in before keep being nobody's.
  const told = Object.keys(survivor.origins).length > 0 || Object.keys(loser.origins).length > 0;
  applyOutcome(
    work,
    survivor,
    'hub',
    { patch, origins: told ? origins : {}, decisions: [] },
    { decision: `merged with ${loser.kind} ${loser.id}`, alsoChanged: true },
  );
}

/** Records go over; one that the survivor has another record beside of comes to rest. */
function takeRecords(survivor: EntityState, loser: EntityState): MovedParts['mappings'] {
  const isTaken = (mapping: MappingState): boolean =>
    survivor.mappings.some(
      (own) => own.state === 'linked' && own.connectionId === mapping.connectionId && own.stream === mapping.stream,
    );
  const moved = [...loser.mappings, ...(loser.duplicates ?? [])].map((mapping) => {
    const rests = mapping.state === 'duplicate' || (mapping.state === 'linked' && isTaken(mapping));
    const { connectionId, stream, externalId, home } = mapping;
    const state = rests ? ('duplicate' as const) : mapping.state;
    const after: MappingState = { ...mapping, state, home: false, dirty: true };
    const note = { connectionId, stream, externalId, home, state, ...(rests ? { seen: mapping.shadow.seen } : {}) };
    return { after, note: { ...note, wasResting: mapping.state === 'duplicate' } };
  });
  survivor.mappings.push(...moved.filter(({ note }) => note.state !== 'duplicate').map(({ after }) => after));
  survivor.duplicates = [
    ...(survivor.duplicates ?? []),
    ...moved.filter(({ note }) => note.state === 'duplicate').map(({ after }) => after),
  ];
  loser.mappings = [];
  loser.duplicates = [];
  return moved.map(({ note }) => note);
}

function bury(work: MergeWork, survivor: EntityState, loser: EntityState): void {
  loser.version += 1;
  loser.deletedAt = work.now;
  loser.mergedInto = survivor.id;
  loser.steps.push(
    newEntityStep(work.source, loser, {
      replaced: {},
      decision: `merged into ${survivor.kind} ${survivor.id}`,
      decisions: [],
      event: 'entity.deleted',
      remoteUpdatedAt: null,
    }),
  );
}

/** Fields that name the loser name the survivor from now on. */
function renameReferrers(work: MergeWork, survivor: EntityState, loser: EntityState): MovedParts['referrers'] {
  const renamed: { id: string; field: string }[] = [];
  for (const state of work.states.values()) {
    if (state === survivor || state === loser || state.deletedAt !== null) continue;
    const fields = Object.keys(state.fields).filter((field) => state.fields[field] === loser.id);
    if (fields.length === 0) continue;
    renamed.push(...fields.map((field) => ({ id: state.id, field })));
    applyOutcome(
      work,
      state,
      'hub',
      { patch: Object.fromEntries(fields.map((field) => [field, survivor.id])), origins: {}, decisions: [] },
      { decision: `${loser.kind} ${loser.id} was merged into ${survivor.id}` },
    );
    work.touched.add(state);
  }
  return renamed;
}

async function audit(tx: Sql, merge: Parameters<typeof insertMerge>[1], mergeId: number): Promise<void> {
  const { workspaceId, actor, why, kind, survivorId, loserId, choices, moved } = merge;
  const fields = Object.entries(choices).flatMap(([field, { from, rule }]) =>
    rule === 'same' ? [] : [`${field}: ${from} by ${rule.replace('_', ' ')}`],
  );
  const details = { mergeId, survivorId, loserId, fields, records: moved.mappings.length };
  const subject = `${kind} ${survivorId} and ${loserId}`;
  await writeAudit(tx, [
    { workspaceId, actor, action: 'entity.merged', subject, entityId: survivorId, why, details },
    { workspaceId, actor, action: 'entity.merged', subject, entityId: loserId, why, details },
  ]);
}
