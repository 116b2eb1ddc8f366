import type { Sql } from '../database.ts';

/** A user whom a line of `people` names. */
export interface LinedPerson {
  /** Of the line among those given. */
  readonly line: number;
  readonly entityId: string;
  readonly connectionId: number;
  readonly connectionName: string;
  readonly stream: string;
  readonly externalId: string;
}

/** The users whom lines of `people` name, by the connections' names; in the order of the lines, the oldest user first. */
export async function findLinedPeople(
  sql: Sql,
  workspaceId: number,
  lines: readonly Readonly<Record<string, string>>[],
): Promise<LinedPerson[]> {
  const names = lines.flatMap((line, index) =>
    Object.entries(line).map(([connection, name]) => ({ line: index, connection, name })),
  );
  if (names.length === 0) return [];
  const { rows } = await sql.query<LinedPerson & Record<string, unknown>>({
    name: 'people-lined',
    text: `select distinct l.line, m.entity_id as "entityId", m.connection_id as "connectionId", c.name as "connectionName", m.stream,
             m.external_id as "externalId"
           from entities e
           join mappings m on m.workspace_id = e.workspace_id and m.entity_id = e.id and m.state = 'linked'
           join connections c on c.id = m.connection_id
           join jsonb_to_recordset($2::jsonb) as l (line int, connection text, name text) on l.connection = c.name
             and l.name in (m.external_id, m.locator, m.seen ->> 'login', m.seen ->> 'email')
           where e.workspace_id = $1 and e.kind = 'user' and e.deleted_at is null
           order by l.line, m.entity_id, m.connection_id, m.stream, m.external_id`,
    values: [workspaceId, JSON.stringify(names)],
  });
  return rows;
}
