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
  /** `email`, `domain` or `name`. */
  readonly by: string;
  /** In lower case. */
  readonly value: string;
  readonly entityId: string;
  readonly domain: Json;
  /** Files of this shape speak of it under a key of their own. */
  readonly isKeyed: boolean;
}

/** Entities by the e-mail addresses of contacts, and the domains and names of accounts. */
export async function recogniseEntities(
  tx: Sql,
  workspaceId: number,
  source: string,
  wanted: {
    readonly emails: readonly string[];
    readonly domains: readonly string[];
    readonly names: readonly string[];
  },
): Promise<RecognisedEntity[]> {
  const { rows } = await tx.query<RecognisedEntity & Record<string, unknown>>({
    name: 'import-recognise',
    text: `select e.kind, e.by, e.value, e.id as "entityId", e.domain, exists (select from import_keys k
             where k.workspace_id = $1 and k.entity_id = e.id and k.source = $2 and k.key like 'key %') as "isKeyed"
           from (
             select kind, 'email' as by, lower(fields ->> 'email') as value, id, null as domain from entities
               where workspace_id = $1 and kind = 'contact' and lower(fields ->> 'email') = any($3::text[]) and deleted_at is null
             union all select kind, 'domain', lower(fields ->> 'domain'), id, lower(fields ->> 'domain') from entities
               where workspace_id = $1 and kind = 'account' and lower(fields ->> 'domain') = any($4::text[]) and deleted_at is null
             union all select kind, 'name', lower(fields ->> 'name'), id, lower(fields ->> 'domain') from entities
               where workspace_id = $1 and kind = 'account' and lower(fields ->> 'name') = any($5::text[]) and deleted_at is null
           ) e`,
    values: [workspaceId, source, wanted.emails, wanted.domains, wanted.names],
  });
  return rows;
}

/** Edges that rows name: from a contact or a deal to its account. */
export async function addImportEdges(
  tx: Sql,
  workspaceId: number,
  edges: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  if (edges.length === 0) return;
  await tx.query({
    name: 'import-edges-add',
    text: `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
           select $1, i.f, 'belongs_to', 0, 'imports', 'id:' || i.t, i.t from unnest($2::uuid[], $3::uuid[]) as i (f, t) on conflict do nothing`,
    values: [workspaceId, edges.map(({ from }) => from), edges.map(({ to }) => to)],
  });
}

export async function dropImportEdges(
  tx: Sql,
  workspaceId: number,
  edges: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  if (edges.length === 0) return;
  await tx.query(
    `delete from relations r using unnest($2::uuid[], $3::uuid[]) as i (f, t)
     where r.workspace_id = $1 and r.connection_id = 0 and r.to_stream = 'imports' and r.from_entity_id = i.f and r.to_entity_id = i.t`,
    [workspaceId, edges.map(({ from }) => from), edges.map(({ to }) => to)],
  );
}
