import { type Json, newId } from '@syncline/core';
import { fingerprintOf, type Manifest, type ProjectedRecord, type RowProblem } from '@syncline/imports';
import type { EnqueueRequest } from '@syncline/queue';
import {
  addImportEdges,
  dropImportEdges,
  findImportEffects,
  type ImportEffect,
  type ImportRecord,
  lockImports,
  type Sql,
  saveImportEffects,
  saveImportKeys,
  tombstonedByUndo,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { finishWork } from '../sync/finish-work.ts';
import { loadPlan } from '../sync/load-plan.ts';
import type { MergeWork } from '../sync/merge-work.ts';
import { openWork } from '../sync/open-work.ts';
import { importSource } from './import-source.ts';
import { collectEdges } from './link-edges.ts';
import { type PlannedRecord, planRecord, putRecord } from './plan-record.ts';
import { createResolver } from './resolve-records.ts';

export interface RowToApply {
  readonly row: number;
  readonly records: readonly ProjectedRecord[];
  readonly problems: readonly RowProblem[];
}

export interface AppliedRow {
  readonly row: number;
  /** What it came to as a whole. */
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'failed';
  readonly problems: readonly RowProblem[];
  readonly records: readonly AppliedRecord[];
}

/** One record of a row, and what was done. */
export interface AppliedRecord {
  readonly kind: string;
  readonly entityId: string;
  readonly action: ImportEffect['action'];
  /** What an entity that was there already was recognised by. */
  readonly recognisedBy: string | null;
  readonly changes: Readonly<Record<string, { readonly from: Json; readonly to: Json }>>;
}

/** What a round over rows needs beside them. */
export interface Round {
  readonly imported: Pick<ImportRecord, 'id' | 'workspaceId' | 'name' | 'processId'>;
  readonly source: string;
  readonly work: MergeWork;
  /** By entity. */
  readonly effects: Map<string, ImportEffect>;
  readonly revivable: ReadonlySet<string>;
}

/**
 * Brings rows into the graph, in their order, on the way that edits in the hub take. A row is applied as a whole or not at
 * all. The caller's transaction makes it true; the jobs are to be enqueued after it.
 */
export async function applyRows(
  ctx: EngineContext,
  tx: Sql,
  imported: Round['imported'],
  manifest: Manifest,
  rows: readonly RowToApply[],
): Promise<{ readonly rows: readonly AppliedRow[]; readonly jobs: readonly EnqueueRequest[] }> {
  const { workspaceId, id } = imported;
  await lockImports(tx, workspaceId);
  const source = fingerprintOf(manifest.layout);
  const resolver = await createResolver(
    tx,
    workspaceId,
    source,
    rows.map(({ records }) => records),
  );
  const plan = await loadPlan(ctx, tx, workspaceId);
  const work = await openWork(tx, plan, importSource(imported), ctx.clock.now(), resolver.entityIds);
  const effects = await findImportEffects(tx, id, resolver.entityIds);
  const buried = [...work.states.values()].filter(({ deletedAt }) => deletedAt !== null).map((state) => state.id);
  const round: Round = {
    imported,
    source,
    work,
    effects: new Map(effects.map((effect) => [effect.entityId, effect])),
    revivable: buried.length === 0 ? new Set() : await tombstonedByUndo(tx, buried),
  };
  const keys = new Map<string, Parameters<typeof saveImportKeys>[1][number]>();
  const edges = collectEdges();
  const applied = rows.map((row): AppliedRow => {
    const problems: RowProblem[] = [...row.problems];
    const entities = new Map<string, string>();
    const planned: PlannedRecord[] = [];
    for (const record of row.records) {
      const entityId = newId();
      const each = planRecord(round, row.row, record, resolver.resolve(record, entities), entities, entityId);
      problems.push(...each.problems);
      if (each.record) {
        planned.push(each.record);
        entities.set(record.kind, each.record.state.id);
      }
    }
    if (problems.some(({ severity }) => severity === 'error'))
      return { row: row.row, outcome: 'failed', problems, records: [] };
    const records = planned.map((each) => {
      const done = putRecord(round, row.row, each);
      resolver.note(each.record, each.state, each.isNew, entities);
      const place = `${each.record.kind} ${each.record.key}`;
      keys.set(place, {
        workspaceId,
        source,
        kind: each.record.kind,
        key: each.record.key,
        entityId: each.state.id,
        said: { ...keys.get(place)?.said, ...each.saidUnderKey },
        importId: id,
      });
      for (const [field, kind] of Object.entries(each.record.links))
        edges.note(each.state, done.changes[field]?.from, entities.get(kind), field);
      return done;
    });
    return { row: row.row, outcome: outcomeOf(records), problems, records };
  });
  const jobs = await finishWork(tx, work);
  const touched = new Set(applied.flatMap(({ records }) => records.map(({ entityId }) => entityId)));
  await saveImportEffects(
    tx,
    [...round.effects.values()].filter(({ entityId }) => touched.has(entityId)),
  );
  await saveImportKeys(tx, [...keys.values()]);
  await dropImportEdges(tx, workspaceId, edges.left());
  await addImportEdges(tx, workspaceId, edges.named());
  return { rows: applied, jobs };
}

function outcomeOf(records: readonly AppliedRecord[]): AppliedRow['outcome'] {
  if (records.some(({ action }) => action === 'created' || action === 'revived')) return 'created';
  return records.some(({ action }) => action === 'updated') ? 'updated' : 'unchanged';
}
