import type { Sql } from '../database.ts';

/** Names one request of one caller, however often it is sent. */
export interface IdempotencyKey {
  readonly workspaceId: number;
  /** Who sends it: keys of two callers are no business of each other. */
  readonly caller: string;
  readonly key: string;
}

/** The answer that a request was given, to be given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: it held a secret, and is not kept. */
  readonly body: string | null;
}

export interface KnownRequest {
  readonly salt: Buffer;
  readonly fingerprint: Buffer;
  readonly startedAt: Date;
  /** Null: not answered yet, or whoever worked on it has died. */
  readonly answer: KeptAnswer | null;
}

/** Takes a key for a request that is about to be worked on; else what is known of the request that took it before. */
export async function takeIdempotencyKey(
  sql: Sql,
  id: IdempotencyKey,
  { salt, fingerprint }: Pick<KnownRequest, 'salt' | 'fingerprint'>,
): Promise<KnownRequest | null> {
  for (;;) {
    const { rowCount } = await sql.query(
      `insert into idempotency_keys (workspace_id, caller, key, salt, fingerprint) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [id.workspaceId, id.caller, id.key, salt, fingerprint],
    );
    if (rowCount === 1) return null;
    const { rows } = await sql.query<
      Omit<KnownRequest, 'answer'> & { status: number | null; headers: KeptAnswer['headers']; body: string | null }
    >(
      `select salt, fingerprint, started_at as "startedAt", status, headers, body from idempotency_keys
       where workspace_id = $1 and caller = $2 and key = $3`,
      [id.workspaceId, id.caller, id.key],
    );
    const [row] = rows;
    // Given back meanwhile: it is free again.
    if (!row) continue;
    const { status, headers, body, ...known } = row;
    return { ...known, answer: status === null ? null : { status, headers: headers ?? {}, body } };
  }
}

/** Keeps the answer of the request that took the key. */
export async function keepAnswer(sql: Sql, id: IdempotencyKey, answer: KeptAnswer): Promise<void> {
  await sql.query(
    `update idempotency_keys set status = $4, headers = $5, body = $6
     where workspace_id = $1 and caller = $2 and key = $3 and status is null`,
    [id.workspaceId, id.caller, id.key, answer.status, JSON.stringify(answer.headers), answer.body],
  );
}

/** Gives a key back whose request has changed nothing. */
export async function giveBackIdempotencyKey(sql: Sql, id: IdempotencyKey): Promise<void> {
  await sql.query(
    'delete from idempotency_keys where workspace_id = $1 and caller = $2 and key = $3 and status is null',
    [id.workspaceId, id.caller, id.key],
  );
}
