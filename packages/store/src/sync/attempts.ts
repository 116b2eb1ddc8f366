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

/** What of an attempt no read has shown to have landed yet; null: nothing. */
export async function openPatchOf(tx: Sql, id: number): Promise<AttemptRow['patch'] | null> {
  const { rows } = await tx.query<{ patch: AttemptRow['patch'] }>({
    name: 'attempt-open-patch',
    text: `select patch - landed as patch from writeback_attempts where id = $1 and state in ('sent', 'doubt')`,
    values: [id],
  });
  return rows[0]?.patch ?? null;
}

/** The answer has come: the attempt is done, or in doubt about fields that were seen to change meanwhile. */
export async function answerAttempt(tx: Sql, id: number, overtaken: readonly string[]): Promise<void> {
  await tx.query({
    name: 'attempt-answer',
    text: `update writeback_attempts set landed = array(select field from jsonb_object_keys(patch) field where field <> all($2::text[])),
             state = case when cardinality($2::text[]) = 0 then 'done' else 'doubt' end, finished_at = now()
           where id = $1 and state in ('sent', 'doubt')`,
    values: [id, overtaken],
  });
}

/** Notes what a read has shown to have landed; an attempt all of which has is done. */
export async function noteLanded(
  tx: Sql,
  landed: readonly { readonly attemptId: number; readonly remote: string }[],
): Promise<void> {
  if (landed.length === 0) return;
  await tx.query({
    name: 'attempts-landed',
    text: `with l as (select id, array_agg(remote) as remotes from unnest($1::bigint[], $2::text[]) as l (id, remote) group by id)
           update writeback_attempts a set landed = a.landed || l.remotes,
             state = case when a.patch - (a.landed || l.remotes) = '{}' then 'done' else a.state end,
             finished_at = case when a.patch - (a.landed || l.remotes) = '{}' then now() else a.finished_at end
           from l where a.id = l.id and a.state in ('sent', 'doubt')`,
    values: [landed.map(({ attemptId }) => attemptId), landed.map(({ remote }) => remote)],
  });
}

/** What of our writes may still show at these entities' remotes, newest first (rule 3.1). */
export async function openAttempts(tx: Sql, workspaceId: number, entityIds: readonly string[]): Promise<AttemptRow[]> {
  if (entityIds.length === 0) return [];
  const { rows } = await tx.query({
    name: 'attempts-open',
    text: `select *, patch - landed as patch from writeback_attempts where workspace_id = $1 and entity_id = any($2::uuid[]) and state in ('sent', 'doubt')
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
