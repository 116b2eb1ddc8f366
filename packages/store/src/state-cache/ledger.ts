import type { Sql } from '../database.ts';

/** What the state cache was last given under a key. */
export interface LedgerEntry {
  readonly workspaceId: number;
  readonly key: string;
  readonly subject: string | null;
  readonly sha256: string;
  readonly version: number;
  readonly writtenAt: Date;
}

const columns = `workspace_id as "workspaceId", key, subject, sha256, version, written_at as "writtenAt"`;

/** What stands under these keys. */
export async function readLedger(sql: Sql, workspaceId: number, keys: readonly string[]): Promise<LedgerEntry[]> {
  const { rows } = await sql.query<LedgerEntry & Record<string, unknown>>(
    `select ${columns} from state_cache_keys where workspace_id = $1 and key = any ($2::text[])`,
    [workspaceId, keys],
  );
  return rows;
}

/** Everything that was written about these entities. */
export async function readLedgerOf(sql: Sql, workspaceId: number, subjects: readonly string[]): Promise<LedgerEntry[]> {
  const { rows } = await sql.query<LedgerEntry & Record<string, unknown>>(
    `select ${columns} from state_cache_keys where workspace_id = $1 and subject = any ($2::uuid[])`,
    [workspaceId, subjects],
  );
  return rows;
}

/** Everything that was written about several entities at once, such as `sync/pending`. */
export async function readLedgerOfAll(sql: Sql, workspaceId: number): Promise<LedgerEntry[]> {
  const { rows } = await sql.query<LedgerEntry & Record<string, unknown>>(
    `select ${columns} from state_cache_keys where workspace_id = $1 and subject is null`,
    [workspaceId],
  );
  return rows;
}

/** Keys of a workspace in their order, `limit` after one. */
export async function pageLedger(sql: Sql, workspaceId: number, after: string, limit: number): Promise<LedgerEntry[]> {
  const { rows } = await sql.query<LedgerEntry & Record<string, unknown>>(
    `select ${columns} from state_cache_keys where workspace_id = $1 and key > $2 order by key limit $3`,
    [workspaceId, after, limit],
  );
  return rows;
}

export async function noteWritten(sql: Sql, entries: readonly LedgerEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql.query(
    `insert into state_cache_keys (workspace_id, key, subject, sha256, version, written_at)
     select * from unnest($1::int[], $2::text[], $3::uuid[], $4::text[], $5::int[], $6::timestamptz[])
     on conflict (workspace_id, key) do update set subject = excluded.subject, sha256 = excluded.sha256, version = excluded.version,
       written_at = excluded.written_at`,
    [
      entries.map((entry) => entry.workspaceId),
      entries.map((entry) => entry.key),
      entries.map((entry) => entry.subject),
      entries.map((entry) => entry.sha256),
      entries.map((entry) => entry.version),
      entries.map((entry) => entry.writtenAt),
    ],
  );
}

export async function noteRemoved(
  sql: Sql,
  entries: readonly Pick<LedgerEntry, 'workspaceId' | 'key'>[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql.query(
    `delete from state_cache_keys k using unnest($1::int[], $2::text[]) as gone (workspace_id, key)
     where k.workspace_id = gone.workspace_id and k.key = gone.key`,
    [entries.map((entry) => entry.workspaceId), entries.map((entry) => entry.key)],
  );
}

/** Forgets what was written: it was written to another cache. */
export async function forgetLedger(sql: Sql): Promise<void> {
  await sql.query('delete from state_cache_keys');
}

export async function countLedger(sql: Sql, workspaceId: number): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    'select count(*)::int as count from state_cache_keys where workspace_id = $1',
    [workspaceId],
  );
  return rows[0]?.count ?? 0;
}
