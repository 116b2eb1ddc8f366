import type { Sql } from './database.ts';
import { lookUpMapping, type Origin } from './graph-read.ts';

/** Which of the records hold an edge of a type, as this connection has shown it; by position. */
export async function findHeld(
  tx: Sql,
  origin: Origin,
  records: readonly { readonly stream: string; readonly externalId: string; readonly relation: string }[],
): Promise<number[]> {
  if (records.length === 0) return [];
  const { rows } = await tx.query<{ index: number }>({
    name: 'edges-held',
    text: `select i.position::int - 1 as index
           from unnest($3::text[], $4::text[], $5::text[]) with ordinality as i (stream, external_id, relation, position)
           ${lookUpMapping('entity_id')}
           where exists (select from relations r
             where r.workspace_id = $1 and r.from_entity_id = m.entity_id and r.type = i.relation and r.connection_id = $2)`,
    values: [
      origin.workspaceId,
      origin.connectionId,
      records.map((r) => r.stream),
      records.map((r) => r.externalId),
      records.map((r) => r.relation),
    ],
  });
  return rows.map((row) => row.index);
}

/** A record that holds an edge to another one of its stream. */
export interface EdgeHolder {
  /** Position of the other one in the list that was asked for. */
  readonly index: number;
  readonly externalId: string;
  readonly locator: string | null;
  readonly scope: string;
}

/** The records of the same stream that hold an edge of a type to one of these. */
export async function findHolders(
  tx: Sql,
  origin: Origin,
  targets: readonly { readonly stream: string; readonly externalId: string; readonly relation: string }[],
): Promise<EdgeHolder[]> {
  if (targets.length === 0) return [];
  const { rows } = await tx.query<EdgeHolder & Record<string, unknown>>({
    name: 'edges-holders',
    text: `select i.position::int - 1 as index, h.external_id as "externalId", h.locator, h.scope
           from unnest($3::text[], $4::text[], $5::text[]) with ordinality as i (stream, external_id, relation, position)
           ${lookUpMapping('entity_id')}
           cross join lateral (select from_entity_id from relations r
             where r.workspace_id = $1 and r.to_entity_id = m.entity_id and r.type = i.relation and r.connection_id = $2 offset 0) r
           cross join lateral (select external_id, locator, scope from mappings h
             where h.workspace_id = $1 and h.entity_id = r.from_entity_id and h.connection_id = $2 and h.stream = i.stream and h.state = 'linked' offset 0) h`,
    values: [
      origin.workspaceId,
      origin.connectionId,
      targets.map((t) => t.stream),
      targets.map((t) => t.externalId),
      targets.map((t) => t.relation),
    ],
  });
  return rows;
}
