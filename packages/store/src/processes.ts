import {
  isFinished,
  type PageOutcomeCounts,
  type ProcessKind,
  type ProcessState,
  processSources,
} from '@syncline/core';
import { camelCased } from './camel-cased.ts';
import type { Sql } from './database.ts';
import type { processes } from './schema/index.ts';
import { leaveStreams } from './stream-states.ts';

export type ProcessRow = typeof processes.$inferSelect;

export interface NewProcess {
  readonly id: string;
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly parentId: string | null;
  readonly kind: ProcessKind;
  readonly stream: string | null;
  readonly params: Record<string, unknown>;
  readonly childrenOpen?: number;
}

export async function insertProcess(sql: Sql, process: NewProcess): Promise<void> {
  await sql.query(
    `insert into processes (id, workspace_id, connection_id, parent_id, kind, stream, state, params, children_open)
     values ($1, $2, $3, $4, $5, $6, 'created', $7, $8)`,
    [
      process.id,
      process.workspaceId,
      process.connectionId,
      process.parentId,
      process.kind,
      process.stream,
      JSON.stringify(process.params),
      process.childrenOpen ?? 0,
    ],
  );
  await announce(sql, process.id, null, 'created');
}

export async function findProcess(sql: Sql, id: string): Promise<ProcessRow | null> {
  const { rows } = await sql.query({
    name: 'process-find',
    text: 'select * from processes where id = $1',
    values: [id],
  });
  return rows[0] ? camelCased<ProcessRow>(rows[0]) : null;
}

/** What a worker must know before it works for a process, read cheaply. */
export interface ProcessAtWork {
  readonly state: ProcessState;
  /** How many records a page of a poll holds at the most; null: as many as the vendor gives. */
  readonly pageSize: number | null;
}

