import { troubledParts } from '../clients/trouble-counts.ts';
import type { Sql } from '../database.ts';
import { titleOf } from './entity-words.ts';

/** What waits for somebody, of the account and its people, deals, quotes and work. */
export interface ClientTroubles {
  readonly items: readonly ClientItem[];
  readonly conflicts: number;
  readonly itemCount: number;
  readonly proposals: readonly ClientProposal[];
  readonly proposalCount: number;
  readonly duplicates: readonly ClientDuplicate[];
  readonly duplicateCount: number;
}

interface OfEntity {
  readonly entityId: string;
  readonly entityName: string | null;
}

/** An open conflict, or another item of the reconciliation. */
export interface ClientItem extends OfEntity {
  readonly id: number;
  readonly class: string;
  readonly code: string;
  readonly field: string | null;
  readonly message: string;
  readonly firstSeenAt: Date;
}

export interface ClientProposal extends OfEntity {
  readonly id: number;
  readonly kind: string;
  readonly title: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A pair, one of which is the client's. */
export interface ClientDuplicate extends OfEntity {
  readonly id: number;
  readonly otherId: string;
  readonly otherName: string | null;
  readonly probability: number;
}

const concerned = `(select $2::uuid as entity_id union all select p.entity_id from client_parts p
  where p.workspace_id = $1 and p.client_id = $2 and p.part in ${troubledParts})`;

/** Read as it is asked for, so that it is never behind; what lists are found by is kept (`countTroubles`). */
export async function readClientTroubles(
  sql: Sql,
  workspaceId: number,
  clientId: string,
  limit: number,
): Promise<ClientTroubles> {
  const values = [workspaceId, clientId, limit];
  const [items, proposals, duplicates] = await Promise.all([
    sql.query<ClientItem & { total: number; conflicts: number }>({
      name: 'client-items',
      text: `select i.*, ${titleOf('e')} as "entityName" from (
               select r.id, r.class, r.code, r.field, r.message, r.first_seen_at as "firstSeenAt", r.entity_id as "entityId",
                 count(*) over ()::int as total, count(*) filter (where r.class = 'conflict') over ()::int as conflicts
               from ${concerned} k cross join lateral (select * from reconciliation_items r
                 where r.workspace_id = $1 and r.entity_id = k.entity_id and r.state in ('open', 'retrying') offset 0) r
               order by r.id desc limit $3) i
             join entities e on e.workspace_id = $1 and e.id = i."entityId" order by i.id desc`,
      values,
    }),
    sql.query<ClientProposal & { total: number }>({
      name: 'client-proposals',
      text: `select i.*, ${titleOf('e')} as "entityName" from (
               select p.id, p.kind, p.title, p.created_at as "createdAt", p.expires_at as "expiresAt", p.entity_id as "entityId",
                 count(*) over ()::int as total
               from ${concerned} k cross join lateral (select * from proposals p
                 where p.workspace_id = $1 and p.entity_id = k.entity_id and p.state = 'waiting' offset 0) p
               order by p.id desc limit $3) i
             join entities e on e.workspace_id = $1 and e.id = i."entityId" order by i.id desc`,
      values,
    }),
    sql.query<ClientDuplicate & { total: number }>({
      name: 'client-duplicates',
      text: `select i.*, ${titleOf('e')} as "entityName", ${titleOf('o')} as "otherName" from (
               select d.id, d.entity_id as "entityId", d.other_id as "otherId", d.probability::float8 as probability, count(*) over ()::int as total
               from (select distinct on (d.id) d.*, k.entity_id from ${concerned} k cross join lateral (
                   select id, b_id as other_id, probability from duplicates d where d.workspace_id = $1 and d.a_id = k.entity_id and d.state = 'open'
                   union all select id, a_id, probability from duplicates d where d.workspace_id = $1 and d.b_id = k.entity_id and d.state = 'open') d
                 order by d.id, k.entity_id) d
               order by d.probability desc, d.id limit $3) i
             join entities e on e.workspace_id = $1 and e.id = i."entityId" left join entities o on o.workspace_id = $1 and o.id = i."otherId"
             order by i.probability desc, i.id`,
      values,
    }),
  ]);
  return {
    items: items.rows.map(({ total: _, conflicts: __, ...item }) => item),
    conflicts: items.rows[0]?.conflicts ?? 0,
    itemCount: items.rows[0]?.total ?? 0,
    proposals: proposals.rows.map(({ total: _, ...proposal }) => proposal),
    proposalCount: proposals.rows[0]?.total ?? 0,
    duplicates: duplicates.rows.map(({ total: _, ...pair }) => pair),
    duplicateCount: duplicates.rows[0]?.total ?? 0,
  };
}
