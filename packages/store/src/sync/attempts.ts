import type { Json } from '@syncline/core';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { AttemptRow, WritebackRow } from './writebacks.ts';

/** How long a write whose answer never came is still known as ours when it shows at last. */
const DOUBT_KEPT = `interval '1 day'`;

/** Commits the intent before the call (rule 5.3). */
export async function beginAttempt(
  tx: Sql,
  writeback: WritebackRow,
  sent: {
    readonly externalId: string | null;
    readonly patch: Readonly<Record<string, Json>>;
    readonly expected: Readonly<Record<string, Json>>;
  },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'attempt-begin',
    text: `insert into writeback_attempts (workspace_id, writeback_id, entity_id, connection_id, stream, external_id, patch, expected)
           values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    values: [
      writeback.workspaceId,
      writeback.id,
      writeback.entityId,
      writeback.connectionId,
      writeback.stream,
      sent.externalId,
      JSON.stringify(sent.patch),
      JSON.stringify(sent.expected),
    ],
  });
  return rows[0]!.id;
}

/** Notes how an attempt ended; one that was seen to have landed stays done, whatever became of its answer. */
export async function endAttempt(
  sql: Sql,
  id: number,
  state: AttemptRow['state'],
  error: string | null = null,
): Promise<void> {
  await sql.query({
    name: 'attempt-end',
    text: `update writeback_attempts set state = $2, error = $3, finished_at = now() where id = $1 and state <> 'done'`,
    values: [id, state, error],
  });
}

/** Ends attempts that a read has shown to have landed. */
export async function endLanded(tx: Sql, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query({
    name: 'attempts-landed',
    text: `update writeback_attempts set state = 'done', finished_at = now() where id = any($1) and state in ('sent', 'doubt')`,
    values: [ids],
  });
}

/** What of our writes may still show at these entities' remotes, newest first (rule 3.1). */
export async function openAttempts(tx: Sql, workspaceId: number, entityIds: readonly string[]): Promise<AttemptRow[]> {
  if (entityIds.length === 0) return [];
  const { rows } = await tx.query({
    name: 'attempts-open',
    text: `select * from writeback_attempts where workspace_id = $1 and entity_id = any($2::uuid[]) and state in ('sent', 'doubt')
             and started_at > now() - ${DOUBT_KEPT} order by id desc`,
    values: [workspaceId, entityIds],
  });
  return rows.map((row) => camelCased<AttemptRow>(row));
}

/** Tries of a writeback that were begun and never answered; marks them as in doubt. */
export async function doubtAttempts(sql: Sql, writebackId: number): Promise<AttemptRow[]> {
  const { rows } = await sql.query({
    name: 'attempts-doubt',
    text: `update writeback_attempts set state = 'doubt' where writeback_id = $1 and state in ('sent', 'doubt') returning *`,
    values: [writebackId],
  });
  return rows.map((row) => camelCased<AttemptRow>(row)).sort((a, b) => a.id - b.id);
}
