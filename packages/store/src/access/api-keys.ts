import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { apiKeys } from '../schema/index.ts';

/** An API key as it is shown: without its hash. */
export type ApiKeyView = Omit<typeof apiKeys.$inferSelect, 'hash'>;

export type NewApiKey = Pick<
  typeof apiKeys.$inferInsert,
  'workspaceId' | 'name' | 'role' | 'prefix' | 'hash' | 'createdBy'
> & { readonly scopes: readonly string[] | null; readonly expiresAt: Date | null };

const shown = `id, workspace_id, name, role, scopes, prefix, created_by, created_at, expires_at, last_used_at,
  revoked_at, revoked_by`;
const standing = 'revoked_at is null and (expires_at is null or expires_at > $2)';

/** Null when a key of that name stands already. */
export async function insertApiKey(sql: Sql, key: NewApiKey): Promise<ApiKeyView | null> {
  const { rows } = await sql.query(
    `insert into api_keys (workspace_id, name, role, scopes, prefix, hash, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, name) where revoked_at is null do nothing
     returning ${shown}`,
    [key.workspaceId, key.name, key.role, key.scopes, key.prefix, key.hash, key.createdBy, key.expiresAt],
  );
  return rows[0] ? camelCased<ApiKeyView>(rows[0]) : null;
}

/** Those of a workspace, revoked and lapsed ones too, newest first. */
export async function listApiKeys(sql: Sql, workspaceId: number): Promise<ApiKeyView[]> {
  const { rows } = await sql.query(`select ${shown} from api_keys where workspace_id = $1 order by id desc`, [
    workspaceId,
  ]);
  return rows.map((row) => camelCased<ApiKeyView>(row));
}

export async function findApiKey(sql: Sql, workspaceId: number, id: number): Promise<ApiKeyView | null> {
  const { rows } = await sql.query(`select ${shown} from api_keys where workspace_id = $1 and id = $2`, [
    workspaceId,
    id,
  ]);
  return rows[0] ? camelCased<ApiKeyView>(rows[0]) : null;
}

/** False when there is none, or none that was not revoked before. Its sessions end with it. */
export async function revokeApiKey(sql: Sql, workspaceId: number, id: number, by: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update api_keys set revoked_at = now(), revoked_by = $3
     where workspace_id = $1 and id = $2 and revoked_at is null`,
    [workspaceId, id, by],
  );
  return rowCount === 1;
}

/** The key of that hash, while it is neither revoked nor lapsed at `now`; notes that it was used, once a minute. */
export async function useApiKey(sql: Sql, hash: Buffer, now: Date): Promise<ApiKeyView | null> {
  const { rows } = await sql.query({
    name: 'api-key-use',
    text: `select ${shown} from api_keys where hash = $1 and ${standing}`,
    values: [hash, now],
  });
  return rows[0] ? noteUse(sql, camelCased<ApiKeyView>(rows[0]), now) : null;
}

/** The key that a session was opened with, while both stand. */
export async function useConsoleSession(sql: Sql, hash: Buffer, now: Date): Promise<ApiKeyView | null> {
  const { rows } = await sql.query({
    name: 'console-session-use',
    text: `select ${shown} from api_keys where ${standing}
             and id = (select key_id from console_sessions where hash = $1 and expires_at > $2)`,
    values: [hash, now],
  });
  return rows[0] ? noteUse(sql, camelCased<ApiKeyView>(rows[0]), now) : null;
}

/** Whether a key opens everything in the workspace at `now`. */
export async function hasAdminKey(sql: Sql, workspaceId: number, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select from api_keys where workspace_id = $1 and ${standing} and role = 'admin' and scopes is null limit 1`,
    [workspaceId, now],
  );
  return rowCount === 1;
}

/** Whether a key still opens doors. */
export async function isApiKeyStanding(sql: Sql, id: number, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(`select 1 from api_keys where id = $1 and ${standing}`, [id, now]);
  return rowCount === 1;
}

export async function insertConsoleSession(sql: Sql, hash: Buffer, keyId: number, expiresAt: Date): Promise<void> {
  await sql.query('delete from console_sessions where expires_at < now()');
  await sql.query('insert into console_sessions (hash, key_id, expires_at) values ($1, $2, $3)', [
    hash,
    keyId,
    expiresAt,
  ]);
}

export async function deleteConsoleSession(sql: Sql, hash: Buffer): Promise<void> {
  await sql.query('delete from console_sessions where hash = $1', [hash]);
}

const USE_NOTED_EVERY_MS = 60_000;

async function noteUse(sql: Sql, key: ApiKeyView, now: Date): Promise<ApiKeyView> {
  if (key.lastUsedAt === null || now.getTime() - key.lastUsedAt.getTime() > USE_NOTED_EVERY_MS)
    await sql.query('update api_keys set last_used_at = greatest(last_used_at, $2) where id = $1', [key.id, now]);
  return key;
}
