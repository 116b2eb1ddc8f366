import type { Sql } from '../database.ts';

/** The author of an entity as one connection shows them, and what they are called at a connection where they are known. */
export interface AuthorRow {
  readonly entityId: string;
  /** Which connection says so: twins show the account that posted them. */
  readonly shownBy: number;
  readonly connectionId: number;
  readonly name: string | null;
}

/** Who wrote these entities, a row for each connection at which a record of that person is. */
export async function findAuthors(tx: Sql, workspaceId: number, entityIds: readonly string[]): Promise<AuthorRow[]> {
  if (entityIds.length === 0) return [];
  const { rows } = await tx.query<AuthorRow & Record<string, unknown>>({
    name: 'relations-authors',
    text: `select r.from_entity_id as "entityId", r.connection_id as "shownBy", m.connection_id as "connectionId",
             coalesce(nullif(m.seen ->> 'name', ''), nullif(m.seen ->> 'login', ''), nullif(m.seen ->> 'username', '')) as name
           from relations r
           cross join lateral (select connection_id, seen from mappings m
             where m.workspace_id = r.workspace_id and m.entity_id = r.to_entity_id and m.state = 'linked' offset 0) m
           where r.workspace_id = $1 and r.from_entity_id = any($2::uuid[]) and r.type = 'created_by'
           order by r.from_entity_id, m.connection_id, name`,
    values: [workspaceId, entityIds],
  });
  return rows;
}

/** Whether a side has named an author whose record is not in the graph yet. */
export async function awaitsAuthor(sql: Sql, workspaceId: number, entityId: string): Promise<boolean> {
  const { rows } = await sql.query({
    name: 'relations-author-pending',
    text: `select from relations where workspace_id = $1 and from_entity_id = $2 and type = 'created_by' and to_entity_id is null limit 1`,
    values: [workspaceId, entityId],
  });
  return rows.length > 0;
}
