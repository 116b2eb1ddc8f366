import type { FieldDecision, Json } from '@syncline/core';
import type { Sql } from '../database.ts';

/** Which read a value came by. */
export interface ChangeSource {
  readonly connectionId: number | null;
  readonly connectionName: string | null;
  readonly stream: string | null;
  readonly pageId: number | null;
  readonly processId: string | null;
  readonly remoteUpdatedAt: Date | null;
  /** Who edited it in the hub or decided it there; null: nobody, it came from a remote. */
  readonly actor: string | null;
}

export interface FieldChange {
  readonly from: Json;
  readonly to: Json;
}

export interface EntityChange extends ChangeSource {
  readonly version: number;
  readonly at: Date;
  readonly decision: string;
  readonly changes: Readonly<Record<string, FieldChange>>;
  /** Which policy decided each field, and the value that lost; empty where only one side had a say. */
  readonly decisions: readonly FieldDecision[];
}

export interface FieldProvenance extends ChangeSource {
  /** The version that set the field. */
  readonly version: number;
  readonly at: Date;
  readonly decision: string;
}

const HISTORY_LENGTH = 50;
const sourceColumns = `v.connection_id as "connectionId", c.name as "connectionName", v.stream, v.page_id as "pageId", v.process_id as "processId",
  v.remote_updated_at as "remoteUpdatedAt", v.actor, v.version, v.at, v.decision`;

/** The last changes, newest first. A change stores what it replaced; what it set stands in the next one, or in the entity. */
export async function readHistory(
  sql: Sql,
  workspaceId: number,
  id: string,
  fields: Readonly<Record<string, Json>>,
): Promise<EntityChange[]> {
  const { rows } = await sql.query<Omit<EntityChange, 'changes'> & { replaced: Record<string, Json> }>(
    `select ${sourceColumns}, v.replaced, coalesce(v.decisions, '[]'::jsonb) as decisions from entity_versions v left join connections c on c.id = v.connection_id
     where v.workspace_id = $1 and v.entity_id = $2 order by v.version desc limit ${HISTORY_LENGTH}`,
    [workspaceId, id],
  );
  const current: Record<string, Json> = { ...fields };
  return rows.map(({ replaced, ...change }) => {
    const changes: Record<string, FieldChange> = {};
    for (const [field, before] of Object.entries(replaced)) {
      changes[field] = { from: before, to: current[field] ?? null };
      current[field] = before;
    }
    return { ...change, changes };
  });
}

interface ProvenanceSubject {
  readonly id: string;
  readonly createdAt: Date;
  readonly fields: Readonly<Record<string, Json>>;
}

/** Where each field's value came from: the newest version that touched it, else the read that created the entity. */
export async function readProvenance(
  sql: Sql,
  workspaceId: number,
  entity: ProvenanceSubject,
  originPageId: number | null,
): Promise<Record<string, FieldProvenance>> {
  const { rows } = await sql.query<FieldProvenance & { field: string }>(
    `select distinct on (field) field, ${sourceColumns}
     from entity_versions v cross join lateral jsonb_object_keys(v.replaced) as field left join connections c on c.id = v.connection_id
     where v.workspace_id = $1 and v.entity_id = $2 order by field, v.version desc`,
    [workspaceId, entity.id],
  );
  const touched = new Map(rows.map(({ field, ...source }) => [field, source]));
  const origin = await readOrigin(sql, workspaceId, entity, originPageId);
  return Object.fromEntries(Object.keys(entity.fields).map((field) => [field, touched.get(field) ?? origin]));
}

/** The page that created the entity; when it is past its retention, the first mapping still says who showed it. */
async function readOrigin(
  sql: Sql,
  workspaceId: number,
  entity: ProvenanceSubject,
  originPageId: number | null,
): Promise<FieldProvenance> {
  const created = { version: 1, at: entity.createdAt, decision: 'created' };
  const page = await sql.query<ChangeSource>(
    `select v.connection_id as "connectionId", c.name as "connectionName", v.stream, v.id as "pageId", v.process_id as "processId",
       null as "remoteUpdatedAt", null as actor
     from pages v join connections c on c.id = v.connection_id where v.id = $2 and v.workspace_id = $1`,
    [workspaceId, originPageId],
  );
  if (page.rows[0]) return { ...page.rows[0], ...created };
  const mapping = await sql.query<ChangeSource>(
    `select m.connection_id as "connectionId", c.name as "connectionName", m.stream, $3::bigint as "pageId", null as "processId", null as "remoteUpdatedAt",
       null as actor
     from mappings m join connections c on c.id = m.connection_id where m.workspace_id = $1 and m.entity_id = $2 order by m.created_at limit 1`,
    [workspaceId, entity.id, originPageId],
  );
  const unknown = {
    connectionId: null,
    connectionName: null,
    stream: null,
    pageId: originPageId,
    processId: null,
    remoteUpdatedAt: null,
    actor: null,
  };
  return { ...(mapping.rows[0] ?? unknown), ...created };
}
