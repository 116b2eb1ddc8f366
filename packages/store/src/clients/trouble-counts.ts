import type { Sql } from '../database.ts';

/** How much waits for somebody, of the account and its people, deals, quotes and work. */
export interface ClientTroubleCounts {
  readonly conflicts: number;
  /** Items that are no conflicts. */
  readonly items: number;
  readonly duplicates: number;
  readonly proposals: number;
}

/** What was said and put there has no troubles of its own, and may be much. */
export const troubledParts = `('person', 'deal', 'quote', 'work')`;

/** Of clients that have any, by client; along what is kept of who belongs to whom. */
export async function countTroubles(
  sql: Sql,
  workspaceId: number,
  clientIds: readonly string[],
): Promise<ReadonlyMap<string, ClientTroubleCounts>> {
  const { rows } = await sql.query<ClientTroubleCounts & { clientId: string }>({
    name: 'clients-troubles',
    text: `with concerned as materialized (
             select id as client_id, id as entity_id from unnest($2::uuid[]) as i (id)
             union all select p.client_id, p.entity_id from client_parts p
               where p.workspace_id = $1 and p.client_id = any($2::uuid[]) and p.part in ${troubledParts}
           )
           select client_id as "clientId", sum(conflicts)::int as conflicts, sum(items)::int as items, sum(duplicates)::int as duplicates,
             sum(proposals)::int as proposals
           from (
             select k.client_id, (r.class = 'conflict')::int as conflicts, (r.class <> 'conflict')::int as items, 0 as duplicates, 0 as proposals
             from concerned k cross join lateral (select class from reconciliation_items r
               where r.workspace_id = $1 and r.entity_id = k.entity_id and r.state in ('open', 'retrying') offset 0) r
             union all select k.client_id, 0, 0, 0, 1
             from concerned k cross join lateral (select from proposals p
               where p.workspace_id = $1 and p.entity_id = k.entity_id and p.state = 'waiting' offset 0) p
             union all select distinct_pairs.client_id, 0, 0, 1, 0 from (
               select distinct k.client_id, d.id from concerned k cross join lateral (
                 select id from duplicates d where d.workspace_id = $1 and d.a_id = k.entity_id and d.state = 'open'
                 union all select id from duplicates d where d.workspace_id = $1 and d.b_id = k.entity_id and d.state = 'open') d) distinct_pairs
           ) t group by client_id`,
    values: [workspaceId, clientIds],
  });
  return new Map(rows.map(({ clientId, ...counts }) => [clientId, counts]));
}
