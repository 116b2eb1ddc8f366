import type { EntityKind, Json, RelationType } from '@syncline/core';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import { shortFields } from '../queries/entity-words.ts';

/** Where a step along the edges begins: a record of a client, and by which rules it goes on from there. */
export interface Footing {
  readonly clientId: string;
  readonly entityId: string;
  readonly from: string;
}

/** One way to go: `account in contact belongs_to`. */
export interface Way {
  readonly from: string;
  /** `in`: along the edges that lead to it. */
  readonly direction: 'in' | 'out';
  readonly kind: EntityKind;
  readonly type: RelationType;
}

/** A record at the other end of an edge, without its long texts. */
export interface Neighbour {
  readonly clientId: string;
  readonly viaId: string;
  readonly from: string;
  readonly direction: 'in' | 'out';
  readonly type: RelationType;
  readonly id: string;
  readonly kind: EntityKind;
  readonly fields: Readonly<Record<string, Json>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** There are more edges that way than are followed. */
  readonly isCut: boolean;
}

/** Of each record, so many edges in a direction are followed, those to the newest records. */
export const EDGES_A_STEP = 2_000;

/** What lies one step away from records of clients, along the ways given. What is deleted is not there. */
export async function readNeighbours(
  sql: Sql,
  workspaceId: number,
  footings: readonly Footing[],
  ways: readonly Way[],
): Promise<Neighbour[]> {
  if (footings.length === 0) return [];
  const typesOf = (direction: Way['direction']): string[] => [
    ...new Set(ways.flatMap((way) => (way.direction === direction ? [way.type] : []))),
  ];
  const edges = (own: string, other: string, direction: string, types: string): string =>
    `(select *, count(*) over () > ${EDGES_A_STEP} as is_cut from (
       select r.${other} as id, r.type, '${direction}' as direction from relations r
       where r.workspace_id = $1 and r.${own} = f.entity_id and r.${other} is not null and r.type = any(${types}::text[])
       order by r.${other} desc limit ${EDGES_A_STEP + 1}) one order by id desc limit ${EDGES_A_STEP})`;
  const { rows } = await sql.query({
    name: 'clients-neighbours',
    text: `select f.client_id, f.entity_id as via_id, f.step as "from", r.direction, r.type, e.id, e.kind, ${shortFields('e.fields')} as fields,
             e.created_at, e.updated_at, r.is_cut
           from unnest($2::uuid[], $3::uuid[], $4::text[]) as f (client_id, entity_id, step)
           cross join lateral (${edges('to_entity_id', 'from_entity_id', 'in', '$5')}
             union all ${edges('from_entity_id', 'to_entity_id', 'out', '$6')}) r
           cross join lateral (select * from entities e where e.workspace_id = $1 and e.id = r.id and e.deleted_at is null offset 0) e
           where f.step || ' ' || r.direction || ' ' || e.kind || ' ' || r.type = any($7::text[])
           order by f.entity_id, e.id, r.type`,
    values: [
      workspaceId,
      footings.map(({ clientId }) => clientId),
      footings.map(({ entityId }) => entityId),
      footings.map(({ from }) => from),
      typesOf('in'),
      typesOf('out'),
      ways.map(({ from, direction, kind, type }) => `${from} ${direction} ${kind} ${type}`),
    ],
  });
  return rows.map((row) => ({ ...camelCased<Neighbour>(row), fields: row['fields'] }));
}

/** An account that is somebody's client, as it stands. */
export interface ClientAccount {
  readonly id: string;
  readonly fields: Readonly<Record<string, Json>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Those of the ids that are accounts and not deleted. */
export async function readAccounts(sql: Sql, workspaceId: number, ids: readonly string[]): Promise<ClientAccount[]> {
  const { rows } = await sql.query<ClientAccount>(
    `select e.id, ${shortFields('e.fields')} as fields, e.created_at as "createdAt", e.updated_at as "updatedAt" from entities e
     where e.workspace_id = $1 and e.id = any($2::uuid[]) and e.kind = 'account' and e.deleted_at is null`,
    [workspaceId, ids],
  );
  return rows;
}
