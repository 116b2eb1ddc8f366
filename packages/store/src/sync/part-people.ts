import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { PersonRecordRow } from './join-people.ts';

/** The record of a user at a connection, by the connection's id or name; null: no such user. */
export async function findPersonRecord(
  sql: Sql,
  workspaceId: number,
  at: { readonly connection: string; readonly externalId: string },
): Promise<PersonRecordRow | null> {
  const { rows } = await sql.query<PersonRecordRow & Record<string, unknown>>({
    name: 'people-record',
    text: `select m.entity_id as "entityId", m.connection_id as "connectionId", c.name as "connectionName", m.stream, m.external_id as "externalId",
             array_remove(array[m.seen ->> 'login', m.locator, m.external_id, m.seen ->> 'username', m.seen ->> 'email'], null) as names
           from connections c join mappings m on m.workspace_id = c.workspace_id and m.connection_id = c.id and m.external_id = $3 and m.state = 'linked'
           join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id and e.kind = 'user' and e.deleted_at is null
           where c.workspace_id = $1 and (c.name = $2 or c.id::text = $2) order by c.name = $2 desc, m.stream limit 1`,
    values: [workspaceId, at.connection, at.externalId],
  });
  return rows[0] ?? null;
}

/** Ids that entities had which became this user's. */
export async function formerIdsOf(sql: Sql, workspaceId: number, entityId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct details ->> 'otherId' as id from audit_log
     where workspace_id = $1 and action = 'person.same' and entity_id = $2 and details ->> 'otherId' is not null`,
    [workspaceId, entityId],
  );
  return rows.map((row) => row.id);
}

/** Edges that name this record of a user, and those that it shows, become the other entity's. */
export async function moveEdges(
  tx: Sql,
  workspaceId: number,
  record: PersonRecordRow,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const targets = [`id:${record.externalId}`, ...record.names.map((name) => `at:${name}`)];
  await tx.query(
    `update relations set to_entity_id = $3 where workspace_id = $1 and to_entity_id = $2 and connection_id = $4 and to_stream = $5
       and target = any($6::text[])`,
    [workspaceId, from, to, record.connectionId, record.stream, targets],
  );
  await tx.query(
    `update relations set from_entity_id = $3 where workspace_id = $1 and from_entity_id = $2 and connection_id = $4`,
    [workspaceId, from, to, record.connectionId],
  );
}

/** One change of an entity, by what it replaced. */
export interface PersonChange {
  readonly entityId: string;
  readonly version: number;
  readonly replaced: Readonly<Record<string, Json>>;
  /** Whose read brought it; null: a decision of the hub's. */
  readonly connectionId: number | null;
}

/** How these entities changed, the newest first. */
export async function changesOf(tx: Sql, workspaceId: number, entityIds: readonly string[]): Promise<PersonChange[]> {
  const { rows } = await tx.query<PersonChange & Record<string, unknown>>(
    `select entity_id as "entityId", version, replaced, connection_id as "connectionId"
     from entity_versions where workspace_id = $1 and entity_id = any($2::uuid[]) order by entity_id, version desc`,
    [workspaceId, entityIds],
  );
  return rows;
}

/** `entity connection/stream` of these entities' records that something is being written to. */
export async function sendingTo(
  tx: Sql,
  workspaceId: number,
  entityIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ place: string }>(
    `select distinct entity_id || ' ' || connection_id || '/' || stream as place from writebacks
     where workspace_id = $1 and entity_id = any($2::uuid[]) and state in ('queued', 'sending')`,
    [workspaceId, entityIds],
  );
  return new Set(rows.map(({ place }) => place));
}
