import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { SyncConfigRow } from '../sync/sync-configs.ts';
import { syncTimes, syncTimesSource } from '../sync/sync-times.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';

/** With the times at which its connections were last worked on, whatever the work was asked for by. */
const columns = `s.id, s.workspace_id, s.name, s.platform, s.enabled, s.sync_interval, s.batch_fallback_enabled, s.batch_size, s.two_way_create,
  s.webhook_enabled, s.secret_reference, s.settings, s.version, s.created_at, s.updated_at, ${syncTimes}`;
const source = `sync_configs s ${syncTimesSource}`;

/** Sync configs in order of their making. */
export async function listSyncConfigs(
  sql: Sql,
  workspaceId: number,
  filter: { readonly name?: string | undefined },
  page: PageRequest,
): Promise<Paged<SyncConfigRow>> {
  const [after] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const { rows } = await sql.query(
    `select ${columns} from ${source} where s.workspace_id = $1 and s.id > coalesce($2::bigint, 0) and ($3::text is null or s.name = $3)
     order by s.id limit $4`,
    [workspaceId, after, filter.name ?? null, page.limit + 1],
  );
  return toPage(
    rows.map((row) => camelCased<SyncConfigRow>(row)),
    page.limit,
    (row) => [String(row.id)],
  );
}

/** One config; null when the workspace has none of that id. */
export async function showSyncConfig(sql: Sql, workspaceId: number, id: number): Promise<SyncConfigRow | null> {
  const { rows } = await sql.query(`select ${columns} from ${source} where s.workspace_id = $1 and s.id = $2`, [
    workspaceId,
    id,
  ]);
  return rows[0] ? camelCased<SyncConfigRow>(rows[0]) : null;
}
