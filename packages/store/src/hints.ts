import type { Sql } from './database.ts';
import type { HintState } from './schema/index.ts';

/** Names the mailbox of one remote record (rule 2.6). */
export interface RecordAddress {
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly stream: string;
  readonly externalId: string;
}

export interface NewHint extends RecordAddress {
  readonly locator: string | null;
  readonly scope: string;
  readonly op: 'changed' | 'deleted';
  readonly source: 'webhook' | 'feed' | 'overlap' | 'follow_up' | 'replay';
  readonly inboxId: number | null;
  readonly traceparent?: string | null;
  readonly correlationId?: string | null;
}

export async function insertHints(sql: Sql, hints: readonly NewHint[]): Promise<void> {
  if (hints.length === 0) return;
  await sql.query({
    name: 'hints-insert',
    text: `insert into hints (workspace_id, connection_id, stream, external_id, locator, scope, op, source, inbox_id, traceparent, correlation_id)
           select * from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[], $11::text[])`,
    values: [
      hints.map((h) => h.workspaceId),
      hints.map((h) => h.connectionId),
      hints.map((h) => h.stream),
      hints.map((h) => h.externalId),
      hints.map((h) => h.locator),
      hints.map((h) => h.scope),
      hints.map((h) => h.op),
      hints.map((h) => h.source),
      hints.map((h) => h.inboxId),
      hints.map((h) => h.traceparent ?? null),
      hints.map((h) => h.correlationId ?? null),
    ],
  });
}

export interface PendingHint {
  readonly id: number;
  readonly op: 'changed' | 'deleted';
  readonly locator: string | null;
  readonly scope: string;
  readonly inboxId: number | null;
  readonly attempts: number;
  readonly due: boolean;
  readonly createdAt: Date;
  readonly traceparent: string | null;
  readonly correlationId: string | null;
}

/** The mailbox of a record, in order of arrival. */
export async function pendingHints(sql: Sql, record: RecordAddress): Promise<PendingHint[]> {
  const { rows } = await sql.query<PendingHint>({
    name: 'hints-pending',
    text: `select id, op, locator, scope, inbox_id as "inboxId", attempts, created_at as "createdAt", traceparent, correlation_id as "correlationId",
             (next_attempt_at is null or next_attempt_at <= now()) as due
           from hints where workspace_id = $1 and connection_id = $2 and stream = $3 and external_id = $4 and state = 'pending'
           order by id`,
    values: [record.workspaceId, record.connectionId, record.stream, record.externalId],
  });
  return rows;
}

/** Marks hints as dealt with, by the ids that were read: one of a smaller id may be committed only now. */
export async function finishHints(
  sql: Sql,
  ids: readonly number[],
  state: Exclude<HintState, 'pending'>,
): Promise<void> {
  await sql.query({
    name: 'hints-finish',
    text: `update hints set state = $2, touched_at = now() where id = any($1::bigint[]) and state = 'pending'`,
    values: [ids, state],
  });
}

/** Holds a mailbox until `until`; `countAttempt` is false for waits that the vendor asked for. */
export async function deferHints(sql: Sql, record: RecordAddress, until: Date, countAttempt: boolean): Promise<void> {
  await sql.query(
    `update hints set next_attempt_at = $5, attempts = attempts + $6::int, touched_at = now()
     where workspace_id = $1 and connection_id = $2 and stream = $3 and external_id = $4 and state = 'pending'`,
    [record.workspaceId, record.connectionId, record.stream, record.externalId, until, countAttempt ? 1 : 0],
  );
}
