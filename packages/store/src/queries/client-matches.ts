import type { InterestExplanation } from '@syncline/core';
import type { Sql } from '../database.ts';
import { stands, titleOf } from './entity-words.ts';

/** A thing in stock that the account, or a person of it, may want. */
export interface ClientMatch {
  readonly whoId: string;
  readonly whoName: string | null;
  readonly itemId: string;
  readonly itemName: string | null;
  /** From 0 to 1, by the best reason, and the reason. */
  readonly score: number;
  readonly explanation: InterestExplanation;
}

export interface ClientMatches {
  /** The best first. */
  readonly items: readonly ClientMatch[];
  readonly total: number;
}

/** What an account and its people may want of what is in stock. */
export async function readClientMatches(
  sql: Sql,
  workspaceId: number,
  clientId: string,
  limit: number,
): Promise<ClientMatches> {
  const { rows } = await sql.query<ClientMatch & { total: number }>({
    name: 'client-matches',
    text: `with who as (
             select $2::uuid as id union select p.entity_id from client_parts p where p.workspace_id = $1 and p.client_id = $2 and p.part = 'person' and ${stands('p.entity_id')}
           ), best as (
             select m.who_id, m.item_id, max(m.score) as score from who w join interest_reasons m on m.workspace_id = $1 and m.who_id = w.id
             group by m.who_id, m.item_id
           ), shown as (select *, count(*) over ()::int as total from best where ${stands('item_id')} order by score desc, item_id desc, who_id limit $3)
           select s.who_id as "whoId", ${titleOf('w')} as "whoName", s.item_id as "itemId", ${titleOf('i')} as "itemName",
             s.score, m.explanation, s.total
           from shown s cross join lateral (select m.explanation from interest_reasons m
               where m.workspace_id = $1 and m.who_id = s.who_id and m.item_id = s.item_id and m.score = s.score
               order by m.explanation ->> 'saidAt' desc nulls last, m.source_id limit 1) m
             left join entities w on w.workspace_id = $1 and w.id = s.who_id left join entities i on i.workspace_id = $1 and i.id = s.item_id
           order by s.score desc, s.item_id desc, s.who_id`,
    values: [workspaceId, clientId, limit],
  });
  return { items: rows.map(({ total: _, ...match }) => match), total: rows[0]?.total ?? 0 };
}
