import type { InterestExplanation, RelationType } from '@syncline/core';
import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { stands, titleOf } from './entity-words.ts';

export interface RelationView {
  readonly direction: 'out' | 'in';
  readonly type: RelationType;
  readonly connectionId: number;
  /** Null while the other end is not in the graph (rule 3.9). */
  readonly entityId: string | null;
  readonly kind: string | null;
  readonly title: string | null;
  /** How the vendor names a target that is not in the graph. */
  readonly target: string | null;
  /** Of `interested_in`: from 0 to 1, by the best reason, and the reason. */
  readonly score: number | null;
  readonly explanation: InterestExplanation | null;
}

export interface RelationFilter {
  /** `out`: what the entity refers to; `in`: what refers to it. */
  readonly direction: 'out' | 'in';
  readonly type?: string | undefined;
  /** What is deleted, or merged into another, is as if it were not in the graph. */
  readonly standing?: boolean;
}

interface RelationRow extends RelationView {
  readonly fromEntityId: string;
  readonly toStream: string;
  readonly key: string;
}

/** By what the rows of a page go on: an edge's whole key, which one entity's edges are in the order of. */
const KEY = [/^\w{1,100}$/, cursorPattern.uuid, cursorPattern.serial, /^[^\0]{1,500}$/, /^[^\0]{1,2000}$/] as const;

/** The best reason for an edge `r`, where it is one that rests on reasons. */
const bestReason = `left join lateral (select m.score, m.explanation from interest_reasons m
       where r.type = 'interested_in' and m.workspace_id = r.workspace_id and m.who_id = r.from_entity_id and m.item_id = r.to_entity_id
       order by m.score desc, m.explanation ->> 'saidAt' desc nulls last, m.source_id limit 1) m on true`;

/** Edges of one entity, as the sides showed them, in the order of their types. */
export async function listRelations(
  sql: Sql,
  workspaceId: number,
  entityId: string,
  filter: RelationFilter,
  page: PageRequest,
): Promise<Paged<RelationView>> {
  const [own, other] =
    filter.direction === 'out' ? ['from_entity_id', 'to_entity_id'] : ['to_entity_id', 'from_entity_id'];
  const isThere = filter.standing && filter.direction === 'in' ? `and ${stands('r.from_entity_id')}` : '';
  const { rows } = await sql.query<RelationRow>(
    // Of a repository with 100,000 issues, only the page is joined.
    `select $3 as direction, r.type, r.connection_id as "connectionId", e.id as "entityId", e.kind, ${titleOf('e')} as title,
       case when e.id is null then r.to_stream || ' ' || substr(r.target, 4) end as target, m.score, m.explanation,
       r.from_entity_id as "fromEntityId", r.to_stream as "toStream", r.target as key
     from (select r.* from relations r
       where r.workspace_id = $1 and r.${own} = $2 and ($4::text is null or r.type = $4) ${isThere}
         and ($5::text is null
           or (r.type, r.from_entity_id, r.connection_id, r.to_stream, r.target) > ($5, $6::uuid, $7::bigint, $8::text, $9::text))
       order by r.type, r.from_entity_id, r.connection_id, r.to_stream, r.target limit $10) r
     left join entities e on e.workspace_id = r.workspace_id and e.id = r.${other}${filter.standing ? ' and e.deleted_at is null' : ''}
     ${bestReason}
     order by r.type, r.from_entity_id, r.connection_id, r.to_stream, r.target`,
    [workspaceId, entityId, filter.direction, filter.type ?? null, ...decodeCursor(page.cursor, KEY), page.limit + 1],
  );
  const { items, nextCursor } = toPage(rows, page.limit, (row) => [
    row.type,
    row.fromEntityId,
    String(row.connectionId),
    row.toStream,
    row.key,
  ]);
  return { items: items.map(({ fromEntityId: _from, toStream: _stream, key: _key, ...view }) => view), nextCursor };
}
