import type { Json } from '@syncline/core';
import { dataRows, importLimits, projectRow, type RowProblem } from '@syncline/imports';
import {
  closeImportItems,
  findImport,
  findImportRow,
  type ImportRecord,
  type Sql,
  setImportRows,
  writeAudit,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import { applyRows } from './apply-rows.ts';
import { meaningOf } from './create-import.ts';
import { evidenceSource } from './keep-evidence.ts';
import { rowItemKey } from './row-item.ts';
import { cellsOf, hasError } from './stage-rows.ts';

export interface RowCorrection {
  readonly workspaceId: number;
  readonly importId: string;
  readonly row: number;
  /** What cells hold instead, by the names of their columns; the others stay as they are. */
  readonly cells: Readonly<Record<string, string | number | boolean | null>>;
  readonly actor: string;
}

export type CorrectionOutcome =
  | { readonly outcome: 'applied'; readonly problems: readonly RowProblem[] }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly reason: string; readonly problems: readonly RowProblem[] };

/** Applies a row that was left out, as a person has corrected it; its item is closed. The evidence stays as it is. */
export async function correctRow(ctx: EngineContext, correction: RowCorrection): Promise<CorrectionOutcome> {
  const { outcome, jobs } = await ctx.store.transaction(async (tx) => correct(ctx, tx, correction));
  await enqueueAfterCommit(ctx, jobs);
  return outcome;
}

type Corrected = { readonly outcome: CorrectionOutcome; readonly jobs: Awaited<ReturnType<typeof applyRows>>['jobs'] };

async function correct(ctx: EngineContext, tx: Sql, correction: RowCorrection): Promise<Corrected> {
  const { workspaceId, importId, row: at, actor } = correction;
  const refused = (reason: string, problems: readonly RowProblem[] = []): Corrected => ({
    outcome: { outcome: 'refused', reason, problems },
    jobs: [],
  });
  const imported = await findImport(tx, importId, true);
  if (imported?.workspaceId !== workspaceId) return { outcome: { outcome: 'not_found' }, jobs: [] };
  if (imported.state !== 'applied' && imported.state !== 'applying') return refused(`The import is ${imported.state}.`);
  const row = await findImportRow(tx, importId, at);
  if (!row) return { outcome: { outcome: 'not_found' }, jobs: [] };
  if (row.state !== 'failed') return refused(`The row is ${row.state}, there is nothing to correct.`);
  const { manifest } = meaningOf(imported);
  const unknown = Object.keys(correction.cells).find((column) => !manifest.layout.columns.includes(column));
  if (unknown !== undefined) return refused(`There is no column “${unknown}”.`);
  const cells: Record<string, Json> = {
    ...(row.cells ?? (await cellsInEvidence(ctx, imported, at))),
    ...correction.cells,
  };
  const corrected = {
    row: at,
    cells: manifest.layout.columns.map((column) => ({ value: (cells[column] ?? null) as string | null })),
  };
  const projected = projectRow(manifest, corrected);
  if (hasError(projected)) return refused('The row still has problems.', projected.problems);
  const { rows, jobs } = await applyRows(ctx, tx, imported, manifest, [projected]);
  const [done] = rows;
  if (done?.outcome === 'failed') return refused('The row still has problems.', done.problems);
  const problems = done?.problems ?? [];
  await setImportRows(tx, importId, [
    { row: at, state: 'corrected', problems: problems.length === 0 ? null : problems },
  ]);
  await closeImportItems(tx, workspaceId, [rowItemKey(importId, at)], {
    by: actor,
    resolution: 'corrected and applied',
  });
  await writeAudit(tx, [
    {
      workspaceId,
      actor,
      action: 'import.row_corrected',
      subject: `import ${importId} row ${at}`,
      entityId: null,
      why: null,
      details: { cells: correction.cells },
    },
  ]);
  return { outcome: { outcome: 'applied', problems }, jobs };
}

/** Of a row that was good as it stood, and failed when it was applied. */
async function cellsInEvidence(ctx: EngineContext, imported: ImportRecord, at: number): Promise<Record<string, Json>> {
  const { manifest } = meaningOf(imported);
  for await (const row of dataRows(evidenceSource(ctx, imported.fileId, importLimits.fileBytes), manifest.layout))
    if (row.row === at) return cellsOf(manifest, row);
  return {};
}
