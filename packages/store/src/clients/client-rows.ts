import type { Sql } from '../database.ts';
import type { ClientFigures, ClientPart } from '../schema/index.ts';
import type { ClientTroubleCounts } from './trouble-counts.ts';

/** Edges that lead to people of ours and to words. */
export const nobodysRelations: readonly string[] = ['assigned_to', 'created_by', 'labelled', 'in_milestone'];

/**
 * Notes which clients something has happened to: accounts among the entities, clients that one of them is a record of,
 * and clients of what one of them refers to. Nothing further away can have become a client's without an event of its own.
 */
export async function markClients(
  tx: Sql,
  workspaceId: number,
  entityIds: readonly string[],
  how: 'silently' | 'to be told' = 'to be told',
): Promise<void> {
  if (entityIds.length === 0) return;
  await tx.query({
    name: 'clients-mark',
    text: `insert into clients as c (workspace_id, client_id, touched)
           select $1, client_id, case when $4 then coalesce(array_agg(distinct part) filter (where part is not null), '{}') else '{}' end from (
             select e.id as client_id, 'account' as part from entities e where e.workspace_id = $1 and e.id = any($2::uuid[]) and e.kind = 'account'
             union select p.client_id, p.part from client_parts p where p.workspace_id = $1 and p.entity_id = any($2::uuid[])
             union select t.client_id, null from unnest($2::uuid[]) as i (id)
               cross join lateral (select r.to_entity_id as id from relations r
                 where r.workspace_id = $1 and r.from_entity_id = i.id and r.to_entity_id is not null and r.type <> all($3::text[]) offset 0) r
               cross join lateral (
                 select p.client_id from client_parts p where p.workspace_id = $1 and p.entity_id = r.id
                 union all select e.id from entities e where e.workspace_id = $1 and e.id = r.id and e.kind = 'account') t
           ) m group by client_id order by client_id
           on conflict (workspace_id, client_id) do update set is_dirty = true,
             touched = (select coalesce(array_agg(distinct part), '{}') from unnest(c.touched || excluded.touched) as t (part))
             where not c.is_dirty or not c.touched @> excluded.touched`,
    values: [workspaceId, entityIds, nobodysRelations, how === 'to be told'],
  });
}

/** Clients that nobody has looked at for long are, too: an edge that changes alone is told by no event. */
export async function markStaleClients(
  tx: Sql,
  workspaceId: number,
  keptBeforeMs: number,
  limit: number,
): Promise<void> {
  await tx.query(
    `update clients c set is_dirty = true from (select client_id from clients
       where workspace_id = $1 and not is_dirty and kept_at < now() - $2 * interval '1 ms' order by kept_at limit $3) s
     where c.workspace_id = $1 and c.client_id = s.client_id`,
    [workspaceId, keptBeforeMs, limit],
  );
}

export interface DueClient {
  readonly clientId: string;
  readonly touched: readonly string[];
  /** It has no figures yet. */
  readonly isNew: boolean;
}

export async function dueClients(sql: Sql, workspaceId: number, limit: number): Promise<DueClient[]> {
  const { rows } = await sql.query<DueClient & Record<string, unknown>>(
    `select client_id as "clientId", touched, figures is null as "isNew" from clients
     where workspace_id = $1 and is_dirty and due_at <= now() order by due_at, client_id limit $2`,
    [workspaceId, limit],
  );
  return rows;
}

/** Whether any client is to be counted now: it is due, or was kept so long ago. */
export async function hasDueClients(sql: Sql, workspaceId: number, keptBeforeMs: number): Promise<boolean> {
  const { rows } = await sql.query<{ isDue: boolean }>({
    name: 'clients-has-due',
    text: `select exists (select from clients where workspace_id = $1 and is_dirty and due_at <= now())
             or exists (select from clients where workspace_id = $1 and not is_dirty and kept_at < now() - $2 * interval '1 ms') as "isDue"`,
    values: [workspaceId, keptBeforeMs],
  });
  return rows[0]!.isDue;
}

/** A record of a client. */
export interface PartRow {
  readonly clientId: string;
  readonly entityId: string;
  readonly part: ClientPart;
  readonly viaId: string;
  readonly at: Date;
  readonly isOpen: boolean;
}

