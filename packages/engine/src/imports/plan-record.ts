import { type Json, sameValue } from '@syncline/core';
import type { ProjectedRecord, RowProblem } from '@syncline/imports';
import type { EntityState, ImportEffect } from '@syncline/store';
import { forbiddenBecause } from '../sync/edit-entity.ts';
import { newEntityStep } from '../sync/entity-steps.ts';
import { applyOutcome } from '../sync/merge-work.ts';
import { faultMessage, faultOfEntity } from '../sync/required-fields.ts';
import type { AppliedRecord, Round } from './apply-rows.ts';
import { BY_IMPORT } from './import-source.ts';
import type { Resolved } from './resolve-records.ts';

/** What is to be done about one record of a row, before anything is changed. */
export interface PlannedRecord {
  readonly record: ProjectedRecord;
  readonly state: EntityState;
  readonly isNew: boolean;
  readonly revives: boolean;
  readonly recognisedBy: string | null;
  /** What this row says of it, beside what earlier rows said otherwise. */
  readonly says: Readonly<Record<string, Json>>;
  readonly saidUnderKey: Record<string, Json>;
  readonly patch: Readonly<Record<string, Json>>;
}

type Planned = { readonly record: PlannedRecord | null; readonly problems: readonly RowProblem[] };

/** Decides about a record; `entities` are those of this row by their kind, `newId` is for an entity that has to be made. */
export function planRecord(
  round: Round,
  row: number,
  record: ProjectedRecord,
  resolved: Resolved,
  entities: ReadonlyMap<string, string>,
  newId: string,
): Planned {
  if (resolved.outcome === 'ambiguous') {
    const message = `${resolved.entityIds.length} records of the hub have this ${resolved.by}: ${resolved.entityIds.join(', ')}.`;
    return refused(problemOf(row, 'error', 'ambiguous', message));
  }
  const links = Object.entries(record.links).flatMap(([field, kind]) => {
    const entityId = entities.get(kind);
    return entityId === undefined ? [] : [[field, entityId] as const];
  });
  const says: Record<string, Json> = { ...record.fields, ...Object.fromEntries(links) };
  const standing = resolved.outcome === 'new' ? undefined : round.work.states.get(resolved.entityId);
  if (!standing) return planNew(round, row, record, says, newId);
  const revives = standing.deletedAt !== null;
  if (revives && !round.revivable.has(standing.id))
    return refused(problemOf(row, 'error', 'deleted', `This ${record.kind} was deleted in the hub (${standing.id}).`));
  const problems: RowProblem[] = [];
  const said = round.effects.get(standing.id)?.said ?? {};
  for (const [field, value] of Object.entries(says)) {
    if (said[field] === undefined || sameValue(said[field], value)) continue;
    problems.push(
      problemOf(
        row,
        'warning',
        'contradicts',
        `${field}: an earlier row says otherwise of this ${record.kind}; that one stands.`,
      ),
    );
    delete says[field];
  }
  const base = revives ? {} : saidBefore(round, resolved);
  const patch: Record<string, Json> = {};
  for (const [field, value] of Object.entries(says)) {
    if (sameValue(standing.fields[field], value)) continue;
    // What files of this shape said before is nothing new: what people have made of it since stands.
    if (field in base && sameValue(base[field], value)) continue;
    // Nor is what this import has said itself.
    if (!revives && said[field] !== undefined) continue;
    const reason = forbiddenBecause(round.work, standing, field);
    if (reason === null) patch[field] = value;
    else problems.push(problemOf(row, 'warning', 'kept', `${field}: ${reason}.`));
  }
  const next = { ...standing, deletedAt: null, fields: { ...standing.fields, ...patch } };
  const fault = faultOfEntity(round.work.plan, next, new Set(Object.keys(patch)));
  if (fault)
    return refused(problemOf(row, 'error', 'required', `${fault.field}: ${faultMessage(fault.member, fault)}`));
  const saidUnderKey = { ...ownSaid(round, resolved), ...says };
  const recognisedBy = resolved.outcome === 'recognised' ? resolved.by : 'an earlier import';
  return {
    record: { record, state: standing, isNew: false, revives, recognisedBy, says, saidUnderKey, patch },
    problems,
  };
}