export async function processAtWork(sql: Sql, id: string): Promise<ProcessAtWork | null> {
  const { rows } = await sql.query<ProcessAtWork & Record<string, unknown>>({
    name: 'process-at-work',
    text: `select state, (params->>'pageSize')::int as "pageSize" from processes where id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/**
 * The one way a process changes its state: compare-and-swap from the states that SEMANTICS 7.1 allows,
 * plus an event row; what it was reading no longer counts as being read when it ends
 * before its time. Call it inside a transaction. False when the process was not in such a state. A paused
 * process is left by `resuming` or by its end alone.
 */
export async function transitionProcess(
  tx: Sql,
  id: string,
  to: ProcessState,
  details: { readonly error?: string; readonly resuming?: boolean } = {},
): Promise<boolean> {
  // A worker that read the state before a pause must not undo it: only resuming leads out, or an end.
  const sources = processSources(to).filter((from) => from !== 'paused' || details.resuming || isFinished(to));
  const { rows } = await tx.query<{ workspaceId: number; connectionId: number; previous: ProcessState }>(
    `update processes p set state = $2, error = coalesce($4, p.error), touched_at = now(), generation = p.generation + 1,
       resume_state = case when $2 = 'paused' then o.state else null end,
       started_at = case when $2 = 'initializing' then coalesce(p.started_at, now()) else p.started_at end,
       finished_at = case when $2 in ('completed', 'completed_with_errors', 'failed', 'cancelled') then now() end
     from (select id, state from processes where id = $1 for update) o
     where p.id = o.id and o.state = any($3::text[])
     returning p.workspace_id as "workspaceId", p.connection_id as "connectionId", o.state as previous`,
    [id, to, sources, details.error ?? null],
  );
  const row = rows[0];
  if (!row) return false;
  if (to === 'cancelled') await leaveStreams(tx, { ...row, id }, 'idle', null);
  if (to === 'failed') await leaveStreams(tx, { ...row, id }, 'error', details.error ?? null);
  await announce(tx, id, row.previous, to);
  return true;
}

/** With what the run came to when it ends; counters of a parent are those of its parts. */
async function announce(tx: Sql, processId: string, from: ProcessState | null, to: ProcessState): Promise<void> {
  await tx.query({
    name: 'process-announce',
    text: `insert into events (workspace_id, type, process_id, connection_id, payload)
           select p.workspace_id, 'process.state_changed', p.id, p.connection_id, jsonb_build_object('from', $2::text, 'to', $3::text,
             'kind', p.kind, 'stream', p.stream, 'part', p.parent_id is not null) || case when $4 then jsonb_build_object('error', p.error, 'records', (
               select jsonb_build_object('fetched', sum(c.records_fetched), 'created', sum(c.records_created), 'updated', sum(c.records_updated),
                 'unchanged', sum(c.records_unchanged), 'conflicted', sum(c.records_conflicted), 'failed', sum(c.records_failed))
               from processes c where c.id = p.id or c.parent_id = p.id)) else '{}' end
           from processes p where p.id = $1`,
    values: [processId, from, to, isFinished(to)],
  });
}

/** What finishing a page (or a part of it) makes true of its process; everything is added to what stands. */
export interface ProcessDelta {
  readonly pagesOpen?: number;
  readonly pagesExpected?: number;
  readonly pagesFetched?: number;
  readonly pagesMerged?: number;
  readonly pagesFailed?: number;
  readonly recordsExpected?: number;
  readonly recordsFetched?: number;
  readonly recordsIgnored?: number;
  readonly recordsNormalised?: number;
  readonly outcome?: PageOutcomeCounts;
}

/**
 * Adds to the counters under the row's lock, in the transaction that makes them true (rule 7.2). The
 * statement that brings the open pages to zero enters `completing` (rule 7.3); that is the only way in.
 * True when this call entered it.
 */
export async function addToProcess(tx: Sql, id: string, delta: ProcessDelta): Promise<boolean> {
  const { outcome } = delta;
  const { rows } = await tx.query<{
    state: ProcessState;
    previous: ProcessState;
  }>({
    name: 'process-add',
    text: `update processes p set
        pages_open = p.pages_open + $2, pages_expected = p.pages_expected + $3, pages_fetched = p.pages_fetched + $4,
        pages_merged = p.pages_merged + $5, pages_failed = p.pages_failed + $6,
        records_expected = case when $7::bigint is null then p.records_expected else coalesce(p.records_expected, 0) + $7 end,
        records_fetched = p.records_fetched + $8, records_ignored = p.records_ignored + $9, records_normalised = p.records_normalised + $10,
        records_created = p.records_created + $11, records_updated = p.records_updated + $12, records_unchanged = p.records_unchanged + $13,
        records_stale = p.records_stale + $14, records_conflicted = p.records_conflicted + $15, records_failed = p.records_failed + $16,
        touched_at = now(),
        state = case when p.pages_open + $2 = 0 and p.pages_open > 0 and p.state in ('counting', 'queuing_pages', 'processing') then 'completing' else p.state end
      from (select id, state from processes where id = $1 for update) o
      where p.id = o.id
      returning p.state, o.state as previous`,
    values: [
      id,
      delta.pagesOpen ?? 0,
      delta.pagesExpected ?? 0,
      delta.pagesFetched ?? 0,
      delta.pagesMerged ?? 0,
      delta.pagesFailed ?? 0,
      delta.recordsExpected ?? null,
      delta.recordsFetched ?? 0,
      delta.recordsIgnored ?? 0,
      delta.recordsNormalised ?? 0,
      outcome?.created ?? 0,
      outcome?.updated ?? 0,
      outcome?.unchanged ?? 0,
      outcome?.stale ?? 0,
      outcome?.conflicted ?? 0,
      outcome?.failed ?? 0,
    ],
  });
  const row = rows[0];
  if (!row) throw new Error(`Process ${id} does not exist`);
  if (row.state === row.previous) return false;
  await announce(tx, id, row.previous, row.state);
  return true;
}

/** Counts a finished child down under the parent's lock; true when it was the last one. */
export async function finishChild(tx: Sql, parentId: string): Promise<boolean> {
  const { rows } = await tx.query<{ open: number }>(
    'update processes set children_open = children_open - 1, touched_at = now() where id = $1 returning children_open as open',
    [parentId],
  );
  return rows[0]?.open === 0;
}

/** Ids of the children of a parent, oldest first. */
export async function listChildren(
  sql: Sql,
  parentId: string,
): Promise<{ id: string; state: ProcessState; stream: string }[]> {
  const { rows } = await sql.query<{ id: string; state: ProcessState; stream: string }>(
    'select id, state, stream from processes where parent_id = $1 order by created_at, id',
    [parentId],
  );
  return rows;
}

export async function setChildrenOpen(tx: Sql, id: string, count: number): Promise<void> {
  await tx.query('update processes set children_open = $2 where id = $1', [id, count]);
}

/** Lets a process rest until `until`: the sweeper looks at it after that. */
export async function deferProcess(sql: Sql, id: string, until: Date): Promise<void> {
  await sql.query('update processes set touched_at = $2 where id = $1', [id, until]);
}

/** The state that a paused process goes back to, and whether all of its work ended meanwhile. Locks the row. */
export async function resumeStateOf(
  tx: Sql,
  id: string,
): Promise<{ state: ProcessState; kind: ProcessKind; nothingOpen: boolean; generation: number } | null> {
  const { rows } = await tx.query<{ state: ProcessState; kind: ProcessKind; nothingOpen: boolean; generation: number }>(
    `select resume_state as state, kind, pages_open = 0 and children_open = 0 as "nothingOpen", generation from processes
     where id = $1 and state = 'paused' and resume_state is not null for update`,
    [id],
  );
  return rows[0] ?? null;
}

/** The stream that a child process reads. */
export async function streamOfProcess(sql: Sql, id: string): Promise<string> {
  const { rows } = await sql.query<{ stream: string | null }>('select stream from processes where id = $1', [id]);
  const stream = rows[0]?.stream;
  if (!stream) throw new Error(`Process ${id} reads no stream`);
  return stream;
}

/** Whether a connection has a process under way, paused ones included. */
export async function hasUnfinishedProcess(sql: Sql, connectionId: number): Promise<boolean> {
  const { rows } = await sql.query(
    'select from processes where connection_id = $1 and parent_id is null and finished_at is null limit 1',
    [connectionId],
  );
  return rows.length > 0;
}