/** Brings the records of clients to what was found; returns by client which parts that changed. */
export async function saveParts(
  tx: Sql,
  workspaceId: number,
  clientIds: readonly string[],
  found: readonly PartRow[],
): Promise<Map<string, string[]>> {
  const { rows } = await tx.query<{ clientId: string; part: string }>({
    name: 'clients-save-parts',
    text: `with input as materialized (
             select * from unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::timestamptz[], $8::boolean[])
               as i (client_id, entity_id, part, via_id, at, is_open)
           ), gone as (
             delete from client_parts p where p.workspace_id = $1 and p.client_id = any($2::uuid[])
               and not exists (select from input i where i.client_id = p.client_id and i.entity_id = p.entity_id)
             returning p.client_id, p.part
           ), put as (
             insert into client_parts as p (workspace_id, client_id, entity_id, part, via_id, at, is_open)
             select $1, client_id, entity_id, part, via_id, at, is_open from input
             on conflict (workspace_id, client_id, entity_id) do update set part = excluded.part, via_id = excluded.via_id, at = excluded.at,
               is_open = excluded.is_open
             where (p.part, p.via_id, p.at, p.is_open) is distinct from (excluded.part, excluded.via_id, excluded.at, excluded.is_open)
             returning p.client_id, p.part
           )
           select client_id as "clientId", part from gone union select client_id, part from put`,
    values: [
      workspaceId,
      clientIds,
      found.map(({ clientId }) => clientId),
      found.map(({ entityId }) => entityId),
      found.map(({ part }) => part),
      found.map(({ viaId }) => viaId),
      found.map(({ at }) => at),
      found.map(({ isOpen }) => isOpen),
    ],
  });
  const changed = Map.groupBy(rows, ({ clientId }) => clientId);
  return new Map([...changed].map(([id, parts]) => [id, parts.map(({ part }) => part)]));
}

/** The figures of a client, and the columns that lists are found by. */
export interface KeptClient {
  readonly clientId: string;
  readonly sortName: string;
  readonly words: string;
  readonly lastContactAt: string | null;
  readonly openDeals: number;
  readonly openWork: number;
  readonly blockedWork: number;
  readonly completeness: number;
  readonly troubles: ClientTroubleCounts;
  readonly figures: ClientFigures;
}

/** What is other than before. */
export type ClientDifference = 'figures' | 'troubles';

/** Writes the figures of a client, which is not counted again for some time. */
export async function saveClient(
  tx: Sql,
  workspaceId: number,
  kept: KeptClient,
  restMs: number,
): Promise<ClientDifference[]> {
  const { conflicts, items, duplicates, proposals } = kept.troubles;
  const { rows } = await tx.query<Readonly<Record<ClientDifference, boolean>>>({
    name: 'clients-save',
    text: `update clients c set sort_name = $3, words = $4, last_contact_at = $5, open_deals = $6, open_work = $7, blocked_work = $8, figures = $9,
             completeness = $11, open_conflicts = $12, open_items = $13, open_duplicates = $14, waiting_proposals = $15,
             troubles = $12::int + $13::int + $14::int + $15::int, is_dirty = false, touched = '{}', kept_at = now(), due_at = now() + $10 * interval '1 ms'
           from (select * from clients where workspace_id = $1 and client_id = $2) b
           where c.workspace_id = $1 and c.client_id = $2 returning b.figures is distinct from c.figures as figures,
             (b.open_conflicts, b.open_items, b.open_duplicates, b.waiting_proposals)
               is distinct from (c.open_conflicts, c.open_items, c.open_duplicates, c.waiting_proposals) as troubles`,
    values: [
      workspaceId,
      kept.clientId,
      kept.sortName,
      kept.words,
      kept.lastContactAt,
      kept.openDeals,
      kept.openWork,
      kept.blockedWork,
      JSON.stringify(kept.figures),
      restMs,
      kept.completeness,
      conflicts,
      items,
      duplicates,
      proposals,
    ],
  });
  return (['figures', 'troubles'] as const).filter((what) => rows[0]?.[what]);
}

/** These are accounts no longer. */
export async function dropClients(tx: Sql, workspaceId: number, clientIds: readonly string[]): Promise<void> {
  await tx.query('delete from client_parts where workspace_id = $1 and client_id = any($2::uuid[])', [
    workspaceId,
    clientIds,
  ]);
  await tx.query('delete from clients where workspace_id = $1 and client_id = any($2::uuid[])', [
    workspaceId,
    clientIds,
  ]);
}
