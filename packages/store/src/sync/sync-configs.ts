import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { syncConfigs } from '../schema/index.ts';

export type SyncConfigRow = typeof syncConfigs.$inferSelect;

/** The configs that are in force, in order of their making. */
export async function enabledSyncConfigs(sql: Sql, workspaceId: number): Promise<SyncConfigRow[]> {
  const { rows } = await sql.query({
    name: 'sync-configs-enabled',
    text: 'select * from sync_configs where workspace_id = $1 and enabled order by id',
    values: [workspaceId],
  });
  return rows.map((row) => camelCased<SyncConfigRow>(row));
}

/** Tells versions of the whole set apart without reading it. */
export async function syncConfigsVersion(sql: Sql, workspaceId: number): Promise<string> {
  const { rows } = await sql.query<{ version: string }>({
    name: 'sync-configs-version',
    text: `select coalesce(string_agg(id || ':' || version, ',' order by id)
             || coalesce((select ' ' || max(changed_at) from field_schemas f where f.workspace_id = $1), ''), '') as version
           from sync_configs where workspace_id = $1 and enabled`,
    values: [workspaceId],
  });
  return rows[0]!.version;
}

export type SyncConfigValues = Pick<
  SyncConfigRow,
  | 'name'
  | 'platform'
  | 'enabled'
  | 'syncInterval'
  | 'batchFallbackEnabled'
  | 'batchSize'
  | 'twoWayCreate'
  | 'webhookEnabled'
  | 'secretReference'
  | 'settings'
>;

/** Creates the config of that name or brings it to these values; returns the row. */
export async function saveSyncConfig(sql: Sql, workspaceId: number, values: SyncConfigValues): Promise<SyncConfigRow> {
  const { rows } = await sql.query(
    `insert into sync_configs as c (workspace_id, name, platform, enabled, sync_interval, batch_fallback_enabled, batch_size, two_way_create,
       webhook_enabled, secret_reference, settings)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (workspace_id, name) do update set platform = excluded.platform, enabled = excluded.enabled, sync_interval = excluded.sync_interval,
       batch_fallback_enabled = excluded.batch_fallback_enabled, batch_size = excluded.batch_size, two_way_create = excluded.two_way_create,
       webhook_enabled = excluded.webhook_enabled, secret_reference = excluded.secret_reference, settings = excluded.settings,
       version = c.version + 1, updated_at = now()
     returning *`,
    [
      workspaceId,
      values.name,
      values.platform,
      values.enabled,
      values.syncInterval,
      values.batchFallbackEnabled,
      values.batchSize,
      values.twoWayCreate,
      values.webhookEnabled,
      values.secretReference,
      JSON.stringify(values.settings),
    ],
  );
  return camelCased<SyncConfigRow>(rows[0]!);
}

/** Held by whoever changes configs: two changes that are right alone may contradict each other. */
export async function lockSyncConfigs(tx: Sql): Promise<void> {
  await tx.query('lock table sync_configs in share row exclusive mode');
}

export async function findSyncConfig(sql: Sql, workspaceId: number, id: number): Promise<SyncConfigRow | null> {
  const { rows } = await sql.query('select * from sync_configs where workspace_id = $1 and id = $2', [workspaceId, id]);
  return rows[0] ? camelCased<SyncConfigRow>(rows[0]) : null;
}

export async function findSyncConfigByName(sql: Sql, workspaceId: number, name: string): Promise<SyncConfigRow | null> {
  const { rows } = await sql.query('select * from sync_configs where workspace_id = $1 and name = $2', [
    workspaceId,
    name,
  ]);
  return rows[0] ? camelCased<SyncConfigRow>(rows[0]) : null;
}

/** Gives a config another name; everything else of it is kept by the name. */
export async function renameSyncConfig(tx: Sql, id: number, name: string): Promise<void> {
  await tx.query('update sync_configs set name = $2 where id = $1', [id, name]);
}

/** Mappings, items and history stay: they are about records, not about the config. */
export async function deleteSyncConfig(tx: Sql, id: number): Promise<void> {
  await tx.query('delete from sync_configs where id = $1', [id]);
}
