import type { PageOutcomeCounts } from '@syncline/core';
import type { Manifest, ProjectedRecord, RowProblem } from '@syncline/imports';
import type { EnqueueRequest } from '@syncline/queue';
import {
  addToProcess,
  type ImportRecord,
  type ImportRowRecord,
  openItems,
  type Sql,
  setImportRows,
  setImportState,
  stagedImportRows,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, enqueueCompletion } from '../enqueue.ts';
import { isDataError } from '../merge/merge-or-isolate.ts';
import { type AppliedRow, applyRows, type RowToApply } from './apply-rows.ts';
import { meaningOf } from './create-import.ts';
import { problemOf } from './plan-record.ts';
import { rowItem } from './row-item.ts';
import type { Turn } from './run-import.ts';
import { isStill } from './stage-rows.ts';

const BATCH_ROWS = 200;

/** Applies staged rows, some a transaction, as long as `goOn` says; the last one lets the process complete. */
export async function applyStaged(
  ctx: EngineContext,
  processId: string,
  imported: ImportRecord,
  goOn: () => boolean,
): Promise<Turn> {
  const { manifest } = meaningOf(imported);
  let rows = BATCH_ROWS;
  while (goOn()) {
    try {
      const done = await ctx.store.transaction((tx) => applyBatch(ctx, tx, processId, imported, manifest, rows));
      await enqueueAfterCommit(ctx, done.jobs);
      if (done.turn === 'finished') await enqueueCompletion(ctx, processId);
      if (done.turn !== 'more') return done.turn;
      rows = BATCH_ROWS;
    } catch (error) {
      // The database refuses a value: the rows are taken one by one until the one that holds it stands alone.
      if (!isDataError(error)) throw error;
      if (rows === 1) await ctx.store.transaction((tx) => giveUpRow(tx, processId, imported, error as Error));
      rows = 1;
    }
  }
  return 'more';
}

async function applyBatch(
  ctx: EngineContext,
  tx: Sql,
  processId: string,
  imported: ImportRecord,
  manifest: Manifest,
  limit: number,
): Promise<{ readonly turn: Turn; readonly jobs: readonly EnqueueRequest[] }> {
  if (!(await isStill(tx, processId, 'processing'))) return { turn: 'stopped', jobs: [] };
  const staged = await stagedImportRows(tx, imported.id, limit);
  if (staged.length === 0) {
    await setImportState(tx, imported.id, 'applied');
    await addToProcess(tx, processId, { pagesOpen: -1, pagesMerged: 1 });
    return { turn: 'finished', jobs: [] };
  }
  const { rows, jobs } = await applyRows(ctx, tx, imported, manifest, staged.map(rowOf));
  await setImportRows(
    tx,
    imported.id,
    rows.map((row) => ({
      row: row.row,
      state: stateOf(row),
      problems: row.problems.length === 0 ? null : row.problems,
    })),
  );
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  await openItems(
    tx,
    failed.map(({ row, problems }) => rowItem(imported, processId, { row, problems, cells: cellsAt(staged, row) })),
  );
  await addToProcess(tx, processId, { recordsNormalised: rows.length, outcome: countsOf(rows) });
  return { turn: 'more', jobs };
}

async function giveUpRow(tx: Sql, processId: string, imported: ImportRecord, error: Error): Promise<void> {
  const [row] = await stagedImportRows(tx, imported.id, 1);
  if (!row || !(await isStill(tx, processId, 'processing'))) return;
  const problems = [
    problemOf(row.row, 'error', 'database', `The database refuses a value of it: ${error.message.slice(0, 200)}`),
  ];
  await setImportRows(tx, imported.id, [{ row: row.row, state: 'failed', problems }]);
  await openItems(tx, [rowItem(imported, processId, { row: row.row, problems, cells: row.cells })]);
  await addToProcess(tx, processId, { outcome: { ...none, failed: 1 } });
}

const none: PageOutcomeCounts = { created: 0, updated: 0, unchanged: 0, stale: 0, conflicted: 0, failed: 0 };

function countsOf(rows: readonly AppliedRow[]): PageOutcomeCounts {
  const counts = { ...none };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

function rowOf({ row, records, problems }: Pick<ImportRowRecord, 'row' | 'records' | 'problems'>): RowToApply {
  return { row, records: records as readonly ProjectedRecord[], problems: (problems ?? []) as readonly RowProblem[] };
}

function stateOf({ outcome }: AppliedRow): ImportRowRecord['state'] {
  return outcome === 'failed' ? 'failed' : outcome === 'unchanged' ? 'unchanged' : 'applied';
}

/** What a correction starts from; of a row that was good as it stood, what it said. */
function cellsAt(staged: readonly ImportRowRecord[], row: number): ImportRowRecord['cells'] {
  return staged.find((each) => each.row === row)?.cells ?? null;
}
