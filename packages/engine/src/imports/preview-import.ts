import { dataRows, importLimits, type ProjectedRow, projectRow, type RowProblem } from '@syncline/imports';
import { findImport, type ImportRecord, type Sql } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type AppliedRecord, type AppliedRow, applyRows, type RowToApply } from './apply-rows.ts';
import { meaningOf } from './create-import.ts';
import { evidenceSource } from './keep-evidence.ts';
import { hasError } from './stage-rows.ts';

const BATCH_ROWS = 200;
const SHOWN = 100;

export interface DryRun {
  /** Rows looked at, and whether those are all. */
  readonly rows: number;
  readonly isWhole: boolean;
  /** Entities by what would be done to them. `linked`: those that were there already. */
  readonly entities: {
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly linked: number;
  };
  readonly failedRows: number;
  readonly warnings: number;
  /** The first of what would be done. */
  readonly records: readonly (AppliedRecord & { readonly row: number })[];
  readonly problems: readonly RowProblem[];
}

/** The first rows as they would be read, with the row and column of each problem. */
export async function previewImport(
  ctx: EngineContext,
  imported: ImportRecord,
  limit: number,
): Promise<ProjectedRow[]> {
  const { manifest } = meaningOf(imported);
  const rows: ProjectedRow[] = [];
  for await (const row of dataRows(evidenceSource(ctx, imported.fileId, importLimits.fileBytes), manifest.layout)) {
    rows.push(projectRow(manifest, row));
    if (rows.length === limit) break;
  }
  return rows;
}

/** Thrown to undo all that a dry run did. */
class NothingHappened extends Error {}

/** Applies the first rows in a transaction that is never committed, and tells what came of it: what it says is what would be. */
export async function dryRunImport(ctx: EngineContext, imported: ImportRecord, limit: number): Promise<DryRun> {
  const { manifest } = meaningOf(imported);
  const tally = newTally();
  try {
    await ctx.store.transaction(async (tx) => {
      Object.assign(tally, newTally());
      let batch: RowToApply[] = [];
      for await (const row of dataRows(evidenceSource(ctx, imported.fileId, importLimits.fileBytes), manifest.layout)) {
        if (tally.rows === limit) {
          tally.isWhole = false;
          break;
        }
        tally.rows += 1;
        const projected = projectRow(manifest, row);
        if (hasError(projected)) addRow(tally, { ...projected, outcome: 'failed', records: [] });
        else batch.push(projected);
        if (batch.length === BATCH_ROWS) await applyBatch(ctx, tx, imported, tally, batch.splice(0));
      }
      await applyBatch(ctx, tx, imported, tally, batch);
      batch = [];
      throw new NothingHappened();
    });
  } catch (error) {
    if (!(error instanceof NothingHappened)) throw error;
  }
  const { done, isLinked, ...report } = tally;
  const of = (action: string): number => [...done.values()].filter((each) => each === action).length;
  return {
    ...report,
    entities: {
      created: of('created') + of('revived'),
      updated: of('updated'),
      unchanged: of('unchanged'),
      linked: isLinked.size,
    },
  };
}

interface Tally {
  rows: number;
  isWhole: boolean;
  failedRows: number;
  warnings: number;
  readonly records: (AppliedRecord & { readonly row: number })[];
  readonly problems: RowProblem[];
  /** What was done first to each entity. */
  readonly done: Map<string, AppliedRecord['action']>;
  readonly isLinked: Set<string>;
}

function newTally(): Tally {
  return {
    rows: 0,
    isWhole: true,
    failedRows: 0,
    warnings: 0,
    records: [],
    problems: [],
    done: new Map(),
    isLinked: new Set(),
  };
}

async function applyBatch(
  ctx: EngineContext,
  tx: Sql,
  imported: ImportRecord,
  tally: Tally,
  rows: readonly RowToApply[],
): Promise<void> {
  if (rows.length === 0) return;
  const applied = await applyRows(ctx, tx, imported, meaningOf(imported).manifest, rows);
  for (const row of applied.rows) addRow(tally, row);
}

function addRow(tally: Tally, { row, outcome, problems, records }: AppliedRow): void {
  if (outcome === 'failed') tally.failedRows += 1;
  tally.warnings += problems.filter(({ severity }) => severity === 'warning').length;
  tally.problems.push(...problems.slice(0, SHOWN - tally.problems.length));
  for (const record of records) {
    const standing = tally.done.get(record.entityId);
    if (standing === undefined || standing === 'unchanged') tally.done.set(record.entityId, record.action);
    if (record.recognisedBy !== null && standing === undefined) tally.isLinked.add(record.entityId);
    if (tally.records.length < SHOWN) tally.records.push({ ...record, row });
  }
}

export async function importOf(ctx: EngineContext, workspaceId: number, id: string): Promise<ImportRecord | null> {
  const found = await findImport(ctx.store, id);
  return found?.workspaceId === workspaceId ? found : null;
}
