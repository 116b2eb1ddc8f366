import type { ProcessState } from '@syncline/core';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from '../queries/cursor.ts';
import type { ImportState, imports } from '../schema/index.ts';

export type ImportRecord = typeof imports.$inferSelect;

export interface NewImport
  extends Pick<
    ImportRecord,
    'id' | 'workspaceId' | 'fileId' | 'name' | 'proposal' | 'manifest' | 'profile' | 'replayOf' | 'createdBy'
  > {}

export async function insertImport(sql: Sql, row: NewImport): Promise<void> {
  await sql.query(
    `insert into imports (id, workspace_id, file_id, name, proposal, manifest, profile, replay_of, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.workspaceId,
      row.fileId,
      row.name,
      JSON.stringify(row.proposal),
      JSON.stringify(row.manifest),
      row.profile,
      row.replayOf,
      row.createdBy,
    ],
  );
}

/** `lock`: for a transaction that changes it. */
export async function findImport(sql: Sql, id: string, lock = false): Promise<ImportRecord | null> {
  const { rows } = await sql.query(`select * from imports where id = $1${lock ? ' for update' : ''}`, [id]);
  return rows[0] ? camelCased<ImportRecord>(rows[0]) : null;
}

export async function findImportOfProcess(sql: Sql, processId: string): Promise<ImportRecord | null> {
  const { rows } = await sql.query('select * from imports where process_id = $1', [processId]);
  return rows[0] ? camelCased<ImportRecord>(rows[0]) : null;
}

/** False: it is applied by now, and what it means stays. */
export async function setImportMeaning(
  sql: Sql,
  id: string,
  { proposal, manifest, profile }: Pick<ImportRecord, 'proposal' | 'manifest' | 'profile'>,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update imports set proposal = $2, manifest = $3, profile = $4, updated_at = now() where id = $1 and state = 'proposed'`,
    [id, JSON.stringify(proposal), JSON.stringify(manifest), profile],
  );
  return rowCount === 1;
}

export async function setImportState(sql: Sql, id: string, state: ImportState, processId?: string): Promise<void> {
  await sql.query(
    'update imports set state = $2, process_id = coalesce($3, process_id), updated_at = now() where id = $1',
    [id, state, processId ?? null],
  );
}

export interface ImportView {
  readonly id: string;
  readonly name: string;
  readonly state: ImportState;
  readonly sha256: string;
  readonly size: number;
  readonly profile: string | null;
  readonly processId: string | null;
  readonly processState: ProcessState | null;
  /** What the last process did to rows. */
  readonly done: {
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly failed: number;
  } | null;
  /** The proposal that waits for an approval of it. */
  readonly proposalId: number | null;
  readonly replayOf: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

interface ViewRow extends ImportView {
  readonly cursorAt: string;
}

const columns = `i.id, i.name, i.state, f.sha256, f.size, i.profile, i.process_id as "processId", p.state as "processState",
  case when p.id is null then null else jsonb_build_object('created', p.records_created, 'updated', p.records_updated,
    'unchanged', p.records_unchanged, 'failed', p.records_failed) end as done,
  (select w.id from proposals w where w.workspace_id = i.workspace_id and w.key = 'import ' || i.id and w.state = 'waiting') as "proposalId",
  i.replay_of as "replayOf", i.created_by as "createdBy", i.created_at as "createdAt", i.created_at::text as "cursorAt"`;
const source = 'imports i join import_files f on f.id = i.file_id left join processes p on p.id = i.process_id';

export interface ImportFilter {
  readonly state?: ImportState | undefined;
  /** A part of the file's name, in any case. */
  readonly name?: string | undefined;
}

export async function listImports(
  sql: Sql,
  workspaceId: number,
  { state, name }: ImportFilter,
  page: PageRequest,
): Promise<Paged<ImportView>> {
  const { rows } = await sql.query<ViewRow>(
    `select ${columns} from ${source} where i.workspace_id = $1 and ($2::timestamptz is null or (i.created_at, i.id) < ($2, $3::uuid))
       and ($5::text is null or i.state = $5) and ($6::text is null or strpos(lower(i.name), lower($6)) > 0)
     order by i.created_at desc, i.id desc limit $4`,
    [
      workspaceId,
      ...decodeCursor(page.cursor, [cursorPattern.instant, cursorPattern.uuid]),
      page.limit + 1,
      state ?? null,
      name ?? null,
    ],
  );
  const { items, nextCursor } = toPage(rows, page.limit, (row) => [row.cursorAt, row.id]);
  return { items: items.map(({ cursorAt: _at, ...view }) => view), nextCursor };
}

export async function showImport(sql: Sql, workspaceId: number, id: string): Promise<ImportView | null> {
  const { rows } = await sql.query<ViewRow>(
    `select ${columns} from ${source} where i.workspace_id = $1 and i.id = $2`,
    [workspaceId, id],
  );
  if (!rows[0]) return null;
  const { cursorAt: _at, ...view } = rows[0];
  return view;
}

/** What became of it: entities by what was done to them, rows by their state. */
export interface ImportCounts {
  readonly entities: Readonly<Record<string, number>>;
  readonly rows: Readonly<Record<string, number>>;
  /** Of the entities, those whose change was taken back, and those that stay: changed or built on since. */
  readonly undone: Readonly<Record<string, number>>;
}

export async function countImport(sql: Sql, id: string): Promise<ImportCounts> {
  const { rows } = await sql.query<{ what: keyof ImportCounts; name: string; count: number }>(
    `select 'entities' as what, action as name, count(*)::int as count from import_effects where import_id = $1 group by action
     union all select 'undone', undone, count(*)::int from import_effects where import_id = $1 and undone is not null group by undone
     union all select 'rows', state, count(*)::int from import_rows where import_id = $1 group by state`,
    [id],
  );
  const of = (what: string) =>
    Object.fromEntries(rows.filter((row) => row.what === what).map(({ name, count }) => [name, count]));
  return { entities: of('entities'), rows: of('rows'), undone: of('undone') };
}
