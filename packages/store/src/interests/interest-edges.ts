import type { InterestExplanation } from '@syncline/core';
import type { Sql } from '../database.ts';

/** A reason for an edge `interested_in`; with a score of 0, one against it. */
export interface InterestMatch {
  readonly sourceId: string;
  readonly itemId: string;
  readonly whoId: string;
  readonly score: number;
}

export interface ExplainedMatch extends InterestMatch {
  readonly explanation: InterestExplanation;
}

/** Edges that are the hub's own finding name it so; no vendor and no file shows them. */
const OWN_EDGE = `'interested_in', 0, 'interests'`;
/** An event names so many items. */
const ITEMS_AN_EVENT = 20;

/** What is kept of these interests and activities; with `itemIds`, of what they refuse only these: it may be thousands. */
export async function readInterestMatches(
  sql: Sql,
  workspaceId: number,
  sourceIds: readonly string[],
  itemIds: readonly string[] | null = null,
): Promise<InterestMatch[]> {
  if (sourceIds.length === 0) return [];
  const { rows } = await sql.query<InterestMatch & Record<string, unknown>>({
    name: 'interests-kept',
    text: `select source_id as "sourceId", item_id as "itemId", who_id as "whoId", score from interest_matches
           where workspace_id = $1 and source_id = any($2::uuid[]) and (score > 0 or $3::uuid[] is null or item_id = any($3))`,
    values: [workspaceId, sourceIds, itemIds],
  });
  return rows;
}

/**
 * Takes reasons away and puts others in, brings the edges that rest on them in line, and announces whose have changed, once
 * each. What stands already is not written.
 */
export async function saveInterestMatches(
  tx: Sql,
  workspaceId: number,
  gone: readonly InterestMatch[],
  put: readonly ExplainedMatch[],
): Promise<void> {
  if (gone.length === 0 && put.length === 0) return;
  const { rows: changed } = await tx.query<{ whoId: string; itemId: string; isReason: boolean }>({
    name: 'interests-save',
    text: `with gone as (
             delete from interest_matches m using unnest($2::uuid[], $3::uuid[], $4::uuid[]) as i (who_id, item_id, source_id)
             where m.workspace_id = $1 and m.who_id = i.who_id and m.item_id = i.item_id and m.source_id = i.source_id
             returning m.who_id, m.item_id, m.score
           ), put as (
             insert into interest_matches as m (workspace_id, who_id, item_id, source_id, score, explanation)
             select $1, * from unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::real[], $9::jsonb[])
             on conflict (workspace_id, who_id, item_id, source_id) do update set score = excluded.score, explanation = excluded.explanation
               where (m.score, m.explanation) is distinct from (excluded.score, excluded.explanation)
             returning m.who_id, m.item_id, m.score
           )
           select who_id as "whoId", item_id as "itemId", bool_or(score > 0) as "isReason"
           from (select * from gone union all select * from put) c group by who_id, item_id`,
    values: [
      workspaceId,
      gone.map(({ whoId }) => whoId),
      gone.map(({ itemId }) => itemId),
      gone.map(({ sourceId }) => sourceId),
      put.map(({ whoId }) => whoId),
      put.map(({ itemId }) => itemId),
      put.map(({ sourceId }) => sourceId),
      put.map(({ score }) => score),
      put.map(({ explanation }) => JSON.stringify(explanation)),
    ],
  });
  if (changed.length === 0) return;
  await tx.query({
    name: 'interests-edges',
    text: `with changed as materialized (select * from unnest($2::uuid[], $3::uuid[], $4::boolean[]) as i (who_id, item_id, is_reason)
           ), standing as materialized (select c.*, exists (select from interest_matches m
               where m.workspace_id = $1 and m.who_id = c.who_id and m.item_id = c.item_id and m.score > 0) as is_wanted from changed c
           ), gone as (
             delete from relations r using standing s where not s.is_wanted and r.workspace_id = $1 and r.from_entity_id = s.who_id
               and (r.type, r.connection_id, r.to_stream) = (${OWN_EDGE}) and r.target = 'id:' || s.item_id
             returning s.who_id, s.item_id
           ), put as (
             insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
             select $1, s.who_id, ${OWN_EDGE}, 'id:' || s.item_id, s.item_id from standing s where s.is_wanted on conflict do nothing
           )
           insert into events (workspace_id, type, entity_id, payload)
           select $1, 'interest.changed', who_id, jsonb_build_object('items', to_jsonb((array_agg(item_id order by item_id))[1:${ITEMS_AN_EVENT}]))
           from standing s where is_reason or is_wanted or exists (select from gone g where (g.who_id, g.item_id) = (s.who_id, s.item_id)) group by who_id order by who_id`,
    values: [
      workspaceId,
      changed.map(({ whoId }) => whoId),
      changed.map(({ itemId }) => itemId),
      changed.map(({ isReason }) => isReason),
    ],
  });
}
