import { camelCased } from './camel-cased.ts';
import type { Sql } from './database.ts';
import type { configResources, ManagedBy, ResourceKind } from './schema/index.ts';

export type ConfigResourceRow = typeof configResources.$inferSelect;
export type ConfigResource = Omit<ConfigResourceRow, 'updatedAt'>;

/** Held by whoever changes configuration, file or API: what is compared has to stand until it is written. */
export async function lockConfiguration(tx: Sql): Promise<void> {
  await tx.query('lock table config_resources in share row exclusive mode');
}

export async function listConfigResources(sql: Sql, workspaceId: number): Promise<ConfigResourceRow[]> {
  const { rows } = await sql.query('select * from config_resources where workspace_id = $1 order by kind, name', [
    workspaceId,
  ]);
  return rows.map((row) => camelCased<ConfigResourceRow>(row));
}

export async function findConfigResource(
  sql: Sql,
  workspaceId: number,
  kind: ResourceKind,
  name: string,
): Promise<ConfigResourceRow | null> {
  const { rows } = await sql.query(
    'select * from config_resources where workspace_id = $1 and kind = $2 and name = $3',
    [workspaceId, kind, name],
  );
  return rows[0] ? camelCased<ConfigResourceRow>(rows[0]) : null;
}

export async function saveConfigResource(tx: Sql, resource: ConfigResource): Promise<void> {
  await tx.query(
    `insert into config_resources (workspace_id, kind, name, managed_by, value, applied, kept, origins)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, kind, name) do update set managed_by = excluded.managed_by, value = excluded.value,
       applied = excluded.applied, kept = excluded.kept, origins = excluded.origins, updated_at = now()`,
    [
      resource.workspaceId,
      resource.kind,
      resource.name,
      resource.managedBy,
      resource.value === null ? null : JSON.stringify(resource.value),
      resource.applied === null ? null : JSON.stringify(resource.applied),
      JSON.stringify(resource.kept),
      JSON.stringify(resource.origins),
    ],
  );
}

export async function deleteConfigResource(
  tx: Sql,
  workspaceId: number,
  kind: ResourceKind,
  name: string,
): Promise<void> {
  await tx.query('delete from config_resources where workspace_id = $1 and kind = $2 and name = $3', [
    workspaceId,
    kind,
    name,
  ]);
}

/** By name, whether a file manages things of a kind. */
export async function managersOf(sql: Sql, workspaceId: number, kind: ResourceKind): Promise<Map<string, ManagedBy>> {
  const { rows } = await sql.query<{ name: string; managedBy: ManagedBy }>(
    'select name, managed_by as "managedBy" from config_resources where workspace_id = $1 and kind = $2',
    [workspaceId, kind],
  );
  return new Map(rows.map(({ name, managedBy }) => [name, managedBy]));
}

export async function ensureWorkspace(tx: Sql, name: string): Promise<number> {
  await tx.query('insert into workspaces (name) values ($1) on conflict (name) do nothing', [name]);
  const { rows } = await tx.query<{ id: number }>('select id from workspaces where name = $1', [name]);
  return rows[0]!.id;
}

export async function workspaceName(sql: Sql, id: number): Promise<string | null> {
  const { rows } = await sql.query<{ name: string }>('select name from workspaces where id = $1', [id]);
  return rows[0]?.name ?? null;
}
