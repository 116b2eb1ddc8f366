import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';

/** What is held of an entity, as far as it tells who it is. */
export interface HeldTraits {
  readonly id: string;
  readonly kind: string;
  readonly fields: Readonly<Record<string, Json>>;
  /** What its records show: values that did not become the entity's are its own all the same. */
  readonly shown: readonly Readonly<Record<string, Json>>[];
  /** `connection:external id` of its records. */
  readonly records: readonly { readonly connection: string; readonly externalId: string }[];
  /** Ids that files give their records. */
  readonly fileKeys: readonly { readonly source: string; readonly key: string }[];
  /** The name of the account that it belongs to. */
  readonly employer: string | null;
}

/** Living entities of some kinds among these. */
export async function readHeldTraits(
  sql: Sql,
  workspaceId: number,
  kinds: readonly string[],
  entityIds: readonly string[],
): Promise<HeldTraits[]> {
  if (entityIds.length === 0) return [];
  const { rows } = await sql.query<HeldTraits>({
    name: 'identity-held',
    text: `select e.id, e.kind, e.fields, coalesce(m.shown, '[]') as shown, coalesce(m.records, '[]') as records,
             coalesce(k.keys, '[]') as "fileKeys", a.name as employer
           from (select distinct id from unnest($3::uuid[]) as i (id)) i
           cross join lateral (select * from entities e where e.workspace_id = $1 and e.id = i.id and e.kind = any($2) and e.deleted_at is null offset 0) e
           left join lateral (select jsonb_agg(case when m.seen = e.fields then '{}' else m.seen end) as shown,
               jsonb_agg(jsonb_build_object('connection', c.name, 'externalId', m.external_id)) as records
             from mappings m join connections c on c.id = m.connection_id
             where m.workspace_id = $1 and m.entity_id = e.id and m.state <> 'gone') m on true
           left join lateral (select jsonb_agg(jsonb_build_object('source', k.source, 'key', k.key)) as keys
             from import_keys k where k.workspace_id = $1 and k.entity_id = e.id and k.key like 'key %') k on true
           left join lateral (select a.fields ->> 'name' as name from relations r
             join entities a on a.workspace_id = $1 and a.id = r.to_entity_id and a.kind = 'account' and a.deleted_at is null
             where r.workspace_id = $1 and r.from_entity_id = e.id and r.type = 'belongs_to' order by r.connection_id limit 1) a on e.kind = 'contact'`,
    values: [workspaceId, kinds, entityIds],
  });
  return rows;
}
