import type { Sql } from '../database.ts';

/** Living entities of connections that configs speak of, in the order of their ids, after one. */
export async function entitiesToReevaluate(
  sql: Sql,
  workspaceId: number,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from entities where workspace_id = $1 and id > $2 and deleted_at is null order by id limit $3`,
    [workspaceId, after, limit],
  );
  return rows.map((row) => row.id);
}

/** The newest entities of these kinds, as many of each as of the others; at most `limit`. */
export async function sampleEntities(
  sql: Sql,
  workspaceId: number,
  kinds: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select e.id from unnest($2::text[]) with ordinality k(kind, at) cross join lateral (
       select id, row_number() over (order by id desc) as place from (
         select id from entities where workspace_id = $1 and kind = k.kind and deleted_at is null
         order by id desc limit $3) newest) e
     order by e.place, k.at limit $3`,
    [workspaceId, kinds, limit],
  );
  return rows.map((row) => row.id);
}

/** Entities with fields that are held for one of these reasons. */
export async function heldEntities(
  sql: Sql,
  reasons: readonly string[],
  limit: number,
): Promise<{ workspaceId: number; entityId: string }[]> {
  const { rows } = await sql.query<{ workspaceId: number; entityId: string }>(
    `select workspace_id as "workspaceId", entity_id as "entityId" from mappings m
     where shadow -> 'held' is not null and exists (select from jsonb_each(shadow -> 'held') h where h.value ->> 'reason' = any($1))
     order by updated_at limit $2`,
    [reasons, limit],
  );
  return rows;
}
