import type { Sql } from '../database.ts';

/** A user's record, and what it is called by. */
export interface PersonRecordRow {
  readonly entityId: string;
  readonly connectionId: number;
  readonly connectionName: string;
  readonly stream: string;
  readonly externalId: string;
  /** What a line of `people` may call it, what it is usually called by first. */
  readonly names: readonly string[];
}

/** The records of users, by their entities. */
export async function findPersonRecords(
  sql: Sql,
  workspaceId: number,
  entityIds: readonly string[],
): Promise<PersonRecordRow[]> {
  const { rows } = await sql.query<PersonRecordRow & Record<string, unknown>>({
    name: 'people-records',
    text: `select m.entity_id as "entityId", m.connection_id as "connectionId", c.name as "connectionName", m.stream, m.external_id as "externalId",
             array_remove(array[m.seen ->> 'login', m.locator, m.external_id, m.seen ->> 'username', m.seen ->> 'email'], null) as names
           from mappings m join connections c on c.id = m.connection_id
           join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id and e.kind = 'user' and e.deleted_at is null
           where m.workspace_id = $1 and m.entity_id = any($2::uuid[]) and m.state = 'linked'
           order by m.connection_id, m.stream, m.external_id`,
    values: [workspaceId, entityIds],
  });
  return rows;
}

/** Everything that is of one user, or names them, becomes the other's; both are locked. Their fields stay as they are. */
export async function joinPeople(tx: Sql, workspaceId: number, kept: string, gone: string): Promise<void> {
  const values = [workspaceId, kept, gone];
  // Who said once that they are two says otherwise now.
  await tx.query(
    `delete from refused_matches r using mappings a, mappings b
     where r.workspace_id = $1 and a.workspace_id = $1 and b.workspace_id = $1 and a.entity_id = any($2::uuid[]) and b.entity_id = any($2::uuid[])
       and (r.connection_id, r.stream, r.external_id) = (a.connection_id, a.stream, a.external_id)
       and (r.other_connection_id, r.other_stream, r.other_external_id) = (b.connection_id, b.stream, b.external_id)`,
    [workspaceId, [kept, gone]],
  );
  await tx.query(
    'update mappings set entity_id = $2, home = false, updated_at = now() where workspace_id = $1 and entity_id = $3',
    values,
  );
  await tx.query(
    `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
     select workspace_id, $2, type, connection_id, to_stream, target, to_entity_id from relations
     where workspace_id = $1 and from_entity_id = $3 on conflict do nothing`,
    values,
  );
  await tx.query('delete from relations where workspace_id = $1 and from_entity_id = $2', [workspaceId, gone]);
  await tx.query('update relations set to_entity_id = $2 where workspace_id = $1 and to_entity_id = $3', values);
  await tx.query(
    `insert into match_keys (workspace_id, kind, field, value, entity_id)
     select workspace_id, kind, field, value, $2 from match_keys where workspace_id = $1 and entity_id = $3 on conflict do nothing`,
    values,
  );
  await tx.query('delete from match_keys where workspace_id = $1 and entity_id = $2', [workspaceId, gone]);
  await renamePerson(tx, workspaceId, kept, gone);
}

/** Fields that name the one name the other. Ids of entities stand in texts of nothing else. */
export async function renamePerson(tx: Sql, workspaceId: number, kept: string, gone: string): Promise<void> {
  await tx.query(
    `update entities set fields = replace(fields::text, $3::text, $2::text)::jsonb, updated_at = now()
     where workspace_id = $1 and id <> $3::text::uuid and fields::text like '%' || $3::text || '%'`,
    [workspaceId, kept, gone],
  );
}

/** Living entities that these users have written, or whose fields hold their ids or any of these words, in the order of their ids, after one. */
export async function entitiesNaming(
  sql: Sql,
  workspaceId: number,
  named: { readonly entityIds: readonly string[]; readonly words: readonly string[] },
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from entities e where workspace_id = $1 and id > $2 and deleted_at is null and kind <> 'user'
       and (fields::text ilike any($4::text[]) or exists (select from relations r where r.workspace_id = $1 and r.from_entity_id = e.id
         and r.to_entity_id = any($3::uuid[])))
     order by id limit $5`,
    [
      workspaceId,
      after,
      named.entityIds,
      [...named.entityIds, ...named.words].map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`),
      limit,
    ],
  );
  return rows.map((row) => row.id);
}
