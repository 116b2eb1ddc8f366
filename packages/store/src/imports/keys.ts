import type { Json } from '@syncline/core';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { ImportKey } from './effects.ts';

export interface KeyOfRecord {
  readonly kind: string;
  readonly key: string;
}

/** What files of one shape have spoken of under these keys. */
export async function findImportKeys(
  tx: Sql,
  workspaceId: number,
  source: string,
  keys: readonly KeyOfRecord[],
): Promise<ImportKey[]> {
  const { rows } = await tx.query({
    name: 'import-keys-find',
    text: `select k.* from unnest($3::text[], $4::text[]) as i (kind, key)
           join import_keys k on k.workspace_id = $1 and k.source = $2 and k.kind = i.kind and k.key = i.key`,
    values: [workspaceId, source, keys.map((each) => each.kind), keys.map((each) => each.key)],
  });
  return rows.map((row) => camelCased<ImportKey>(row));
}

/** Keeps what an import says under its keys; what another one had said there is kept for its undo. */
export async function saveImportKeys(
  tx: Sql,
  keys: readonly Pick<ImportKey, 'workspaceId' | 'source' | 'kind' | 'key' | 'entityId' | 'said' | 'importId'>[],
): Promise<void> {
  if (keys.length === 0) return;
  await tx.query({
    name: 'import-keys-save',
    text: `insert into import_keys as k (workspace_id, source, kind, key, entity_id, said, import_id)
           select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::jsonb[], $7::uuid[])
           on conflict (workspace_id, source, kind, key) do update set entity_id = excluded.entity_id, said = excluded.said, import_id = excluded.import_id,
             before = case when k.import_id = excluded.import_id then k.before else jsonb_build_object('said', k.said, 'importId', k.import_id) end
           where k.said is distinct from excluded.said or k.entity_id <> excluded.entity_id`,
    values: [
      keys.map((k) => k.workspaceId),
      keys.map((k) => k.source),
      keys.map((k) => k.kind),
      keys.map((k) => k.key),
      keys.map((k) => k.entityId),
      keys.map((k) => JSON.stringify(k.said)),
      keys.map((k) => k.importId),
    ],
  });
}

/** An entity that a row may be about, by what it holds. */
export interface RecognisedEntity {
  readonly kind: string;
  /** `email`, `domain`, `name`, `sku` or `name and category`. */
  readonly by: string;
  /** In lower case; several of them as `sameTogether` puts them. */
  readonly value: string;
  readonly entityId: string;
  /** Of an account its domain, of an item its number: two that differ are two. */
  readonly own: Json;
  /** Files of this shape speak of it under a key of their own. */
  readonly isKeyed: boolean;
}

/** Values that tell an entity together, as one. */
export function sameTogether(...values: readonly string[]): string {
  return values.map((value) => value.toLowerCase()).join('\u001f');
}

/** The same of columns of SQL. */
const together = (...values: readonly string[]): string =>
  values.map((value) => `lower(coalesce(${value}, ''))`).join(` || chr(31) || `);

/**
 * Each value by itself through its index: of an index on a part of a table the planner has no statistics, and for many
 * values at once it reads all entities. `offset 0` keeps it from doing so.
 */
const lookUp = (input: string, columns: string, condition: string): string =>
  `from unnest(${input}) as i (value) cross join lateral (select id, ${columns} from entities
     where workspace_id = $1 and ${condition} and deleted_at is null offset 0) e`;

/** Whether files of this shape ($2) speak of an entity under a key of their own. */
const isKeyed = `coalesce((select true from import_keys k
  where k.workspace_id = $1 and k.entity_id = e.id and k.source = $2 and k.key like 'key %' limit 1), false)`;

/** Entities by the e-mail addresses of contacts, the domains and names of accounts, and the numbers and names of what is in stock. */
export async function recogniseEntities(
  tx: Sql,
  workspaceId: number,
  source: string,
  wanted: {
    readonly emails: readonly string[];
    readonly domains: readonly string[];
    readonly names: readonly string[];
    readonly skus: readonly string[];
    /** Each with its category, by `sameTogether`. */
    readonly items: readonly string[];
  },
): Promise<RecognisedEntity[]> {
  const domain = `lower(fields ->> 'domain') as own`;
  const sku = `lower(fields ->> 'sku') as own`;
  const { rows } = await tx.query<RecognisedEntity & Record<string, unknown>>({
    name: 'import-recognise',
    text: `select e.kind, e.by, e.value, e.id as "entityId", e.own, ${isKeyed} as "isKeyed"
           from (
             select 'contact' as kind, 'email' as by, value, id, own
               ${lookUp('$3::text[]', 'null as own', `kind = 'contact' and lower(fields ->> 'email') = i.value`)}
             union all select 'account', 'domain', value, id, own
               ${lookUp('$4::text[]', domain, `kind = 'account' and lower(fields ->> 'domain') = i.value`)}
             union all select 'account', 'name', value, id, own
               ${lookUp('$5::text[]', domain, `kind = 'account' and lower(fields ->> 'name') = i.value`)}
             union all select 'inventory_item', 'sku', value, id, own
               ${lookUp('$6::text[]', sku, `kind = 'inventory_item' and lower(fields ->> 'sku') = i.value`)}
             union all select 'inventory_item', 'name and category', place, id, own
               ${lookUp(
                 '$7::text[]',
                 `${together(`fields ->> 'name'`, `fields ->> 'category'`)} as place, ${sku}`,
                 `kind = 'inventory_item' and lower(fields ->> 'name') = i.value`,
               )} where place = any($8::text[])
           ) e`,
    values: [
      workspaceId,
      source,
      wanted.emails,
      wanted.domains,
      wanted.names,
      wanted.skus,
      [...new Set(wanted.items.map((item) => item.split('\u001f')[0]))],
      wanted.items,
    ],
  });
  return rows;
}

