import type { Json } from '@syncline/core';
import { announceClosed } from '../announce-closed.ts';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { ImportRowState, importRows } from '../schema/index.ts';

export type ImportRowRecord = typeof importRows.$inferSelect;

export interface NewImportRow {
  readonly row: number;
  readonly state: ImportRowState;
  readonly records: readonly unknown[];
  readonly problems: readonly unknown[] | null;
  readonly cells: Readonly<Record<string, Json>> | null;
}

/** Adds rows; those that are there stay as they are. */
export async function addImportRows(tx: Sql, importId: string, rows: readonly NewImportRow[]): Promise<void> {
  await tx.query({
    name: 'import-rows-add',
    text: `insert into import_rows (import_id, row, state, records, problems, cells)
           select $1, * from unnest($2::bigint[], $3::text[], $4::jsonb[], $5::jsonb[], $6::jsonb[]) on conflict do nothing`,
    values: [
      importId,
      rows.map((row) => row.row),
      rows.map((row) => row.state),
      rows.map((row) => JSON.stringify(row.records)),
      rows.map((row) => row.problems && JSON.stringify(row.problems)),
      rows.map((row) => row.cells && JSON.stringify(row.cells)),
    ],
  });
}

/** The last row that is staged; 0: none. */
export async function lastImportRow(sql: Sql, importId: string): Promise<number> {
  const { rows } = await sql.query<{ last: number | null }>(
    'select max(row) as last from import_rows where import_id = $1',
    [importId],
  );
  return rows[0]?.last ?? 0;
}

/** Says that all rows are staged, and counts those that wait, with those that failed. */
export async function noteStaged(
  tx: Sql,
  importId: string,
): Promise<{ readonly rows: number; readonly failed: number }> {
  const { rows } = await tx.query<{ rows: number; failed: number }>(
    `with counted as (select count(*)::int as every, count(*) filter (where state in ('staged', 'failed'))::int as rows,
         count(*) filter (where state = 'failed')::int as failed from import_rows where import_id = $1),
       noted as (update imports set rows_staged = (select every from counted), staged_at = now() where id = $1)
     select rows, failed from counted`,
    [importId],
  );
  return rows[0]!;
}

/** The first rows that wait to be applied. */
export async function stagedImportRows(tx: Sql, importId: string, limit: number): Promise<ImportRowRecord[]> {
  const { rows } = await tx.query({
    name: 'import-rows-staged',
    text: `select * from import_rows where import_id = $1 and state = 'staged' order by row limit $2`,
    values: [importId, limit],
  });
  return rows.map((row) => camelCased<ImportRowRecord>(row));
}

export async function setImportRows(
  tx: Sql,
  importId: string,
  rows: readonly Pick<ImportRowRecord, 'row' | 'state' | 'problems'>[],
): Promise<void> {
  await tx.query({
    name: 'import-rows-set',
    text: `update import_rows r set state = i.state, problems = i.problems
           from unnest($2::bigint[], $3::text[], $4::jsonb[]) as i (row, state, problems) where r.import_id = $1 and r.row = i.row`,
    values: [
      importId,
      rows.map((row) => row.row),
      rows.map((row) => row.state),
      rows.map((row) => row.problems && JSON.stringify(row.problems)),
    ],
  });
}

export async function findImportRow(sql: Sql, importId: string, row: number): Promise<ImportRowRecord | null> {
  const { rows } = await sql.query('select * from import_rows where import_id = $1 and row = $2 for update', [
    importId,
    row,
  ]);
  return rows[0] ? camelCased<ImportRowRecord>(rows[0]) : null;
}

/** Rows with a problem, in the order of the file, after a row. */
export async function listProblemRows(
  sql: Sql,
  importId: string,
  after: number,
  limit: number,
): Promise<ImportRowRecord[]> {
  const { rows } = await sql.query(
    'select * from import_rows where import_id = $1 and problems is not null and row > $2 order by row limit $3',
    [importId, after, limit],
  );
  return rows.map((row) => camelCased<ImportRowRecord>(row));
}

/** What items of imports waited for is done: they are closed. */
export async function closeImportItems(
  tx: Sql,
  workspaceId: number,
  keys: readonly string[],
  { by, resolution }: { readonly by: string; readonly resolution: string },
): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    announceClosed(`update reconciliation_items r set state = 'resolved', resolved_at = now(), resolved_by = $3, resolution = $4
      where r.workspace_id = $1 and r.key = any($2::text[]) and r.state in ('open', 'retrying')`),
    [workspaceId, keys, by, resolution],
  );
}
