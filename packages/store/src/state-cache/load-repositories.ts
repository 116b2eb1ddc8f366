import type { Sql } from '../database.ts';

/** A repository by its path, at one connection that reads it. */
export interface RepositoryRow {
  /** `acme/api` */
  readonly path: string;
  readonly entityId: string;
  readonly connectionId: number;
  readonly connection: string;
  readonly connector: string;
  readonly health: string;
  readonly url: string | null;
  readonly scope: string;
}

/** A path from a scope such as `123456:acme/api`. */
const pathOf = (scope: string): string => `regexp_replace(${scope}, '^[^:/]*:', '')`;

/** The repositories of a workspace by path: what is one by kind, and projects that have branches. */
export async function loadRepositories(sql: Sql, workspaceId: number): Promise<RepositoryRow[]> {
  const { rows } = await sql.query<RepositoryRow & Record<string, unknown>>(
    `select m.locator as path, e.id as "entityId", c.id as "connectionId", c.name as connection, c.connector, c.health, m.url, m.scope
     from entities e join mappings m on m.workspace_id = e.workspace_id and m.entity_id = e.id and m.state = 'linked'
     join connections c on c.id = m.connection_id
     where e.workspace_id = $1 and e.deleted_at is null and (e.kind = 'repository' or (e.kind = 'project' and e.fields ? 'default_branch'))
       and m.locator ~ '^[^/[:space:]]+(/[^/[:space:]]+)+$'
     order by m.locator, c.id, e.id`,
    [workspaceId],
  );
  return rows;
}

/** What is open about the records of one repository at one connection. */
export interface RepositoryTrouble {
  readonly path: string;
  readonly connectionId: number;
  readonly conflicts: number;
  readonly failures: number;
  /** Since when the oldest change waits that was announced and is not read, or decided and not written; null: none does. */
  readonly waitingSince: Date | null;
}

export async function loadRepositoryTroubles(sql: Sql, workspaceId: number): Promise<RepositoryTrouble[]> {
  const { rows } = await sql.query<RepositoryTrouble & Record<string, unknown>>(
    `select path, connection_id as "connectionId", sum(conflicts)::int as conflicts, sum(failures)::int as failures, min(since) as "waitingSince"
     from (
       select ${pathOf('scope')} as path, connection_id, count(*) filter (where class = 'conflict') as conflicts,
         count(*) filter (where class <> 'conflict') as failures, null::timestamptz as since
       from reconciliation_items where workspace_id = $1 and state in ('open', 'retrying') and scope is not null group by scope, connection_id
       union all
       select ${pathOf('scope')}, connection_id, 0, 0, min(created_at) from hints where workspace_id = $1 and state = 'pending' group by scope, connection_id
       union all
       select ${pathOf('scope')}, connection_id, 0, 0, min(caused_at) from writebacks
       where workspace_id = $1 and state in ('queued', 'sending') and scope is not null group by scope, connection_id
     ) t group by path, connection_id`,
    [workspaceId],
  );
  return rows;
}
