import type { Sql } from '../database.ts';
import type { InterestSide } from '../schema/index.ts';
import { hashKeys } from './hash-key.ts';

export interface InterestKeyRow {
  readonly entityId: string;
  readonly side: InterestSide;
  readonly keys: readonly string[];
  readonly who: readonly string[];
  readonly fadesAt: Date | null;
}

/** What shares a key with more is compared with the newest of them. */
const MOST_FOUND = 5_000;

/** Brings what some entities are found by to how they stand; those of `entityIds` that are not among the rows are found no longer. */
export async function saveInterestKeys(
  tx: Sql,
  workspaceId: number,
  entityIds: readonly string[],
  rows: readonly InterestKeyRow[],
): Promise<void> {
  const kept = new Set(rows.map(({ entityId }) => entityId));
  await tx.query({
    name: 'interests-drop-keys',
    text: 'delete from interest_keys where workspace_id = $1 and entity_id = any($2::uuid[])',
    values: [workspaceId, entityIds.filter((id) => !kept.has(id))],
  });
  await tx.query({
    name: 'interests-save-keys',
    text: `insert into interest_keys as k (workspace_id, entity_id, side, keys, who, fades_at)
           select $1, id, side, keys::bigint[], who::uuid[], fades_at
           from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) as i (id, side, keys, who, fades_at)
           on conflict (workspace_id, entity_id) do update set side = excluded.side, keys = excluded.keys, who = excluded.who, fades_at = excluded.fades_at
             where (k.side, k.keys, k.who, k.fades_at) is distinct from (excluded.side, excluded.keys, excluded.who, excluded.fades_at)`,
    values: [
      workspaceId,
      rows.map(({ entityId }) => entityId),
      rows.map(({ side }) => side),
      rows.map(({ keys }) => hashKeys(workspaceId, keys)),
      rows.map(({ who }) => `{${who.join(',')}}`),
      rows.map(({ fadesAt }) => fadesAt),
    ],
  });
}

export interface InterestPair {
  readonly sourceId: string;
  readonly itemId: string;
}

/** The items that share a key with what an interest, or a text, seeks. */
export async function findItems(
  sql: Sql,
  workspaceId: number,
  sources: readonly { readonly id: string; readonly sought: readonly string[] }[],
): Promise<InterestPair[]> {
  if (sources.length === 0) return [];
  const { rows } = await sql.query<InterestPair & Record<string, unknown>>({
    name: 'interests-find-items',
    text: `select i.id as "sourceId", k.entity_id as "itemId" from unnest($2::uuid[], $3::text[]) as i (id, keys)
           cross join lateral (select entity_id from interest_keys k where k.workspace_id = $1 and k.side = 'item' and k.keys && i.keys::bigint[]
             order by entity_id desc limit ${MOST_FOUND}) k`,
    values: [workspaceId, sources.map(({ id }) => id), sources.map(({ sought }) => hashKeys(workspaceId, sought))],
  });
  return rows;
}

/** The interests and activities of somebody that share a key with these items, or that one of them fits as it stood. */
export async function findSources(
  sql: Sql,
  workspaceId: number,
  items: readonly { readonly id: string; readonly either: readonly string[]; readonly all: readonly string[] }[],
): Promise<InterestPair[]> {
  if (items.length === 0) return [];
  const found = (condition: string): string =>
    `cross join lateral (select entity_id from interest_keys k where k.workspace_id = $1 and k.side <> 'item' and k.who <> '{}' and ${condition}
       order by entity_id desc limit ${MOST_FOUND}) k`;
  const { rows } = await sql.query<InterestPair & Record<string, unknown>>({
    name: 'interests-find-sources',
    text: `with i as materialized (select id, either::bigint[], every::bigint[] from unnest($2::uuid[], $3::text[], $4::text[]) as i (id, either, every))
           select k.entity_id as "sourceId", i.id as "itemId" from i ${found('k.keys && i.either')} where i.either <> '{}'
           union select k.entity_id, i.id from i ${found('k.keys @> i.every')} where i.every <> '{}'
           union select m.source_id, i.id from i join interest_matches m on m.workspace_id = $1 and m.item_id = i.id`,
    values: [
      workspaceId,
      items.map(({ id }) => id),
      items.map(({ either }) => hashKeys(workspaceId, either)),
      items.map(({ all }) => hashKeys(workspaceId, all)),
    ],
  });
  return rows;
}

/** The interests and activities that lead to these contacts and accounts, or did. */
export async function findSourcesOfWho(
  sql: Sql,
  workspaceId: number,
  whoIds: readonly string[],
  keys: readonly string[],
): Promise<string[]> {
  if (whoIds.length === 0) return [];
  const { rows } = await sql.query<{ id: string }>({
    name: 'interests-of-who',
    text: `select k.entity_id as id from interest_keys k where k.workspace_id = $1 and k.side <> 'item' and k.keys && $3::text::bigint[]
           union select k.entity_id from relations r join interest_keys k on k.workspace_id = $1 and k.entity_id = r.from_entity_id and k.side <> 'item'
             where r.workspace_id = $1 and r.to_entity_id = any($2::uuid[])
           union select m.source_id from interest_matches m where m.workspace_id = $1 and m.who_id = any($2::uuid[])`,
    values: [workspaceId, whoIds, hashKeys(workspaceId, keys)],
  });
  return rows.map(({ id }) => id);
}

/** Ids of interests and activities after one, in their order. */
export async function scanSources(sql: Sql, workspaceId: number, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>({
    name: 'interests-scan',
    text: `select entity_id as id from interest_keys where workspace_id = $1 and side <> 'item' and entity_id > $2 order by entity_id limit $3`,
    values: [workspaceId, after, limit],
  });
  return rows.map(({ id }) => id);
}

/** Whose these are, as it is kept. */
export async function readKeptWho(
  sql: Sql,
  workspaceId: number,
  sourceIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const { rows } = await sql.query<{ id: string; who: string[] }>({
    name: 'interests-kept-who',
    text: 'select entity_id as id, who from interest_keys where workspace_id = $1 and entity_id = any($2::uuid[])',
    values: [workspaceId, sourceIds],
  });
  return new Map(rows.map(({ id, who }) => [id, who]));
}

/** Something was said so long ago that it counts no longer. */
export async function findFaded(sql: Sql, workspaceId: number, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>({
    name: 'interests-faded',
    text: `select entity_id as id from interest_keys where workspace_id = $1 and fades_at is not null and fades_at <= $2
           order by fades_at limit $3`,
    values: [workspaceId, now, limit],
  });
  return rows.map(({ id }) => id);
}
