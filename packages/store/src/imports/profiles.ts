import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from '../queries/cursor.ts';
import type { importProfiles } from '../schema/index.ts';

export type ImportProfile = typeof importProfiles.$inferSelect;

/** The profile for files of a shape that was saved last. */
export async function findProfileFor(
  sql: Sql,
  workspaceId: number,
  fingerprint: string,
): Promise<ImportProfile | null> {
  const { rows } = await sql.query(
    'select * from import_profiles where workspace_id = $1 and fingerprint = $2 order by saved_at desc limit 1',
    [workspaceId, fingerprint],
  );
  return rows[0] ? camelCased<ImportProfile>(rows[0]) : null;
}

/** Takes the place of one of the same name. */
export async function saveImportProfile(
  sql: Sql,
  { workspaceId, name, fingerprint, manifest, savedBy }: Omit<ImportProfile, 'id' | 'savedAt'>,
): Promise<ImportProfile> {
  const { rows } = await sql.query(
    `insert into import_profiles (workspace_id, name, fingerprint, manifest, saved_by) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, name) do update set fingerprint = excluded.fingerprint, manifest = excluded.manifest,
       saved_by = excluded.saved_by, saved_at = now() returning *`,
    [workspaceId, name, fingerprint, JSON.stringify(manifest), savedBy],
  );
  return camelCased<ImportProfile>(rows[0]!);
}

export async function listImportProfiles(
  sql: Sql,
  workspaceId: number,
  page: PageRequest,
): Promise<Paged<ImportProfile>> {
  const { rows } = await sql.query(
    `select *, saved_at::text as cursor_at from import_profiles
     where workspace_id = $1 and ($2::timestamptz is null or (saved_at, id) < ($2, $3::int))
     order by saved_at desc, id desc limit $4`,
    [workspaceId, ...decodeCursor(page.cursor, [cursorPattern.instant, cursorPattern.serial]), page.limit + 1],
  );
  const { items, nextCursor } = toPage(
    rows.map(camelCased<ImportProfile & { cursorAt: string }>),
    page.limit,
    (row) => [row.cursorAt, String(row.id)],
  );
  return { items: items.map(({ cursorAt: _at, ...profile }) => profile), nextCursor };
}

/** By its id, or by its name. */
export async function findImportProfile(
  sql: Sql,
  workspaceId: number,
  which: number | string,
): Promise<ImportProfile | null> {
  const { rows } = await sql.query(
    `select * from import_profiles where workspace_id = $1 and ${typeof which === 'number' ? 'id' : 'name'} = $2`,
    [workspaceId, which],
  );
  return rows[0] ? camelCased<ImportProfile>(rows[0]) : null;
}

/** Imports that were made by it keep what they mean. False: there is no such profile. */
export async function deleteImportProfile(tx: Sql, workspaceId: number, id: number): Promise<boolean> {
  const { rowCount } = await tx.query('delete from import_profiles where workspace_id = $1 and id = $2', [
    workspaceId,
    id,
  ]);
  return rowCount === 1;
}
