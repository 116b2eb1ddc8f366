import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
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

export async function saveImportProfile(
  sql: Sql,
  { workspaceId, name, fingerprint, manifest, savedBy }: Omit<ImportProfile, 'id' | 'savedAt'>,
): Promise<void> {
  await sql.query(
    `insert into import_profiles (workspace_id, name, fingerprint, manifest, saved_by) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, name) do update set fingerprint = excluded.fingerprint, manifest = excluded.manifest,
       saved_by = excluded.saved_by, saved_at = now()`,
    [workspaceId, name, fingerprint, JSON.stringify(manifest), savedBy],
  );
}
