import { camelCased } from './camel-cased.ts';
import type { Sql } from './database.ts';
import type { ConnectionHealth, connections } from './schema/index.ts';

export type ConnectionRow = typeof connections.$inferSelect;

export interface EnsureConnection {
  readonly workspaceId: number;
  readonly name: string;
  readonly connector: string;
  readonly baseUrl: string;
  readonly settings: Record<string, unknown>;
  /** Secret name to reference (`env:NAME`, `file:/path`). */
  readonly secrets: Record<string, string>;
}

/**
 * Creates the connection of that name, or brings it to what is given; returns its id. Secrets that were entered stay
 * where they are, in the vault, until they are removed there.
 */
export async function ensureConnection(sql: Sql, input: EnsureConnection): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    `insert into connections (workspace_id, name, connector, base_url, settings, secrets)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace_id, name) do update
       set base_url = excluded.base_url, settings = excluded.settings, updated_at = now(),
           secrets = excluded.secrets || coalesce((
             select jsonb_object_agg(key, value) from jsonb_each(connections.secrets)
             where value #>> '{}' like 'vault:%'), '{}')
     returning id`,
    [
      input.workspaceId,
      input.name,
      input.connector,
      input.baseUrl,
      JSON.stringify(input.settings),
      JSON.stringify(input.secrets),
    ],
  );
  return rows[0]!.id;
}

export async function findConnection(sql: Sql, id: number): Promise<ConnectionRow | null> {
  const { rows } = await sql.query({
    name: 'connection-find',
    text: 'select * from connections where id = $1',
    values: [id],
  });
  return rows[0] ? camelCased<ConnectionRow>(rows[0]) : null;
}

/** As `findConnection`, and keeps it as it is until the transaction ends. */
export async function lockConnection(sql: Sql, id: number): Promise<ConnectionRow | null> {
  const { rows } = await sql.query('select * from connections where id = $1 for no key update', [id]);
  return rows[0] ? camelCased<ConnectionRow>(rows[0]) : null;
}

export async function listConnections(sql: Sql, workspaceId?: number): Promise<ConnectionRow[]> {
  const { rows } = await sql.query('select * from connections where $1::int is null or workspace_id = $1 order by id', [
    workspaceId ?? null,
  ]);
  return rows.map((row) => camelCased<ConnectionRow>(row));
}

/**
 * True when this call changed the health, so that the change is announced once. One that somebody has paused stays so,
 * whatever is found out about it.
 */
export async function setConnectionHealth(
  sql: Sql,
  id: number,
  health: ConnectionHealth,
  reason: string | null,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update connections set health = $2, health_reason = $3, health_at = now(), updated_at = now()
     where id = $1 and health <> 'paused' and (health <> $2 or health_reason is distinct from $3)`,
    [id, health, reason],
  );
  return rowCount === 1;
}

/** Lets a connection wait, or work again; true when it did not before. What waited is found by the sweeper. */
export async function setConnectionPaused(
  tx: Sql,
  id: number,
  isPaused: boolean,
  reason: string | null,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update connections set health = $2, health_reason = $3, health_at = now(), updated_at = now()
     where id = $1 and (health = 'paused') <> $4`,
    [id, isPaused ? 'paused' : 'ok', reason, isPaused],
  );
  return rowCount === 1;
}

export async function saveConnectionSettings(
  tx: Sql,
  id: number,
  { baseUrl, settings }: Pick<ConnectionRow, 'baseUrl' | 'settings'>,
): Promise<void> {
  await tx.query('update connections set base_url = $2, settings = $3, updated_at = now() where id = $1', [
    id,
    baseUrl,
    JSON.stringify(settings),
  ]);
}

/** What would be lost with a connection, in words; empty: nothing. */
export async function usesOfConnection(tx: Sql, { id, workspaceId, name }: ConnectionRow): Promise<string[]> {
  const { rows } = await tx.query<{ records: number; runs: number; configs: string[] | null }>(
    `select (select count(*)::int from mappings where workspace_id = $1 and connection_id = $2) as records,
       (select count(*)::int from processes where finished_at is null and connection_id = $2) as runs,
       (select array_agg(name order by name) from sync_configs where workspace_id = $1
          and jsonb_path_exists(settings, '$.kinds.*.members[*] ? (@.connection == $name)', jsonb_build_object('name', $3::text))) as configs`,
    [workspaceId, id, name],
  );
  const { records = 0, runs = 0, configs } = rows[0] ?? {};
  return [
    ...(records === 0 ? [] : [`${records} linked records`]),
    ...(runs === 0 ? [] : [`${runs} runs that are not over`]),
    ...(configs ?? []).map((config) => `the sync config ${config}`),
  ];
}

/** With what is known of it alone; what it holds of records is for the caller to have looked after. */
export async function deleteConnection(tx: Sql, { id, workspaceId }: ConnectionRow): Promise<void> {
  for (const table of ['quotas', 'quota_samples', 'field_schemas', 'stream_states', 'hints', 'feeds'])
    await tx.query(`delete from ${table} where connection_id = $1`, [id]);
  await tx.query('delete from connections where id = $1 and workspace_id = $2', [id, workspaceId]);
}

export async function setSubscriptions(
  sql: Sql,
  id: number,
  subscriptions: readonly { id: string; scope: string }[],
): Promise<void> {
  await sql.query('update connections set subscriptions = $2, updated_at = now() where id = $1', [
    id,
    JSON.stringify(subscriptions),
  ]);
}

/** Of all workspaces, in the order in which they were made. */
export async function connectionIdsOf(sql: Sql, connector: string): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>('select id from connections where connector = $1 order by id', [
    connector,
  ]);
  return rows.map(({ id }) => id);
}

/** Sets when a connection is polled and when its bulk work may run; true when either is another than before. */
export async function setConnectionSchedule(
  tx: Sql,
  id: number,
  schedule: Pick<ConnectionRow, 'pollIntervalMs' | 'bulkWindows'>,
): Promise<boolean> {
  const windows = schedule.bulkWindows === null ? null : JSON.stringify(schedule.bulkWindows);
  const { rowCount } = await tx.query(
    `update connections set poll_interval_ms = $2, bulk_windows = $3, updated_at = now()
     where id = $1 and (poll_interval_ms is distinct from $2 or bulk_windows is distinct from $3::jsonb)`,
    [id, schedule.pollIntervalMs, windows],
  );
  return rowCount === 1;
}

/** Bulk work that waits for a time asks again at once: its windows have been changed. */
export async function wakeBulkWork(tx: Sql, connectionId: number): Promise<void> {
  for (const table of ['pages', 'writebacks'])
    await tx.query(
      `update ${table} set next_attempt_at = now() where connection_id = $1 and lane = 'bulk' and state = 'queued' and next_attempt_at > now()`,
      [connectionId],
    );
}
