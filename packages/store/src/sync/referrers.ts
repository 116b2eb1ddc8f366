import type { Sql } from '../database.ts';

/** Entities with an edge to this one and a record at the connection, the oldest first: what may be waiting for its record there. */
export async function findReferrers(
  sql: Sql,
  at: { readonly workspaceId: number; readonly connectionId: number; readonly entityId: string },
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>({
    name: 'relations-referrers',
    text: `select distinct r.from_entity_id as id from relations r
           join mappings m on m.workspace_id = r.workspace_id and m.entity_id = r.from_entity_id and m.connection_id = $2 and m.state = 'linked'
           where r.workspace_id = $1 and r.to_entity_id = $3 and r.type <> 'interested_in' order by id limit $4`,
    values: [at.workspaceId, at.connectionId, at.entityId, limit],
  });
  return rows.map((row) => row.id);
}
