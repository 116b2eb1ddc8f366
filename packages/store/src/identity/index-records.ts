import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';

/** An entity as it is found and compared. */
export interface IndexedRecord {
  readonly entityId: string;
  readonly kind: string;
  readonly traits: Readonly<Record<string, Json>>;
  readonly keys: readonly { readonly key: string; readonly most: number }[];
  /** What its commonness is counted of, as `trait value`. */
  readonly values: readonly string[];
}

/**
 * Brings what some entities are found by to how they stand; those of `entityIds` that are not among `records` are found no
 * longer. Commonness is counted along. Only one worker a workspace does this at a time. Returns how many changed.
 */
export async function indexRecords(
  tx: Sql,
  workspaceId: number,
  pass: number,
  entityIds: readonly string[],
  records: readonly IndexedRecord[],
): Promise<number> {
  if (entityIds.length === 0) return 0;
  const hashed = await hashKeys(tx, records);
  const { rows: standing } = await tx.query<{ entityId: string; kind: string; traits: string; same: boolean }>({
    name: 'identity-standing',
    text: `select r.entity_id as "entityId", r.kind, i.traits is not null and r.traits = i.traits::jsonb and r.keys = i.keys::bigint[] as same
           from unnest($2::uuid[], $3::text[], $4::text[]) as i (id, traits, keys)
           join identity_records r on r.workspace_id = $1 and r.entity_id = i.id`,
    values: [
      workspaceId,
      entityIds,
      entityIds.map((id) => traitsOf(records, id)),
      entityIds.map((id) =>
        hashed.has(id)
          ? `{${hashed
              .get(id)!
              .map(({ hash }) => hash)
              .join(',')}}`
          : null,
      ),
    ],
  });
  const unchanged = new Set(standing.filter(({ same }) => same).map(({ entityId }) => entityId));
  const gone = standing.filter(({ entityId }) => !unchanged.has(entityId)).map(({ entityId }) => entityId);
  const changed = records.filter(({ entityId }) => !unchanged.has(entityId));
  await drop(tx, workspaceId, gone);
  await add(tx, workspaceId, pass, changed, hashed);
  return gone.length + changed.length;
}

type Hashed = ReadonlyMap<string, readonly { readonly hash: string; readonly most: number }[]>;

const memo = new WeakMap<readonly IndexedRecord[], Map<string, string>>();

function traitsOf(records: readonly IndexedRecord[], id: string): string | null {
  let byId = memo.get(records);
  if (!byId) {
    byId = new Map(records.map((record) => [record.entityId, JSON.stringify(record.traits)]));
    memo.set(records, byId);
  }
  return byId.get(id) ?? null;
}

/** Keys are kept as the hashes that Postgres gives them: eight bytes for any text. */
async function hashKeys(tx: Sql, records: readonly IndexedRecord[]): Promise<Hashed> {
  const keys = [...new Set(records.flatMap(({ kind, keys: own }) => own.map(({ key }) => `${kind} ${key}`)))];
  if (keys.length === 0) return new Map(records.map(({ entityId }) => [entityId, []]));
  const { rows } = await tx.query<{ hash: string }>({
    name: 'identity-hash',
    text: 'select hashtextextended(key, 0)::text as hash from unnest($1::text[]) with ordinality as i (key, position) order by position',
    values: [keys],
  });
  const hashOf = new Map(keys.map((key, index) => [key, rows[index]!.hash]));
  return new Map(
    records.map(({ entityId, kind, keys: own }) => {
      const hashes = new Map(own.map(({ key, most }) => [hashOf.get(`${kind} ${key}`)!, most]));
      return [entityId, [...hashes].map(([hash, most]) => ({ hash, most })).sort((a, b) => (a.hash < b.hash ? -1 : 1))];
    }),
  );
}

async function drop(tx: Sql, workspaceId: number, entityIds: readonly string[]): Promise<void> {
  if (entityIds.length === 0) return;
  await tx.query({
    name: 'identity-drop',
    text: `with dropped as (
             delete from identity_records r using unnest($2::uuid[]) as i (id) where r.workspace_id = $1 and r.entity_id = i.id
             returning r.entity_id, r.kind, r.keys, r.values
           ), unfound as (
             delete from identity_keys k using (select entity_id, unnest(keys) as key from dropped) d
             where k.workspace_id = $1 and k.key = d.key and k.entity_id = d.entity_id
           ), fewer as (
             select kind, value, count(*) as holders from (select kind, unnest(values || array['']) as value from dropped) v group by 1, 2
           )
           update identity_counts c set holders = c.holders - f.holders from fewer f
           where c.workspace_id = $1 and c.kind = f.kind and c.value = f.value`,
    values: [workspaceId, entityIds],
  });
}

async function add(
  tx: Sql,
  workspaceId: number,
  pass: number,
  records: readonly IndexedRecord[],
  hashed: Hashed,
): Promise<void> {
  if (records.length === 0) return;
  await tx.query({
    name: 'identity-add',
    text: `insert into identity_records (workspace_id, entity_id, kind, traits, keys, values, changed_pass)
           select $1, id, kind, traits::jsonb, keys::bigint[], array(select jsonb_array_elements_text(held::jsonb)), $2
           from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[]) as i (id, kind, traits, keys, held)`,
    values: [
      workspaceId,
      pass,
      records.map(({ entityId }) => entityId),
      records.map(({ kind }) => kind),
      records.map(({ traits }) => JSON.stringify(traits)),
      records.map(
        ({ entityId }) =>
          `{${hashed
            .get(entityId)!
            .map(({ hash }) => hash)
            .join(',')}}`,
      ),
      records.map(({ values }) => JSON.stringify([...new Set(values)])),
    ],
  });
  const keys = records.flatMap(({ entityId }) => hashed.get(entityId)!.map((key) => ({ ...key, entityId })));
  await tx.query({
    name: 'identity-add-keys',
    text: `insert into identity_keys (workspace_id, key, entity_id, most)
           select $1, * from unnest($2::bigint[], $3::uuid[], $4::smallint[]) as i (key, id, most) order by key, id`,
    values: [
      workspaceId,
      keys.map(({ hash }) => hash),
      keys.map(({ entityId }) => entityId),
      keys.map(({ most }) => most),
    ],
  });
  await count(tx, workspaceId, records);
}

async function count(tx: Sql, workspaceId: number, records: readonly IndexedRecord[]): Promise<void> {
  const counts = new Map<string, { kind: string; value: string; holders: number }>();
  for (const { kind, values } of records)
    for (const value of new Set([...values, ''])) {
      const place = `${kind} ${value}`;
      const standing = counts.get(place);
      if (standing) standing.holders += 1;
      else counts.set(place, { kind, value, holders: 1 });
    }
  const all = [...counts.values()];
  await tx.query({
    name: 'identity-count',
    text: `insert into identity_counts as c (workspace_id, kind, value, holders)
           select $1, * from unnest($2::text[], $3::text[], $4::int[]) as i (kind, value, holders) order by kind, value
           on conflict (workspace_id, kind, value) do update set holders = c.holders + excluded.holders`,
    values: [
      workspaceId,
      all.map(({ kind }) => kind),
      all.map(({ value }) => value),
      all.map(({ holders }) => holders),
    ],
  });
}
