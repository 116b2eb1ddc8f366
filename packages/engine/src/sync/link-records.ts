import { firstLink, isEmpty, type Json, type MatchedPair, newId, ownerOf } from '@syncline/core';
import {
  findReservations,
  loadEntityStates,
  openAttempts,
  type PreparedRecord,
  type Sql,
  saveWaiting,
  stopWaiting,
} from '@syncline/store';
import { sameFiles } from '../files/same-files.ts';
import { loadAuthors } from './bylines.ts';
import type { EntityState } from './entity-steps.ts';
import { newEntityStep } from './entity-steps.ts';
import { newMapping } from './govern-mapping.ts';
import { matchRecords, placeOf } from './match-records.ts';
import { matchKeyOf } from './match-values.ts';
import { rulesOf } from './member-rules.ts';
import { holdersOf, mergeLinked, noteRead, ownFields } from './merge-linked.ts';
import { applyOutcome, type MergeWork } from './merge-work.ts';
import { ownKeyOf } from './own-key.ts';
import type { PlanMember } from './sync-plan.ts';

export interface UnknownRecord {
  readonly member: PlanMember;
  readonly record: PreparedRecord;
  readonly fields: Readonly<Record<string, Json>>;
}

export type LinkOutcome =
  | { readonly outcome: 'bound' | 'linked' | 'created'; readonly state: EntityState }
  /** It is not certain, or the config wants to be asked: none is linked and none is made. */
  | { readonly outcome: 'proposal'; readonly candidates: readonly MatchedPair[] };

export interface LinkedUnknown {
  readonly unknown: UnknownRecord;
  readonly link: LinkOutcome;
  /** Our key stood on it while it is another record's: a copy made at the vendor. */
  readonly isClone: boolean;
}

/**
 * Finds out what records without a mapping are (rule 3.8): ours by our key, someone's by the match rules, or new.
 * Linking by the same key waits for one another, so that two workers can't both create.
 */
