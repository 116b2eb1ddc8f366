import { announceClosed } from './announce-closed.ts';
import type { Sql } from './database.ts';
import type { FieldDrift, FieldSchema } from './schema/index.ts';

/** A field of an account's own: as the field maps rely on it, and as the vendor described it last. */
export interface FieldSchemaRow {
  readonly connectionId: number;
  readonly stream: string;
  readonly key: string;
  readonly agreed: FieldSchema;
  /** Null: it is gone. */
  readonly found: FieldSchema | null;
  readonly drift: FieldDrift | null;
  readonly driftedAt: Date | null;
  readonly returnedSeq: number | null;
  readonly readAt: Date;
}

const COLUMNS = `connection_id as "connectionId", stream, key, agreed, found, drift, drifted_at as "driftedAt",
  returned_seq::float8 as "returnedSeq", read_at as "readAt"`;

export async function fieldSchemasOf(sql: Sql, workspaceId: number): Promise<FieldSchemaRow[]> {
  const { rows } = await sql.query<FieldSchemaRow>({
    name: 'field-schemas-of-workspace',
    text: `select ${COLUMNS} from field_schemas where workspace_id = $1 order by connection_id, stream, key`,
    values: [workspaceId],
  });
  return rows;
}

/** Those of one connection; `lock`: until the transaction ends, nobody else changes them. */
export async function fieldSchemasOfConnection(
  sql: Sql,
  connectionId: number,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<FieldSchemaRow[]> {
  if (lock)
    await sql.query(`select pg_advisory_xact_lock(hashtextextended('field schemas ' || $1, 21))`, [connectionId]);
  const { rows } = await sql.query<FieldSchemaRow>({
    name: 'field-schemas-of-connection',
    text: `select ${COLUMNS} from field_schemas where connection_id = $1 order by stream, key`,
    values: [connectionId],
  });
  return rows;
}

/** Writes rows as they are now known; what they say otherwise than before has the plans compiled anew. */
export async function saveFieldSchemas(
  tx: Sql,
  workspaceId: number,
  rows: readonly Omit<FieldSchemaRow, 'readAt'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into field_schemas as f (workspace_id, connection_id, stream, key, agreed, found, drift, drifted_at, returned_seq)
     select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::text[], $8::timestamptz[], $9::bigint[])
     on conflict (workspace_id, connection_id, stream, key) do update set agreed = excluded.agreed, found = excluded.found,
       drift = excluded.drift, drifted_at = excluded.drifted_at, returned_seq = excluded.returned_seq, read_at = now(),
       changed_at = case when (f.agreed, f.found, f.drift, f.returned_seq)
         is distinct from (excluded.agreed, excluded.found, excluded.drift, excluded.returned_seq) then now() else f.changed_at end`,
    [
      workspaceId,
      rows.map((row) => row.connectionId),
      rows.map((row) => row.stream),
      rows.map((row) => row.key),
      rows.map((row) => JSON.stringify(row.agreed)),
      rows.map((row) => (row.found === null ? null : JSON.stringify(row.found))),
      rows.map((row) => row.drift),
      rows.map((row) => row.driftedAt),
      rows.map((row) => row.returnedSeq),
    ],
  );
}

/** Records of the stream are merged again when they are read next, whatever they showed last. */
export async function forgetWhatWasShown(
  tx: Sql,
  workspaceId: number,
  connectionId: number,
  stream: string,
): Promise<void> {
  await tx.query(
    `update mappings set seen_hash = '' where workspace_id = $1 and connection_id = $2 and stream = $3 and seen_hash <> ''`,
    [workspaceId, connectionId, stream],
  );
}

/** Closes items by their key: what they told of is over. */
export async function closeItemsByKey(
  tx: Sql,
  workspaceId: number,
  keys: readonly string[],
  resolution: string,
): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    announceClosed(`update reconciliation_items r set state = 'resolved', resolved_at = now(), resolved_by = 'syncline', resolution = $3
     where workspace_id = $1 and key = any($2) and state in ('open', 'retrying')`),
    [workspaceId, keys, resolution],
  );
}