/** Contacts by their company and their name, and interests by whose they are and what is looked for. */
export async function recogniseTheirs(
  tx: Sql,
  workspaceId: number,
  source: string,
  wanted: { readonly people: readonly string[]; readonly wishes: readonly string[] },
): Promise<RecognisedEntity[]> {
  if (wanted.people.length + wanted.wishes.length === 0) return [];
  const owners = (values: readonly string[]): string[] => [
    ...new Set(values.map((value) => value.split('\u001f')[0]!)),
  ];
  const { rows } = await tx.query<RecognisedEntity & Record<string, unknown>>({
    name: 'import-recognise-theirs',
    text: `select e.kind, e.by, e.value, e.id as "entityId", null as own, ${isKeyed} as "isKeyed"
           from (
             select distinct c.kind, 'company and name' as by, ${together('r.to_entity_id::text', `c.fields ->> 'first_name'`, `c.fields ->> 'last_name'`)} as value, c.id
               from relations r join entities c on c.workspace_id = $1 and c.id = r.from_entity_id and c.kind = 'contact' and c.deleted_at is null
               where r.workspace_id = $1 and r.type = 'belongs_to' and r.to_entity_id = any($3::uuid[])
             union all select 'interest', 'what is looked for', place, id
               ${lookUp(
                 '$5::text[]',
                 `${together(`coalesce(fields ->> 'contact', fields ->> 'account')`, `fields ->> 'category'`, `fields ->> 'words'`)} as place`,
                 `kind = 'interest' and coalesce(fields ->> 'contact', fields ->> 'account') = i.value`,
               )}
           ) e where e.value = any($4::text[]) or e.value = any($6::text[])`,
    values: [workspaceId, source, owners(wanted.people), wanted.people, owners(wanted.wishes), wanted.wishes],
  });
  return rows;
}

/** From an entity to the one that a field of it names. */
export interface ImportEdge {
  readonly from: string;
  readonly to: string;
}

/**
 * Edges that rows name: from a contact or a deal to its account, from an interest to whose it is. One that a merge has brought
 * there from another account is the same edge.
 */
export async function addImportEdges(tx: Sql, workspaceId: number, edges: readonly ImportEdge[]): Promise<void> {
  if (edges.length === 0) return;
  await tx.query({
    name: 'import-edges-add',
    text: `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
           select $1, i.f, 'belongs_to', 0, 'imports', 'id:' || i.t, i.t from unnest($2::uuid[], $3::uuid[]) as i (f, t)
           where not exists (select from relations r where r.workspace_id = $1 and r.from_entity_id = i.f and r.type = 'belongs_to'
             and r.connection_id = 0 and r.to_stream = 'imports' and r.to_entity_id = i.t offset 0)
           on conflict do nothing`,
    values: [workspaceId, edges.map(({ from }) => from), edges.map(({ to }) => to)],
  });
}

export async function dropImportEdges(tx: Sql, workspaceId: number, edges: readonly ImportEdge[]): Promise<void> {
  if (edges.length === 0) return;
  await tx.query(
    `delete from relations r using unnest($2::uuid[], $3::uuid[]) as i (f, t)
     where r.workspace_id = $1 and r.connection_id = 0 and r.to_stream = 'imports' and r.from_entity_id = i.f and r.to_entity_id = i.t`,
    [workspaceId, edges.map(({ from }) => from), edges.map(({ to }) => to)],
  );
}

/** All edges that rows have named from these entities, which are gone. */
export async function dropImportEdgesFrom(tx: Sql, workspaceId: number, entityIds: readonly string[]): Promise<void> {
  if (entityIds.length === 0) return;
  await tx.query(
    `delete from relations r where r.workspace_id = $1 and r.connection_id = 0 and r.to_stream = 'imports' and r.from_entity_id = any($2::uuid[])`,
    [workspaceId, entityIds],
  );
}

/** An edge that is put back; `named`: by which id rows spoke of what it leads to, which may have been merged since. */
export interface ImportEdgeBack extends ImportEdge {
  readonly named: string;
}

/** Puts edges back that an import took the place of, which is taken back itself: those that another import has named. */
export async function putImportEdgesBack(
  tx: Sql,
  workspaceId: number,
  importId: string,
  edges: readonly ImportEdgeBack[],
): Promise<void> {
  if (edges.length === 0) return;
  const { rows } = await tx.query<{ from: string; to: string }>(
    `select i.f as from, i.t as to from unnest($2::uuid[], $3::uuid[], $4::text[]) as i (f, t, named)
     where exists (select from import_effects x where x.entity_id = i.f and x.import_id <> $1 and x.undone is distinct from 'restored'
       and exists (select from jsonb_each_text(x.said) a where a.value in (i.named, i.t::text)))`,
    [importId, edges.map(({ from }) => from), edges.map(({ to }) => to), edges.map(({ named }) => named)],
  );
  await addImportEdges(tx, workspaceId, rows);
}