export async function linkRecords(
  tx: Sql,
  work: MergeWork,
  readEndedSeq: number,
  unknown: readonly UnknownRecord[],
): Promise<LinkedUnknown[]> {
  const origin = { workspaceId: work.plan.workspaceId, connectionId: work.source.connectionId! };
  if (unknown.length === 0) return [];
  const matcher = await matchRecords(tx, work, unknown);
  const ownKeys = unknown.flatMap(({ record }) => record.ownKey ?? []);
  const reservations = await findReservations(tx, origin, ownKeys);
  const files = await sameFiles(tx, work, unknown);
  const candidates = [
    ...[...files.values()].flat(),
    ...[...reservations.values()].map((r) => r.entityId),
    ...(work.source.boundTo ? [work.source.boundTo.entityId] : []),
  ];
  const missing = candidates.filter((id) => !work.states.has(id));
  const loaded = await loadEntityStates(tx, origin.workspaceId, missing);
  for (const [id, state] of loaded) work.states.set(id, state);
  work.references.addAuthors(await loadAuthors(tx, work.plan, loaded.values()));
  const boundTo = work.source.boundTo;
  const reserving = [...reservations.values()].map((reservation) => reservation.entityId);
  reserving.push(...[...files.values()].flat());
  if (boundTo) reserving.push(boundTo.entityId);
  work.attempts.push(...(await openAttempts(tx, origin.workspaceId, reserving)));
  const linked: LinkedUnknown[] = [];
  for (const entry of unknown) {
    const reserved = reservationOf(entry);
    const own = reserved && work.states.get(reserved.entityId);
    if (own && reserved.stream === entry.record.stream && canTake(own, entry)) {
      // Whom a person said it is, it is linked to like any other: nothing was sent that both sides agree on.
      if (reserved === boundTo && boundTo.isDecided) link(work, own, entry, readEndedSeq);
      else bind(work, own, entry, readEndedSeq);
      matcher.noteEntity(own);
      linked.push({ unknown: entry, link: { outcome: 'bound', state: own }, isClone: false });
      continue;
    }
    const same = fileOf(entry);
    if (same) {
      const isOurs = work.attempts.some(({ entityId }) => entityId === same.id);
      (isOurs ? bind : link)(work, same, entry, readEndedSeq);
      linked.push({ unknown: entry, link: { outcome: isOurs ? 'bound' : 'linked', state: same }, isClone: false });
      continue;
    }
    // Bound to nobody that stands: someone decided that it is a new one.
    const isDecidedNew = boundTo && reserved === boundTo && !own;
    const outcome = isDecidedNew ? made(entry) : linkByMatch(entry);
    linked.push({ unknown: entry, link: outcome, isClone: own !== undefined });
  }
  await noteWaiting();
  return linked;

  function reservationOf({
    record,
  }: UnknownRecord): { readonly entityId: string; readonly stream: string } | undefined {
    if (boundTo?.stream === record.stream && boundTo.externalId === record.externalId) return boundTo;
    return record.ownKey === undefined ? undefined : reservations.get(record.ownKey);
  }

  function fileOf(entry: UnknownRecord): EntityState | undefined {
    if (boundTo?.stream === entry.record.stream && boundTo.externalId === entry.record.externalId) return undefined;
    const states = (files.get(entry) ?? []).flatMap((id) => work.states.get(id) ?? []);
    return states.find((state) => canTake(state, entry));
  }

  function linkByMatch(entry: UnknownRecord): LinkOutcome {
    const decision = matcher.decide(entry);
    if (decision.outcome === 'new') return made(entry);
    if (decision.outcome === 'uncertain') return { outcome: 'proposal', candidates: decision.pairs };
    if (entry.member.onLink.mode === 'propose') return { outcome: 'proposal', candidates: [decision.pair] };
    const state = work.states.get(decision.pair.id)!;
    link(work, state, entry, readEndedSeq);
    matcher.noteEntity(state);
    return { outcome: 'linked', state };
  }

  function made(entry: UnknownRecord): LinkOutcome {
    const state = create(work, entry, readEndedSeq);
    matcher.noteEntity(state);
    return { outcome: 'created', state };
  }

  /** Who waits is looked at again when another one comes that may be the same, or is like it. */
  async function noteWaiting(): Promise<void> {
    const waits = linked.filter(({ link: { outcome } }) => outcome === 'proposal').map((each) => each.unknown);
    const decided = linked.filter(({ link: { outcome } }) => outcome !== 'proposal').map((each) => each.unknown);
    await stopWaiting(
      tx,
      origin,
      decided.map(({ record }) => record),
    );
    const news = await saveWaiting(
      tx,
      waits.map(({ member, record }, index) => ({
        ...origin,
        stream: record.stream,
        externalId: record.externalId,
        scope: record.scope,
        locator: record.locator,
        keys: matcher.valuesOf(waits[index]!).map((value) => matchKeyOf(member.kind, value)),
      })),
    );
    work.stirred.push(...news);
    for (const { record } of waits) work.lookedAt.add(`${origin.connectionId} ${record.stream} ${record.externalId}`);
  }
}

/** An entity has one record at a stream. */
function canTake(state: EntityState, entry: UnknownRecord): boolean {
  return state.kind === entry.member.kind && placeOf(state, entry) === 'free';
}

/**
 * Our own create arriving: what we sent is what both sides agree on, and what the vendor made of it, or a person
 * edited since, is merged against that. Fields that we did not send are the hub's to decide. An entity that was deleted
 * meanwhile stays deleted, unless the vendor shows an edit.
 */
function bind(work: MergeWork, state: EntityState, entry: UnknownRecord, readEndedSeq: number): void {
  const { member, record, fields } = entry;
  const mapping = newMapping(record, member.connectionId, false);
  // Whether it shows our key or not, it is what we made: its first line is read as ours.
  if (member.bylines) mapping.ownKey = ownKeyOf(work.plan.workspaceId, state.id, member.connectionId, record.stream);
  state.mappings.push(mapping);
  const attempts = work.attempts.filter(
    (attempt) =>
      attempt.entityId === state.id && attempt.connectionId === member.connectionId && attempt.stream === record.stream,
  );
  const sent = attempts[0]?.patch ?? {};
  const rules = rulesOf(member, work.references, state);
  // What the vendor set by itself is nobody's word, not even the owner's: the hub's value is still to be written.
  const unsaid: Record<string, Json> = {};
  for (const rule of rules) {
    const ours = rule.project(state.fields[rule.field], fields[rule.remote]);
    if (ownerOf(rule.policy) !== null && !(rule.remote in sent) && ours !== undefined) unsaid[rule.remote] = ours;
    // Nor does it stand in for another side's value that has no counterpart yet.
    else if (isAwaited(work, state, rule.field)) unsaid[rule.remote] = fields[rule.remote] ?? null;
  }
  const linked = firstLink({
    member: member.key,
    entity: state.fields,
    incoming: Object.fromEntries(Object.entries(fields).filter(([field]) => !(field in sent))),
    timeOf: () => work.now,
    rules: rules.filter((rule) => !(rule.remote in unsaid)),
    onLink: { mode: 'authority', member: 'hub' },
    acceptDifferences: false,
    now: work.now,
  });
  mapping.shadow = {
    ...linked.shadow,
    seen: { ...linked.shadow.seen, ...sent },
    base: { ...linked.shadow.base, ...sent, ...unsaid },
  };
  if (state.deletedAt !== null && member.deletes.mode === 'propagate') work.unwanted.add(state);
  else {
    applyOutcome(work, state, member.key, linked, { decision: 'linked to what was made from it', alsoChanged: true });
    state.deletedAt = null;
    work.bound.add(state);
  }
  mergeLinked(work, { member, state, mapping, record, fields, edgesChanged: false, readEndedSeq, attempts });
  work.touched.add(state);
}

