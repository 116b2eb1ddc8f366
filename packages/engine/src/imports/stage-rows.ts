import type { Json } from '@syncline/core';
import {
  dataRows,
  importLimits,
  type Manifest,
  type ProjectedRow,
  projectRow,
  type SourceRow,
} from '@syncline/imports';
import {
  addImportRows,
  addToProcess,
  type ImportRecord,
  lastImportRow,
  type NewImportRow,
  noteStaged,
  openItems,
  type Sql,
  transitionProcess,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { meaningOf } from './create-import.ts';
import { evidenceSource } from './keep-evidence.ts';
import { rowItem } from './row-item.ts';

const BATCH_ROWS = 500;

/**
 * Projects the rows of the evidence and keeps them, in their order; goes on behind the last that is kept. False when the
 * process was paused or ended meanwhile.
 */
export async function stageRows(
  ctx: EngineContext,
  processId: string,
  imported: ImportRecord,
  signal: AbortSignal,
): Promise<boolean> {
  const { manifest } = meaningOf(imported);
  const last = await lastImportRow(ctx.store, imported.id);
  let batch: NewImportRow[] = [];
  const keep = (): Promise<boolean> =>
    ctx.store.transaction(async (tx) => {
      if (!(await isStill(tx, processId, 'counting'))) return false;
      await addImportRows(tx, imported.id, batch);
      await openItems(
        tx,
        batch.filter(({ state }) => state === 'failed').map((row) => rowItem(imported, processId, row)),
      );
      return true;
    });
  for await (const row of dataRows(evidenceSource(ctx, imported.fileId, importLimits.fileBytes), manifest.layout)) {
    if (row.row <= last) continue;
    batch.push(stagedRow(manifest, row));
    if (batch.length < BATCH_ROWS) continue;
    signal.throwIfAborted();
    if (!(await keep())) return false;
    batch = [];
  }
  if (batch.length > 0 && !(await keep())) return false;
  return ctx.store.transaction(async (tx) => {
    if (!(await transitionProcess(tx, processId, 'processing'))) return false;
    const { rows, failed } = await noteStaged(tx, imported.id);
    const outcome = { created: 0, updated: 0, unchanged: 0, stale: 0, conflicted: 0, failed };
    await addToProcess(tx, processId, {
      pagesOpen: 1,
      pagesExpected: 1,
      recordsExpected: rows,
      recordsFetched: rows,
      outcome,
    });
    return true;
  });
}

function stagedRow(manifest: Manifest, source: SourceRow): NewImportRow {
  const projected = projectRow(manifest, source);
  const isBad = hasError(projected);
  return {
    row: projected.row,
    state: isBad ? 'failed' : 'staged',
    records: projected.records,
    problems: projected.problems.length === 0 ? null : projected.problems,
    cells: projected.problems.length === 0 ? null : cellsOf(manifest, source),
  };
}

export function hasError({ problems }: Pick<ProjectedRow, 'problems'>): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** By the names of the columns; what stands beyond them by where it stands. */
export function cellsOf(manifest: Manifest, { cells }: SourceRow): Record<string, Json> {
  return Object.fromEntries(cells.map((cell, at) => [manifest.layout.columns[at] ?? `column ${at + 1}`, cell.value]));
}

/** Locks the process and says whether it is in that state: pausing and cancelling wait for a transaction, not for an import. */
export async function isStill(tx: Sql, processId: string, state: string): Promise<boolean> {
  const { rows } = await tx.query<{ state: string }>('select state from processes where id = $1 for update', [
    processId,
  ]);
  await tx.query('update processes set touched_at = now() where id = $1', [processId]);
  return rows[0]?.state === state;
}
