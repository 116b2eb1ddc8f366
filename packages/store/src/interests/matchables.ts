import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';

/** A thing in stock, an interest, an activity, or whom one may be of, with what is compared of it. */
export interface Matchable {
  readonly id: string;
  readonly kind: string;
  readonly fields: Readonly<Record<string, Json>>;
  readonly createdAt: Date;
  readonly isDeleted: boolean;
}

const kinds = ['inventory_item', 'interest', 'activity', 'contact', 'account'];
const fields = [
  ...['name', 'title', 'category', 'price', 'status', 'words', 'price_from', 'price_to', 'contact', 'account', 'who'],
  ...['type', 'direction', 'subject', 'occurred_at', 'created_at', 'due_date', 'is_closed'],
];
const LONGEST = 300;

/** Those of the ids that can be matched or have a part in it; of long texts the beginning. */
export async function readMatchables(
  sql: Sql,
  workspaceId: number,
  ids: readonly string[],
  longestBody: number,
): Promise<Matchable[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql.query<Matchable & Record<string, unknown>>({
    name: 'interests-matchables',
    text: `select e.id, e.kind, e.created_at as "createdAt", e.deleted_at is not null as "isDeleted",
             case when e.kind in ('contact', 'account') then '{}'::jsonb
               else coalesce((select jsonb_object_agg(f.key, case when jsonb_typeof(f.value) = 'string' then to_jsonb(left(f.value #>> '{}', ${LONGEST})) else f.value end)
                 from jsonb_each(e.fields) f where f.key = any($4::text[])), '{}')
                 || case when e.kind = 'activity' then jsonb_build_object('body', left(e.fields ->> 'body', $5::int)) else '{}' end end as fields
           from unnest($2::uuid[]) as i (id) join entities e on e.workspace_id = $1 and e.id = i.id and e.kind = any($3::text[])
           order by e.id`,
    values: [workspaceId, [...new Set(ids)], kinds, fields, longestBody],
  });
  return rows;
}

/** A chain of merges is no longer than this. */
const MERGES = 20;
/** What is shared by more is nobody's own. */
const MOST_PEOPLE = 10;

/** Whose an interest or an activity is. */
export interface WhoOf {
  readonly sourceId: string;
  /** Contacts and accounts as they stand: what one was merged into in its place. */
  readonly who: readonly string[];
  /** All ids that lead to them. */
  readonly named: readonly string[];
}

/** Whose these interests and activities are, by their edges and by ids that their fields name. */
export async function readWhoOf(
  sql: Sql,
  workspaceId: number,
  sources: readonly { readonly id: string; readonly named: readonly string[] }[],
): Promise<Map<string, WhoOf>> {
  const named = sources.flatMap(({ id, named: ids }) => ids.map((who) => ({ id, who })));
  const { rows } = await sql.query<WhoOf & Record<string, unknown>>({
    name: 'interests-who',
    text: `with recursive named (source_id, id, depth) as (
             select s.source_id, s.id, 0 from unnest($2::uuid[], $3::uuid[]) as s (source_id, id)
             union select r.from_entity_id, r.to_entity_id, 0 from relations r
               where r.workspace_id = $1 and r.from_entity_id = any($4::uuid[]) and r.to_entity_id is not null
                 and r.type in ('belongs_to', 'part_of', 'related_to')
             union select n.source_id, e.merged_into, n.depth + 1 from named n
               join entities e on e.workspace_id = $1 and e.id = n.id and e.merged_into is not null where n.depth < ${MERGES}
           )
           select n.source_id as "sourceId", array_agg(distinct n.id) as named,
             case when count(distinct e.id) > ${MOST_PEOPLE} then '{}'
               else coalesce(array_agg(distinct e.id) filter (where e.id is not null), '{}') end as who
           from named n left join entities e on e.workspace_id = $1 and e.id = n.id and e.kind in ('contact', 'account') and e.deleted_at is null
           group by n.source_id`,
    values: [workspaceId, named.map(({ id }) => id), named.map(({ who }) => who), sources.map(({ id }) => id)],
  });
  return new Map(rows.map((row) => [row.sourceId, row]));
}
