import { type Json, newId } from '@syncline/core';
import type { Sql } from '@syncline/store';

export interface GraphEntity {
  readonly kind: string;
  readonly fields: Readonly<Record<string, Json>>;
  /** When a vendor changed it last; it has a record there then. */
  readonly changedAt?: string;
}

/** Puts entities into the graph as a backfill would; returns their ids. */
export async function fillGraph(
  sql: Sql,
  connectionId: number,
  entities: readonly GraphEntity[],
  workspaceId = 1,
): Promise<string[]> {
  const ids = entities.map(() => newId());
  await sql.query(
    `with made as (
       insert into entities (workspace_id, id, kind, version, fields) select $6, id, kind, 1, fields
       from unnest($1::uuid[], $2::text[], $3::jsonb[]) as i (id, kind, fields)
     )
     insert into mappings (workspace_id, connection_id, stream, external_id, entity_id, scope, seen, seen_hash, edges_hash, accepted_seq, remote_updated_at)
     select $6, $5, kind || 's', id::text, id, '', fields, 'h', 'e', 1, changed_at
     from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::timestamptz[]) as i (id, kind, fields, changed_at) where changed_at is not null`,
    [
      ids,
      entities.map(({ kind }) => kind),
      entities.map(({ fields }) => JSON.stringify(fields)),
      entities.map(({ changedAt }) => changedAt ?? null),
      connectionId,
      workspaceId,
    ],
  );
  return ids;
}

/** An edge as a vendor shows it. */
export async function relate(
  sql: Sql,
  connectionId: number,
  from: string,
  type: string,
  to: string,
  workspaceId = 1,
): Promise<void> {
  await sql.query(
    `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
     values ($1, $2, $3, $4, 'x', 'id:' || $5::text, $5::uuid)`,
    [workspaceId, from, type, connectionId, to],
  );
}
