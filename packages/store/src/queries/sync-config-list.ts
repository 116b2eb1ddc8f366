import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { SyncConfigRow } from '../sync/sync-configs.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { membersOfConfig } from './sync-members.ts';

/** With the times at which its connections were last worked on, whatever the work was asked for by. */
const columns = `s.id, s.workspace_id, s.name, s.platform, s.enabled, s.sync_interval, s.batch_fallback_enabled, s.batch_size, s.two_way_create,
  s.webhook_enabled, s.secret_reference, s.settings, s.version, s.created_at, s.updated_at,
  greatest(s.last_sync_at, batch.at, written.at) as last_sync_at, greatest(s.last_batch_sync_at, batch.at) as last_batch_sync_at`;
const source = `sync_configs s
  cross join lateral (select max(p.finished_at) as at from processes p where p.workspace_id = s.workspace_id and p.finished_at is not null
    and p.parent_id is null and p.connection_id in (select connection_id from ${membersOfConfig('s.id')} m)) batch
  cross join lateral (select max(w.finished_at) as at from writebacks w where w.workspace_id = s.workspace_id and w.state = 'done'
    and w.finished_at > now() - interval '1 day' and (w.connection_id, w.stream) in (select connection_id, stream from ${membersOfConfig('s.id')} m)) written`;

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
