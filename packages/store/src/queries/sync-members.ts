import type { Sql } from '../database.ts';

/** One stream of one connection, as a sync config names it. */
export interface ConfiguredMember {
  readonly configId: number;
  readonly configName: string;
  readonly isEnabled: boolean;
  readonly kind: string;
  readonly connectionId: number;
  readonly stream: string;
  readonly direction: string;
  /** Only records of these take part; null: all. */
  readonly scopes: readonly string[] | null;
}

/**
 * The members of configs, read from their documents; one that names a connection which is not there is left out.
 * `lax` has a malformed document give fewer members rather than an error.
 */
const membersSql = `select s.id as config_id, s.name as config_name, s.enabled, k.key as kind, c.id as connection_id, m ->> 'stream' as stream,
    coalesce(m ->> 'direction', 'both') as direction, case when jsonb_typeof(m -> 'scopes') = 'array' then m -> 'scopes' end as scopes
  from sync_configs s
  cross join lateral jsonb_path_query(s.settings, 'lax $.kinds.keyvalue()') as entry
  cross join lateral (select entry ->> 'key' as key) k
  cross join lateral jsonb_path_query(entry, 'lax $.value.members[*]') as m
  join connections c on c.workspace_id = s.workspace_id and c.name = m ->> 'connection'
  where s.workspace_id = $1`;

/** Members of one config, as a subquery with the columns connection_id, stream, kind and scopes; `id` is its parameter. */
export function membersOfConfig(id: string): string {
  return `(select * from (${membersSql}) m where m.config_id = ${id})`;
}

export async function listConfiguredMembers(sql: Sql, workspaceId: number): Promise<ConfiguredMember[]> {
  const { rows } = await sql.query<ConfiguredMember>(
    `select config_id as "configId", config_name as "configName", enabled as "isEnabled", kind, connection_id as "connectionId", stream, direction,
       scopes
     from (${membersSql}) m order by config_id, connection_id, stream`,
    [workspaceId],
  );
  return rows;
}
