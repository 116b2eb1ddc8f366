import type { Json } from '@syncline/core';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { merges } from '../schema/index.ts';
import { announcePairs } from './announce-pairs.ts';

export type MergeRow = typeof merges.$inferSelect;
export type NewMerge = Omit<MergeRow, 'id' | 'at' | 'undoneBy' | 'undoneAt' | 'undoneWhy'>;

export async function insertMerge(tx: Sql, merge: NewMerge): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into merges (workspace_id, kind, survivor_id, loser_id, duplicate_id, actor, why, choices, survivor_before, loser_before, version, moved, is_announced)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
    [
      merge.workspaceId,
      merge.kind,
      merge.survivorId,
      merge.loserId,
      merge.duplicateId,
      merge.actor,
      merge.why,
      JSON.stringify(merge.choices),
      JSON.stringify(merge.survivorBefore),
      JSON.stringify(merge.loserBefore),
      merge.version,
      JSON.stringify(merge.moved),
      merge.isAnnounced,
    ],
  );
  return rows[0]!.id;
}

export async function findMerge(sql: Sql, workspaceId: number, id: number): Promise<MergeRow | null> {
  const { rows } = await sql.query('select * from merges where workspace_id = $1 and id = $2', [workspaceId, id]);
  return rows[0] ? camelCased<MergeRow>(rows[0]) : null;
}

/** A later merge into the same survivor that stands: it has to be taken apart first. */
export async function laterMerge(
  sql: Sql,
  merge: Pick<MergeRow, 'workspaceId' | 'survivorId' | 'id'>,
): Promise<number | null> {
  const { rows } = await sql.query<{ id: number }>(
    'select id from merges where workspace_id = $1 and survivor_id = $2 and id > $3 and undone_at is null order by id desc limit 1',
    [merge.workspaceId, merge.survivorId, merge.id],
  );
  return rows[0]?.id ?? null;
}

export async function noteUnmerged(
  tx: Sql,
  id: number,
  by: { readonly actor: string; readonly why: string | null },
): Promise<void> {
  await tx.query('update merges set undone_by = $2, undone_at = now(), undone_why = $3 where id = $1', [
    id,
    by.actor,
    by.why,
  ]);
}

export interface StepSince {
  readonly version: number;
  readonly replaced: Readonly<Record<string, Json>>;
  readonly connectionId: number | null;
  readonly stream: string | null;
}

/** What has changed of an entity since a version, the oldest first. */
export async function stepsSince(
  sql: Sql,
  workspaceId: number,
  entityId: string,
  version: number,
): Promise<StepSince[]> {
  const { rows } = await sql.query<StepSince>(
    `select version, replaced, connection_id as "connectionId", stream from entity_versions
     where workspace_id = $1 and entity_id = $2 and version > $3 order by version`,
    [workspaceId, entityId, version],
  );
  return rows;
}

/** The pair is decided about; other open pairs of one that is no more are closed. */
export async function noteMerged(
  tx: Sql,
  merge: Pick<MergeRow, 'workspaceId' | 'survivorId' | 'loserId' | 'actor' | 'why'>,
  mergeId: number,
): Promise<void> {
  await tx.query(
    announcePairs(`update duplicates d set state = case when $2 in (a_id, b_id) then 'merged' else 'gone' end, updated_at = now(), refused = null,
       decided_by = case when $2 in (a_id, b_id) then $4 end, decided_at = case when $2 in (a_id, b_id) then now() end,
       why = case when $2 in (a_id, b_id) then $5 end, merge_id = case when $2 in (a_id, b_id) then $6::bigint end
     where workspace_id = $1 and $3 in (a_id, b_id) and (state = 'open' or $2 in (a_id, b_id))`),
    [merge.workspaceId, merge.survivorId, merge.loserId, merge.actor, merge.why, mergeId],
  );
}

/** Notes that the two are not one. False: there is no such pair, or it is not open. */
export async function dismissDuplicate(
  tx: Sql,
  workspaceId: number,
  pair: { readonly id: number } | { readonly mergeId: number },
  by: { readonly actor: string; readonly why: string | null },
): Promise<boolean> {
  const isMerge = 'mergeId' in pair;
  const { rowCount } = await tx.query(
    announcePairs(`update duplicates d set state = 'dismissed', decided_by = $3, decided_at = now(), why = $4, updated_at = now(), refused = null
     where workspace_id = $1 and ${isMerge ? `merge_id = $2 and state = 'merged'` : `id = $2 and state = 'open'`}`),
    [workspaceId, isMerge ? pair.mergeId : pair.id, by.actor, by.why],
  );
  return rowCount === 1;
}

export interface LinkablePair {
  readonly id: number;
  readonly aId: string;
  readonly bId: string;
}

/** Open pairs of these kinds that are sure enough to be merged without asking, and wait for nobody's approval; by id. */
export async function linkablePairs(
  sql: Sql,
  workspaceId: number,
  kinds: readonly string[],
  after: number,
  limit: number,
): Promise<LinkablePair[]> {
  const { rows } = await sql.query<LinkablePair>(
    `select id, a_id as "aId", b_id as "bId" from duplicates
     where workspace_id = $1 and state = 'open' and verdict = 'link' and kind = any($2) and id > $3
       and not exists (select from proposals p where p.workspace_id = $1 and p.key = 'duplicate ' || duplicates.id and p.state in ('waiting', 'approved'))
     order by id limit $4`,
    [workspaceId, kinds, after, limit],
  );
  return rows;
}

export async function noteRefused(sql: Sql, id: number, reason: string): Promise<void> {
  await sql.query(
    `update duplicates set refused = $2 where id = $1 and state = 'open' and refused is distinct from $2`,
    [id, reason],
  );
}
