import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { credentials } from '../schema/index.ts';

export type CredentialRow = typeof credentials.$inferSelect;

/** Puts a sealed secret into the vault, in place of the one of that name. */
export async function saveCredential(
  sql: Sql,
  row: Pick<CredentialRow, 'workspaceId' | 'connectionId' | 'name' | 'keyId' | 'envelope'>,
): Promise<void> {
  await sql.query(
    `insert into credentials (workspace_id, connection_id, name, key_id, envelope) values ($1, $2, $3, $4, $5)
     on conflict (connection_id, name) do update
       set key_id = excluded.key_id, envelope = excluded.envelope, updated_at = now()`,
    [row.workspaceId, row.connectionId, row.name, row.keyId, row.envelope],
  );
}

export async function findCredentials(sql: Sql, connectionId: number): Promise<CredentialRow[]> {
  const { rows } = await sql.query({
    name: 'credentials-find',
    text: 'select * from credentials where connection_id = $1 order by name',
    values: [connectionId],
  });
  return rows.map((row) => camelCased<CredentialRow>(row));
}

export async function deleteCredential(sql: Sql, connectionId: number, name: string): Promise<void> {
  await sql.query('delete from credentials where connection_id = $1 and name = $2', [connectionId, name]);
}

/** Where a secret of a connection is: a reference (`env:NAME`, `file:/path`, `vault:name`); null: nowhere any more. */
export async function setSecretReference(
  sql: Sql,
  connectionId: number,
  name: string,
  reference: string | null,
): Promise<void> {
  await sql.query(
    `update connections
     set secrets = case when $3::text is null then secrets - $2 else secrets || jsonb_build_object($2::text, $3::text) end,
         updated_at = now()
     where id = $1`,
    [connectionId, name, reference],
  );
}

/** Those that are not wrapped with a key, in order, after a place in it. */
export async function credentialsWrappedOtherwise(
  sql: Sql,
  keyId: string,
  after: { readonly connectionId: number; readonly name: string },
  limit: number,
): Promise<CredentialRow[]> {
  const { rows } = await sql.query(
    `select * from credentials where key_id <> $1 and (connection_id, name) > ($2, $3)
     order by connection_id, name limit $4`,
    [keyId, after.connectionId, after.name, limit],
  );
  return rows.map((row) => camelCased<CredentialRow>(row));
}

/** False when it was entered anew, or wrapped, meanwhile: then what stands stays. */
export async function replaceEnvelope(
  sql: Sql,
  { connectionId, name, envelope }: CredentialRow,
  keyId: string,
  rewrapped: Buffer,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update credentials set key_id = $4, envelope = $5 where connection_id = $1 and name = $2 and envelope = $3`,
    [connectionId, name, envelope, keyId, rewrapped],
  );
  return rowCount === 1;
}

/** How many secrets each key wraps. */
export async function countCredentialsByKey(sql: Sql): Promise<{ keyId: string; credentials: number }[]> {
  const { rows } = await sql.query<{ key_id: string; n: number }>(
    'select key_id, count(*)::int as n from credentials group by key_id order by key_id',
  );
  return rows.map((row) => ({ keyId: row.key_id, credentials: row.n }));
}