/** Whether the hub holds nothing of a field, and a side shows a value of it that could not be taken yet. */
function isAwaited(work: MergeWork, state: EntityState, field: string): boolean {
  if (!isEmpty(state.fields[field])) return false;
  return state.mappings.some((mapping) =>
    work.plan
      .memberOf(mapping.connectionId, mapping.stream)
      ?.rules.some((rule) => rule.field === field && rule.remote in mapping.shadow.held),
  );
}

function link(work: MergeWork, state: EntityState, entry: UnknownRecord, readEndedSeq: number): void {
  const { member, record, fields } = entry;
  const mapping = newMapping(record, member.connectionId, false);
  state.mappings.push(mapping);
  const time = new Date(record.remoteUpdatedAt ?? work.now);
  const acceptDifferences = work.source.isBackfill && !member.backfillWritesBack;
  const linked = firstLink({
    member: member.key,
    entity: state.fields,
    incoming: fields,
    timeOf: () => time,
    rules: rulesOf(member, work.references, state),
    onLink: member.onLink,
    acceptDifferences,
    holders: (field) => holdersOf(work, state, mapping, field),
    now: work.now,
  });
  mapping.shadow = linked.shadow;
  noteRead(mapping, { member, state, mapping, record, fields, edgesChanged: true, readEndedSeq, attempts: [] }, work);
  for (const conflict of linked.conflicts) work.conflicts.push({ state, mapping, member, conflict });
  for (const problem of linked.unmappable) work.unmappable.push({ state, mapping, member, problem });
  applyOutcome(work, state, member.key, linked, {
    decision: 'linked',
    alsoChanged: true,
    remoteUpdatedAt: record.remoteUpdatedAt,
  });
  if (acceptDifferences) work.accepting.add(state);
  work.touched.add(state);
}

function create(work: MergeWork, { member, record, fields }: UnknownRecord, readEndedSeq: number): EntityState {
  const state: EntityState = {
    workspaceId: work.plan.workspaceId,
    id: newId(),
    kind: member.kind,
    version: 1,
    fields: {},
    origins: {},
    deletedAt: null,
    mappings: [],
    isNew: true,
    steps: [],
  };
  work.states.set(state.id, state);
  const mapping = newMapping(record, member.connectionId, true);
  state.mappings.push(mapping);
  const time = new Date(Math.min(Date.parse(record.remoteUpdatedAt ?? '') || work.now.getTime(), work.now.getTime()));
  const made = firstLink({
    member: member.key,
    entity: {},
    incoming: fields,
    timeOf: () => time,
    rules: rulesOf(member, work.references, state),
    onLink: { mode: 'authority', member: member.key },
    acceptDifferences: true,
    now: work.now,
  });
  mapping.shadow = made.shadow;
  noteRead(mapping, { member, state, mapping, record, fields, edgesChanged: true, readEndedSeq, attempts: [] }, work);
  for (const problem of made.unmappable) work.unmappable.push({ state, mapping, member, problem });
  for (const [field, origin] of Object.entries(made.origins)) state.origins[field] = { ...origin, version: 1 };
  state.fields = { ...ownFields(member, fields, state), ...made.patch };
  state.steps.push(
    newEntityStep(work.source, state, {
      replaced: {},
      decision: 'created',
      decisions: made.decisions,
      event: 'entity.created',
      remoteUpdatedAt: record.remoteUpdatedAt,
    }),
  );
  work.touched.add(state);
  return state;
}
