import type { EntityKind, RelationType } from '@syncline/core';
import { nobodysRelations } from '../clients/client-rows.ts';
import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { stands, titleOf } from './entity-words.ts';

/** An edge at a client, with both of its ends. */
export interface ClientRelationView {
  readonly type: RelationType;
  /** Who shows it. */
  readonly connectionId: number;
  readonly fromId: string;
  readonly fromKind: EntityKind | null;
  readonly fromName: string | null;
  /** Null while that end is not in the graph (rule 3.9), or no longer. */
  readonly toId: string | null;
  readonly toKind: EntityKind | null;
  readonly toName: string | null;
  /** How the vendor names an end that is not in the graph. */
  readonly target: string | null;
}

type RelationRow = ClientRelationView & { readonly key: readonly string[] };

/** Of the account first, then record by record: what it leads to, what leads to it, each in the order of the edge's key. */
const KEY = [
  /^[01]$/,
  cursorPattern.uuid,
  /^[01]$/,
  /^\w{1,100}$/,
  cursorPattern.uuid,
  cursorPattern.serial,
  /^[^\0]{1,500}$/,
  /^[^\0]{1,2000}$/,
] as const;

const ORDER = 'rank, entity_id, inward, type, from_entity_id, connection_id, to_stream, target';
const AFTER = '($4::int, $5::uuid, $6::int, $7::text, $8::uuid, $9::bigint, $10::text, $11::text)';

/** What leads to an entity of the client, `to`, from elsewhere and stands: what leads to it from a record of the client is that record's. */
const inward = (
  to: string,
): string => `relations r where r.workspace_id = $1 and r.to_entity_id = ${to} and r.from_entity_id <> $2
  and not exists (select from client_parts m where m.workspace_id = $1 and m.client_id = $2 and m.entity_id = r.from_entity_id and m.part <> 'blocker')
  and ${stands('r.from_entity_id')}`;

const ofAccount = `(select * from (
    select 0 as rank, $2::uuid as entity_id, 0 as inward, r.* from relations r where r.workspace_id = $1 and r.from_entity_id = $2
    union all select 0, $2::uuid, 1, r.* from ${inward('$2')}) r
  where $4::int is distinct from 1 and type <> all($3::text[]) and ($4::int is null or (${ORDER}) > ${AFTER})
  order by ${ORDER} limit $12)`;

/** Along the key of the records, so that of many only those of a page are looked at. */
const ofMembers = `(select 1, p.entity_id, r.* from client_parts p cross join lateral (
    select 0 as inward, r.* from relations r where r.workspace_id = $1 and r.from_entity_id = p.entity_id
    union all select 1, r.* from ${inward('p.entity_id')}) r
  where p.workspace_id = $1 and p.client_id = $2 and p.part in ('person', 'deal', 'quote', 'place', 'work') and r.type <> all($3::text[])
    and ${stands('p.entity_id')} and p.entity_id >= case when $4::int = 1 then $5::uuid else '00000000-0000-0000-0000-000000000000'::uuid end
    and ($4::int is null or (1, p.entity_id, r.inward, r.type, r.from_entity_id, r.connection_id, r.to_stream, r.target) > ${AFTER})
  order by p.entity_id, r.inward, r.type, r.from_entity_id, r.connection_id, r.to_stream, r.target limit $12)`;

/**
 * Edges of the account and of its people, deals, quotes, projects and work, each once. What was said and put there is told
 * by what it hangs on; who is responsible, and labels, are nobody's.
 */
export async function listClientRelations(
  sql: Sql,
  workspaceId: number,
  clientId: string,
  page: PageRequest,
): Promise<Paged<ClientRelationView>> {
  const { rows } = await sql.query<RelationRow>({
    name: 'client-relations',
    text: `select r.type, r.connection_id as "connectionId", r.from_entity_id as "fromId", f.kind as "fromKind", ${titleOf('f')} as "fromName",
             t.id as "toId", t.kind as "toKind", ${titleOf('t')} as "toName",
             case when t.id is null then r.to_stream || ' ' || substr(r.target, 4) end as target,
             array[r.rank::text, r.entity_id::text, r.inward::text, r.type, r.from_entity_id::text, r.connection_id::text, r.to_stream, r.target] as key
           from (${ofAccount} union all ${ofMembers} order by ${ORDER} limit $12) r
           left join entities f on f.workspace_id = $1 and f.id = r.from_entity_id
           left join entities t on t.workspace_id = $1 and t.id = r.to_entity_id and t.deleted_at is null
           order by r.rank, r.entity_id, r.inward, r.type, r.from_entity_id, r.connection_id, r.to_stream, r.target`,
    values: [workspaceId, clientId, nobodysRelations, ...decodeCursor(page.cursor, KEY), page.limit + 1],
  });
  const { items, nextCursor } = toPage(rows, page.limit, (row) => row.key);
  return { items: items.map(({ key: _, ...view }) => view), nextCursor };
}
