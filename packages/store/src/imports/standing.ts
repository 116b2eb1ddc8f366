import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';

/** How an entity that an import made stands by now. */
export interface MadeEntity {
  readonly entityId: string;
  readonly kind: string;
  /** A record of a connection is its twin. */
  readonly isLinked: boolean;
  /** It says something else than the import left there, or somebody other than an import has edited it since. */
  readonly hasChanged: boolean;
  /** The file of an import that spoke of it since, and was not taken back. */
  readonly changedBy: string | null;
}

/** A live entity that belongs to one that an import made. */
export interface Belonging {
  readonly entityId: string;
  readonly fromId: string;
  readonly fromKind: string;
  /** What this import did to it; null: nothing that could be taken back. */
  readonly own: 'made' | 'kept' | 'linked' | null;
}

/** What became since of entities that an import created or revived. What it did to others is left out. */
export async function findMadeEntities(
  tx: Sql,
  workspaceId: number,
  importId: string,
  entityIds: readonly string[],
): Promise<MadeEntity[]> {
  const { rows } = await tx.query({
    name: 'import-made-find',
    // Imports that were taken back leave versions, and nothing of what they said. What this one did later is its own.
    text: `select e.id as entity_id, e.kind,
             coalesce((select true from mappings m where m.workspace_id = $1 and m.entity_id = e.id and m.state = 'linked' limit 1), false) as is_linked,
             e.version <> x.version and (
               exists (select from entity_versions v where v.workspace_id = $1 and v.entity_id = e.id and v.version > x.version
                 and coalesce(v.actor, '') not like 'import %')
               or exists (select from (
                   select distinct on (f.key) f.key, f.value from entity_versions v cross join lateral jsonb_each(v.replaced) f
                   where v.workspace_id = $1 and v.entity_id = e.id and v.version > x.version
                     and v.actor is distinct from 'import ' || $2::uuid::text
                   order by f.key, v.version
                 ) stood where stood.value <> coalesce(e.fields -> stood.key, 'null'))) as has_changed,
             case when e.version <> x.version then (select i.name from import_effects o join imports i on i.id = o.import_id
              where o.entity_id = e.id and o.import_id <> $2 and o.version > x.version and o.action <> 'unchanged'
                and o.undone is distinct from 'restored' order by o.version desc limit 1) end as changed_by
           from unnest($3::uuid[]) as i (id)
           cross join lateral (select version from import_effects where import_id = $2 and entity_id = i.id and action in ('created', 'revived') offset 0) x
           cross join lateral (select id, kind, version, fields from entities where workspace_id = $1 and id = i.id and deleted_at is null offset 0) e`,
    values: [workspaceId, importId, entityIds],
  });
  return rows.map((row) => camelCased<MadeEntity>(row));
}

/** Who belongs to entities: by rows of any import, or as a connection's records show it. */
export async function findBelongings(
  tx: Sql,
  workspaceId: number,
  importId: string,
  entityIds: readonly string[],
): Promise<Belonging[]> {
  const { rows } = await tx.query({
    name: 'import-belongings-find',
    text: `select i.id as entity_id, f.id as from_id, f.kind as from_kind,
             case when x.undone = 'kept' then 'kept' when x.undone is not null then null
               when x.action in ('created', 'revived') then 'made'
               when r.connection_id = 0 and r.to_stream = 'imports' and exists (select from jsonb_each_text(x.applied) a
                 where a.value = i.id::text and f.fields ->> a.key = a.value) then 'linked' end as own
           from unnest($3::uuid[]) as i (id)
           cross join lateral (select from_entity_id, connection_id, to_stream from relations
             where workspace_id = $1 and to_entity_id = i.id and type = 'belongs_to' offset 0) r
           cross join lateral (select id, kind, fields from entities
             where workspace_id = $1 and id = r.from_entity_id and deleted_at is null offset 0) f
           left join lateral (select action, undone, applied from import_effects
             where import_id = $2 and entity_id = f.id and action <> 'unchanged' offset 0) x on true`,
    values: [workspaceId, importId, entityIds],
  });
  return rows.map((row) => camelCased<Belonging>(row));
}

/** The file of the import that made an entity belong to another, and was not taken back; by the entity that belongs. */
export async function filesOfLinks(
  tx: Sql,
  importId: string,
  links: readonly { readonly from: string; readonly to: string }[],
): Promise<Map<string, string>> {
  if (links.length === 0) return new Map();
  const { rows } = await tx.query<{ from: string; name: string }>(
    `select distinct on (l.f) l.f as from, i.name from unnest($2::uuid[], $3::text[]) as l (f, t)
     join import_effects o on o.entity_id = l.f and o.import_id <> $1 and o.undone is distinct from 'restored'
       and exists (select from jsonb_each_text(case when o.action in ('created', 'revived') then o.said else o.applied end) a where a.value = l.t)
     join imports i on i.id = o.import_id order by l.f, i.created_at desc`,
    [importId, links.map(({ from }) => from), links.map(({ to }) => to)],
  );
  return new Map(rows.map(({ from, name }) => [from, name]));
}

/** A chain of merges is no longer than this. */
const MERGES = 20;

/** Of the entities that these ids name, what stands for each by now: itself, or what it was merged into; null: it is gone. */
export async function livingOf(
  tx: Sql,
  workspaceId: number,
  entityIds: readonly string[],
): Promise<Map<string, string | null>> {
  if (entityIds.length === 0) return new Map();
  const { rows } = await tx.query<{ named: string; living: string | null }>(
    `with recursive standing as (
       select e.id as named, e.id, e.merged_into, e.deleted_at, 0 as depth from entities e where e.workspace_id = $1 and e.id = any($2::uuid[])
       union all select s.named, e.id, e.merged_into, e.deleted_at, s.depth + 1
       from standing s join entities e on e.workspace_id = $1 and e.id = s.merged_into where s.depth < ${MERGES}
     ) select distinct on (named) named, case when deleted_at is null then id end as living from standing order by named, depth desc`,
    [workspaceId, entityIds],
  );
  return new Map(rows.map(({ named, living }) => [named, living]));
}