function planNew(round: Round, row: number, record: ProjectedRecord, says: Record<string, Json>, id: string): Planned {
  const origin = { at: round.work.now.toISOString(), by: BY_IMPORT, version: 1 };
  const state: EntityState = {
    workspaceId: round.imported.workspaceId,
    id,
    kind: record.kind,
    version: 1,
    fields: { ...says },
    origins: Object.fromEntries(Object.keys(says).map((field) => [field, origin])),
    deletedAt: null,
    mappings: [],
    isNew: true,
    steps: [],
  };
  const fault = faultOfEntity(round.work.plan, state, null);
  if (fault)
    return refused(problemOf(row, 'error', 'required', `${fault.field}: ${faultMessage(fault.member, fault)}`));
  const planned = {
    record,
    state,
    isNew: true,
    revives: false,
    recognisedBy: null,
    says,
    saidUnderKey: { ...says },
    patch: says,
  };
  return { record: planned, problems: [] };
}

/** Carries out what was planned: entity, history, and the effect that an undo takes back. */
export function putRecord(round: Round, row: number, planned: PlannedRecord): AppliedRecord {
  const { state, isNew, revives, patch, record } = planned;
  const before = isNew ? {} : { ...state.fields };
  const stood = state.version;
  const decision = `imported from row ${row} of ${round.imported.name}`;
  const replaced = Object.fromEntries(
    Object.keys(patch)
      .filter((field) => field in before)
      .map((field) => [field, before[field]!]),
  );
  if (isNew) {
    state.steps.push(
      newEntityStep(round.work.source, state, {
        replaced: {},
        decision,
        decisions: [],
        event: 'entity.created',
        remoteUpdatedAt: null,
      }),
    );
    round.work.states.set(state.id, state);
    round.work.touched.add(state);
  } else if (revives || Object.keys(patch).length > 0) {
    const at = round.work.now.toISOString();
    state.deletedAt = null;
    const origins = Object.fromEntries(Object.keys(patch).map((field) => [field, { at, by: BY_IMPORT }]));
    applyOutcome(round.work, state, BY_IMPORT, { patch, origins, decisions: [] }, { decision, alsoChanged: revives });
    round.work.touched.add(state);
  }
  const action = isNew ? 'created' : revives ? 'revived' : Object.keys(patch).length > 0 ? 'updated' : 'unchanged';
  noteEffect(round, row, planned, action, { stood, replaced });
  const changes = Object.fromEntries(
    Object.entries(patch).map(([field, to]) => [field, { from: before[field] ?? null, to }]),
  );
  return { kind: record.kind, entityId: state.id, action, recognisedBy: planned.recognisedBy, changes };
}

function noteEffect(
  { effects, imported }: Round,
  row: number,
  { state, says, patch }: PlannedRecord,
  action: ImportEffect['action'],
  { stood, replaced }: { readonly stood: number; readonly replaced: Readonly<Record<string, Json>> },
): void {
  const standing = effects.get(state.id);
  const isMade = standing?.action === 'created' || standing?.action === 'revived';
  effects.set(state.id, {
    importId: imported.id,
    entityId: state.id,
    action: standing === undefined || standing.action === 'unchanged' ? action : standing.action,
    row: standing?.row ?? row,
    said: { ...standing?.said, ...says },
    applied: { ...standing?.applied, ...patch },
    // What stood before the import's first word, whatever a later row put there.
    replaced: { ...replaced, ...standing?.replaced },
    // What somebody else has done to what the import made does not become its own by a later row.
    version: isMade && standing.version !== stood ? standing.version : state.version,
    undone: null,
  });
}

/** What files of this shape had said under the record's key before this import. */
function saidBefore(round: Round, resolved: Resolved): Readonly<Record<string, Json>> {
  if (resolved.outcome !== 'known') return {};
  const { key } = resolved;
  return key.importId === round.imported.id ? (key.before?.said ?? {}) : key.said;
}

/** What rows of this import have said under the record's key so far. */
function ownSaid(round: Round, resolved: Resolved): Record<string, Json> | null {
  return resolved.outcome === 'known' && resolved.key.importId === round.imported.id ? resolved.key.said : null;
}

export function problemOf(row: number, severity: RowProblem['severity'], code: string, message: string): RowProblem {
  return { row, column: null, severity, code, message };
}

function refused(problem: RowProblem): Planned {
  return { record: null, problems: [problem] };
}
