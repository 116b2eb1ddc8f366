import type { EntityKind, Json } from '@syncline/core';
import type { Sql } from '../database.ts';

/** Kinds of entities that hold others. */
export const projectKinds = ['project', 'repository', 'account', 'deal'] as const;
/** Kinds of what they hold, so far as it is cached: people and what was said to them stays here. */
export const itemKinds = ['work_item', 'change_request', 'quote'] as const;

/** Edges from an item to what holds it. */
const holding = `('belongs_to', 'part_of')`;
export const stateOf = (e: string): string => `coalesce(${e}.fields ->> 'state', ${e}.fields ->> 'status')`;
export const isOpenSql = (e: string): string =>
  `(coalesce(lower(${stateOf(e)}), '') not in ('closed', 'done', 'merged', 'resolved', 'completed', 'rejected', 'cancelled', 'accepted')
    and coalesce(lower(${e}.fields ->> 'status_category'), '') <> 'done')`;

/** Where a remote record of an entity is. */
export interface SubjectRecord {
  readonly connection: string;
  readonly connector: string;
  readonly stream: string;
  readonly external_id: string;
  readonly locator: string | null;
  readonly url: string | null;
}

/** An entity as the state cache shows it. */
export interface SubjectRow {
  readonly id: string;
  readonly kind: EntityKind;
  readonly version: number;
  readonly fields: Readonly<Record<string, Json>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly isDeleted: boolean;
  /** What holds it and is not deleted. */
  readonly projectIds: readonly string[];
  readonly records: readonly SubjectRecord[];
}

export async function loadSubjects(sql: Sql, workspaceId: number, ids: readonly string[]): Promise<SubjectRow[]> {
  const { rows } = await sql.query<SubjectRow & Record<string, unknown>>(
    `select e.id, e.kind, e.version, e.fields, e.created_at as "createdAt", e.updated_at as "updatedAt", e.deleted_at is not null as "isDeleted",
       array(select distinct p.id from relations r cross join lateral (select id, kind, deleted_at from entities p where p.workspace_id = $1 and p.id = r.to_entity_id offset 0) p
         where r.workspace_id = $1 and r.from_entity_id = e.id and r.type in ${holding} and p.kind = any ($3::text[]) and p.deleted_at is null order by p.id) as "projectIds",
       coalesce((select jsonb_agg(jsonb_build_object('connection', c.name, 'connector', c.connector, 'stream', m.stream, 'external_id', m.external_id,
           'locator', m.locator, 'url', m.url) order by c.id, m.stream, m.external_id)
         from mappings m join connections c on c.id = m.connection_id
         where m.workspace_id = $1 and m.entity_id = e.id and m.state = 'linked'), '[]') as records
     from unnest($2::uuid[]) as i (id)
     cross join lateral (select * from entities e where e.workspace_id = $1 and e.id = i.id offset 0) e
     where e.kind = any ($4::text[])`,
    [workspaceId, ids, projectKinds, [...projectKinds, ...itemKinds]],
  );
  return rows;
}

/** The next entities that the state cache shows, by id. */
export async function pageSubjects(sql: Sql, workspaceId: number, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from entities where workspace_id = $1 and id > $2 and kind = any ($3::text[]) and deleted_at is null order by id limit $4`,
    [workspaceId, after, [...projectKinds, ...itemKinds], limit],
  );
  return rows.map((row) => row.id);
}

/** What these hold. */
export async function itemsHeldBy(sql: Sql, workspaceId: number, projectIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct from_entity_id as id from relations
     where workspace_id = $1 and to_entity_id = any ($2::uuid[]) and type in ${holding}`,
    [workspaceId, projectIds],
  );
  return rows.map((row) => row.id);
}

/** The items of one kind and state that a project holds. */
export interface ColumnRow {
  readonly projectId: string;
  readonly kind: string;
  readonly state: string | null;
  readonly isOpen: boolean;
  readonly count: number;
  /** The newest, at most as many as were asked for. */
  readonly itemIds: readonly string[];
  readonly changedAt: Date;
}

export async function loadColumns(
  sql: Sql,
  workspaceId: number,
  projectIds: readonly string[],
  itemsEach: number,
): Promise<ColumnRow[]> {
  const { rows } = await sql.query<ColumnRow & Record<string, unknown>>(
    `with held as materialized (
       select distinct r.to_entity_id as project, e.id, e.kind, ${stateOf('e')} as state, ${isOpenSql('e')} as open, e.updated_at
       from relations r cross join lateral (select * from entities e where e.workspace_id = $1 and e.id = r.from_entity_id offset 0) e
       where r.workspace_id = $1 and r.to_entity_id = any ($2::uuid[]) and r.type in ${holding} and e.kind = any ($3::text[]) and e.deleted_at is null
     ), ranked as (select *, row_number() over (partition by project, kind, state, open order by updated_at desc, id) as rank from held)
     select project as "projectId", kind, state, open as "isOpen", count(*)::int as count,
       array_agg(id order by rank) filter (where rank <= $4) as "itemIds", max(updated_at) as "changedAt"
     from ranked group by project, kind, state, open order by project, kind, state nulls first, open`,
    [workspaceId, projectIds, itemKinds, itemsEach],
  );
  return rows;
}
