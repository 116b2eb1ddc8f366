import type { Sql } from '../database.ts';

export interface MatchKey {
  readonly kind: string;
  readonly field: string;
  readonly value: string;
}

/** Brings the keys that entities are recognised by to what they show now. Returns those that are new. */
export async function saveMatchKeys(
  tx: Sql,
  workspaceId: number,
  entries: readonly (MatchKey & { readonly entityId: string })[],
  entityIds: readonly string[],
): Promise<readonly MatchKey[]> {
  if (entityIds.length === 0) return [];
  await tx.query({
    name: 'match-keys-drop',
    text: `delete from match_keys k where k.workspace_id = $1 and k.entity_id = any($2::uuid[])
             and not exists (select from unnest($3::uuid[], $4::text[], $5::text[]) as i (entity_id, field, value)
               where i.entity_id = k.entity_id and i.field = k.field and i.value = k.value)`,
    values: [
      workspaceId,
      entityIds,
      entries.map((e) => e.entityId),
      entries.map((e) => e.field),
      entries.map((e) => e.value),
    ],
  });
  if (entries.length === 0) return [];
  const { rows } = await tx.query<MatchKey>({
    name: 'match-keys-add',
    text: `insert into match_keys (workspace_id, kind, field, value, entity_id)
           select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::uuid[]) on conflict do nothing
           returning kind, field, value`,
    values: [
      workspaceId,
      entries.map((e) => e.kind),
      entries.map((e) => e.field),
      entries.map((e) => e.value),
      entries.map((e) => e.entityId),
    ],
  });
  return rows;
}

/** Makes linkings by the same keys wait for each other, so that two workers can't both create (rule 3.8). */
export async function lockMatchKeys(tx: Sql, workspaceId: number, keys: readonly MatchKey[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query({
    name: 'match-keys-lock',
    text: `select pg_advisory_xact_lock(k) from (select distinct hashtextextended($1 || ' ' || key, 21) as k from unnest($2::text[]) as key order by k) s`,
    values: [String(workspaceId), keys.map((k) => `${k.kind} ${k.field} ${k.value}`)],
  });
}

/**
 * Living entities that hold any of the keys: of each key as many as its `limit`, and one more when there are more.
 */
export async function findByMatchKeys(
  tx: Sql,
  workspaceId: number,
  keys: readonly (MatchKey & { readonly limit: number })[],
): Promise<(MatchKey & { readonly entityId: string })[]> {
  if (keys.length === 0) return [];
  const { rows } = await tx.query<MatchKey & { entityId: string }>({
    name: 'match-keys-find',
    text: `select i.kind, i.field, i.value, f.entity_id as "entityId"
           from (select distinct * from unnest($2::text[], $3::text[], $4::text[], $5::int[]) as u (kind, field, value, most)) i
           cross join lateral (select k.entity_id from match_keys k
             join entities e on e.workspace_id = $1 and e.id = k.entity_id and e.deleted_at is null
             where k.workspace_id = $1 and k.kind = i.kind and k.field = i.field and k.value = i.value limit i.most + 1) f`,
    values: [
      workspaceId,
      keys.map((k) => k.kind),
      keys.map((k) => k.field),
      keys.map((k) => k.value),
      keys.map((k) => k.limit),
    ],
  });
  return rows;
}
