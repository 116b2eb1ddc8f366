import { type EntityKind, type Json, newId } from '@syncline/core';
import type { Sql } from '@syncline/store';

export interface TestRecord {
  readonly kind: EntityKind;
  readonly fields: Readonly<Record<string, Json>>;
  /** The connection and the vendor's id; a record of nobody's when absent. */
  readonly at?: { readonly connectionId: number; readonly externalId: string };
}

/** Puts records into the graph as a backfill would, each an entity with its mapping; returns their ids. */
export async function fillRecords(sql: Sql, records: readonly TestRecord[]): Promise<string[]> {
  const ids = records.map(() => newId());
  await sql.query(
    `with made as (
       insert into entities (workspace_id, id, kind, version, fields) select 1, id, kind, 1, fields
       from unnest($1::uuid[], $2::text[], $3::jsonb[]) as i (id, kind, fields)
     ), linked as (
       insert into mappings (workspace_id, connection_id, stream, external_id, entity_id, scope, seen, seen_hash, edges_hash, accepted_seq)
       select 1, connection_id, kind || 's', external_id, id, '', fields, 'h', 'e', 1
       from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::int[], $5::text[]) as i (id, kind, fields, connection_id, external_id)
       where connection_id is not null
     )
     insert into events (workspace_id, type, entity_id, entity_version) select 1, 'entity.created', id, 1 from unnest($1::uuid[]) as i (id)`,
    [
      ids,
      records.map(({ kind }) => kind),
      records.map(({ fields }) => JSON.stringify(fields)),
      records.map(({ at }) => at?.connectionId ?? null),
      records.map(({ at }) => at?.externalId ?? null),
    ],
  );
  return ids;
}

/** So many people whom nobody is confused with: how common values are is told by them. */
export function crowd(count: number): TestRecord[] {
  const syllables = ['ba', 'do', 'fi', 'gu', 'ke', 'lo', 'mi', 'nu', 'pa', 're', 'si', 'tu', 'va', 'wo', 'xi', 'zu'];
  const word = (n: number): string =>
    [n, n >> 4, n >> 8, n >> 12].map((part) => syllables[(part + (n % 7)) & 15]!).join('');
  return Array.from({ length: count }, (_, n) => ({
    kind: 'contact',
    fields: { first_name: word(n * 7 + 3), last_name: word(n * 13 + 5), email: `${word(n)}${n}@example${n}.org` },
  }));
}
