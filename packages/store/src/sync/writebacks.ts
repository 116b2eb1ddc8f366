import { announceClosed } from '../announce-closed.ts';
import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { attempts, writebacks } from '../schema/index.ts';
import type { SweepOptions } from '../sweep.ts';

export type WritebackRow = typeof writebacks.$inferSelect;
export type AttemptRow = typeof attempts.$inferSelect;

export interface NewWriteback {
  readonly workspaceId: number;
  readonly entityId: string;
  readonly connectionId: number;
  readonly stream: string;
  readonly externalId: string | null;
  readonly op: WritebackRow['op'];
  readonly lane: WritebackRow['lane'];
  readonly scope: string | null;
  readonly ownKey: string | null;
  /** Of a delete: the version of the entity that it was decided upon. */
  readonly entityVersion?: number;
  readonly processId: string | null;
  readonly correlationId: string | null;
  readonly traceparent?: string | null;
  /** When what it carries was observed; the lag is counted from it. */
  readonly causedAt: Date;
}

/**
 * Asks for writes. One that waits already is the same one; one that is being carried out is asked to look again
 * when it is done. Returns the rows that a job should be made for.
 */
export async function requestWritebacks(
  tx: Sql,
  requests: readonly NewWriteback[],
): Promise<{ id: number; lane: WritebackRow['lane']; generation: number }[]> {
  if (requests.length === 0) return [];
  const { rows } = await tx.query<{ id: number; lane: WritebackRow['lane']; generation: number }>({
    name: 'writebacks-request',
    text: `insert into writebacks as w (workspace_id, entity_id, connection_id, stream, external_id, op, lane, scope, own_key, process_id,
             correlation_id, caused_at, entity_version, traceparents)
           select r.workspace_id, r.entity_id, r.connection_id, r.stream, r.external_id, r.op, r.lane, r.scope, r.own_key, r.process_id,
             r.correlation_id, r.caused_at, r.entity_version, array_remove(array[r.traceparent], null)
           from unnest($1::int[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
             $10::uuid[], $11::text[], $12::timestamptz[], $13::int[], $14::text[])
             as r (workspace_id, entity_id, connection_id, stream, external_id, op, lane, scope, own_key, process_id, correlation_id,
               caused_at, entity_version, traceparent)
           on conflict (workspace_id, connection_id, stream, entity_id) where state in ('queued', 'sending', 'held') do update set
             state = case when w.state = 'held' then 'queued' else w.state end,
             generation = case when w.state = 'held' then w.generation + 1 else w.generation end,
             wanted = w.wanted + 1, entity_version = coalesce(excluded.entity_version, w.entity_version),
             op = case when excluded.op = 'delete' or (w.state in ('queued', 'held') and w.op = 'update') then excluded.op else w.op end,
             external_id = coalesce(w.external_id, excluded.external_id), waits_for = null,
             correlation_id = coalesce(excluded.correlation_id, w.correlation_id),
             traceparents = (excluded.traceparents || w.traceparents)[1:8],
             next_attempt_at = case when w.waits_for is null then w.next_attempt_at end
           returning id, lane, generation`,
    values: [
      requests.map((r) => r.workspaceId),
      requests.map((r) => r.entityId),
      requests.map((r) => r.connectionId),
      requests.map((r) => r.stream),
      requests.map((r) => r.externalId),
      requests.map((r) => r.op),
      requests.map((r) => r.lane),
      requests.map((r) => r.scope),
      requests.map((r) => r.ownKey),
      requests.map((r) => r.processId),
      requests.map((r) => r.correlationId),
      requests.map((r) => r.causedAt),
      requests.map((r) => r.entityVersion ?? null),
      requests.map((r) => r.traceparent ?? null),
    ],
  });
  return rows;
}

/** Takes a writeback for this worker until the lease ends; null when it is done, not due, or another worker is at it. */
export async function claimWriteback(sql: Sql, id: number, leaseMs: number): Promise<WritebackRow | null> {
  const { rows } = await sql.query({
    name: 'writeback-claim',
    text: `update writebacks set state = 'sending', leased_until = now() + make_interval(secs => $2 / 1000.0), carried = wanted, waits_for = null,
             next_attempt_at = null, touched_at = now()
           where id = $1 and (state = 'queued' or (state = 'sending' and leased_until < now())) and (next_attempt_at is null or next_attempt_at <= now())
           returning *`,
    values: [id, leaseMs],
  });
  return rows[0] ? camelCased<WritebackRow>(rows[0]) : null;
}

/** Keeps claimed writebacks while they take long. */
export async function keepWritebacks(sql: Sql, ids: readonly number[], leaseMs: number): Promise<void> {
  await sql.query({
    name: 'writebacks-keep',
    text: `update writebacks set leased_until = now() + make_interval(secs => $2 / 1000.0) where id = any($1::bigint[]) and state = 'sending'`,
    values: [ids, leaseMs],
  });
}

/** Takes further creates of bulk work at the same stream, none of them tried before, to be made in one call. */
export async function claimMoreCreates(
  sql: Sql,
  like: WritebackRow,
  limit: number,
  leaseMs: number,
): Promise<WritebackRow[]> {
  const { rows } = await sql.query({
    name: 'writebacks-claim-more',
    text: `update writebacks set state = 'sending', leased_until = now() + make_interval(secs => $5 / 1000.0), carried = wanted, waits_for = null,
             next_attempt_at = null, touched_at = now()
           where id in (select w.id from writebacks w where w.workspace_id = $1 and w.connection_id = $2 and w.stream = $3 and w.state = 'queued'
             and w.op = 'create' and w.lane = 'bulk' and w.attempts = 0 and w.external_id is null and w.next_attempt_at is null
             and not exists (select from writeback_attempts a where a.writeback_id = w.id)
             and not exists (select from mappings m where m.workspace_id = w.workspace_id and m.entity_id = w.entity_id
               and m.connection_id = w.connection_id and m.stream = w.stream)
             order by w.id limit $4 for update of w skip locked)
           returning *`,
    values: [like.workspaceId, like.connectionId, like.stream, limit, leaseMs],
  });
  return rows.map((row) => camelCased<WritebackRow>(row)).sort((a, b) => a.id - b.id);
}

/** Has a writeback that is being carried out looked at once more when it is done. */
export async function askAgain(sql: Sql, id: number): Promise<void> {
  await sql.query('update writebacks set wanted = wanted + 1 where id = $1', [id]);
}

export interface WritebackEnd {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly errorClass?: string;
  readonly error?: string;
}

/** Ends a writeback, or sends it back to the queue when it was asked to look again; tells which. */
export async function finishWriteback(sql: Sql, id: number, end: WritebackEnd): Promise<'ended' | 'again'> {
  const { rows } = await sql.query<{ state: string }>({
    name: 'writeback-finish',
    text: `with ended as (
             update writebacks set touched_at = now(), leased_until = null, error_class = $3, error = $4,
             approved_digest = case when $2 = 'done' then null else approved_digest end,
             state = case when wanted > carried and ($2 = 'done' or op = 'delete') then 'queued' else $2 end,
             generation = case when wanted > carried and ($2 = 'done' or op = 'delete') then generation + 1 else generation end,
             finished_at = case when wanted > carried and ($2 = 'done' or op = 'delete') then null else now() end
             where id = $1 and state = 'sending' returning *
           ), announced as (
             insert into events (workspace_id, type, entity_id, process_id, connection_id, payload)
             select workspace_id, 'writeback.ended', entity_id, process_id, connection_id,
               jsonb_build_object('op', op, 'stream', stream, 'external_id', external_id, 'to', state, 'error_class', error_class)
             from ended where state <> 'queued'
           ), settled as (
             update proposals p set state = case when p.state = 'waiting' then 'superseded' when $2 = 'done' then 'done' when $2 = 'failed' then 'failed' else 'superseded' end,
               reason = case when p.state = 'waiting' then coalesce($4, 'There is nothing left to write.') else $4 end, updated_at = now(), ended_at = now()
             from ended e where p.writeback_id = e.id and (p.state = 'approved' or (p.state = 'waiting' and e.state <> 'queued'))
               and ($2 = 'done' or e.state <> 'queued')
             returning p.*
           ), told as (
             insert into events (workspace_id, type, entity_id, connection_id, payload)
             select workspace_id, 'proposal.state_changed', entity_id, connection_id,
               jsonb_build_object('proposal', id, 'kind', kind, 'state', state, 'title', title, 'to', state, 'digest', digest) from settled
           ), audited as (
             insert into audit_log (workspace_id, actor, action, subject, entity_id, why, details)
             select workspace_id, 'syncline', 'proposal.state_changed', 'proposal ' || id || ': ' || title, entity_id, reason,
               jsonb_build_object('kind', kind, 'state', state, 'to', state, 'digest', digest) from settled
           )
           select state from ended`,
    values: [id, end.state, end.errorClass ?? null, end.error ?? null],
  });
  return rows[0]?.state === 'queued' ? 'again' : 'ended';
}

export interface WritebackDelay {
  /** Null: as soon as somebody wakes it. */
  readonly until: Date | null;
  readonly countAttempt: boolean;
  readonly countConflict?: boolean;
  readonly waitsFor?: string;
  readonly errorClass?: string;
  readonly error?: string;
}

/** Puts a claimed writeback back into the queue, to be tried again at a time. */
export async function deferWriteback(sql: Sql, id: number, delay: WritebackDelay): Promise<void> {
  await sql.query({
    name: 'writeback-defer',
    text: `update writebacks set state = 'queued', leased_until = null, next_attempt_at = $2, attempts = attempts + $3::int,
             conflicts = conflicts + $4::int, waits_for = $5, error_class = $6, error = $7, generation = generation + 1, touched_at = now()
           where id = $1 and state = 'sending'`,
    values: [
      id,
      delay.until,
      delay.countAttempt ? 1 : 0,
      delay.countConflict ? 1 : 0,
      delay.waitsFor ?? null,
      delay.errorClass ?? null,
      delay.error ?? null,
    ],
  });
}

/** Writebacks that are due, or that nobody carries on with; each call stamps what it returns. */
export async function restingWritebacks(
  sql: Sql,
  options: SweepOptions,
): Promise<{ id: number; lane: WritebackRow['lane']; generation: number }[]> {
  const { rows } = await sql.query<{ id: number; lane: WritebackRow['lane']; generation: number }>({
    name: 'sweep-writebacks',
    text: `update writebacks set touched_at = now() where id in (
             select w.id from writebacks w join connections c on c.id = w.connection_id
             where c.health = 'ok' and ((w.state = 'queued' and (w.next_attempt_at <= now()
                 or (w.next_attempt_at is null and w.touched_at < now() - make_interval(secs => $1 / 1000.0))))
               or (w.state = 'sending' and w.leased_until < now()))
             order by w.touched_at limit $2 for update of w skip locked)
           returning id, lane, generation`,
    values: [options.olderThanMs, options.limit],
  });
  return rows;
}

/** The write that reserved a key of ours, whatever became of it (rule 3.8). */
export async function findReservations(
  tx: Sql,
  origin: { readonly workspaceId: number; readonly connectionId: number },
  ownKeys: readonly string[],
): Promise<Map<string, { readonly entityId: string; readonly stream: string }>> {
  if (ownKeys.length === 0) return new Map();
  const { rows } = await tx.query<{ ownKey: string; entityId: string; stream: string }>({
    name: 'writebacks-reservations',
    text: `select distinct own_key as "ownKey", entity_id as "entityId", stream from writebacks
           where workspace_id = $1 and connection_id = $2 and own_key = any($3)`,
    values: [origin.workspaceId, origin.connectionId, ownKeys],
  });
  return new Map(rows.map((row) => [row.ownKey, row]));
}

/** Writebacks that wait for a parent's mapping at this connection; returns them to be enqueued. */
export async function wakeWaitingWritebacks(
  tx: Sql,
  workspaceId: number,
  connectionId: number,
): Promise<{ id: number; lane: WritebackRow['lane']; generation: number }[]> {
  const { rows } = await tx.query<{ id: number; lane: WritebackRow['lane']; generation: number }>({
    name: 'writebacks-wake',
    text: `update writebacks set next_attempt_at = null, generation = generation + 1, touched_at = now() where id in (
             select id from writebacks where workspace_id = $1 and connection_id = $2 and state = 'queued' and op = 'create' and waits_for is not null
               and next_attempt_at is not null limit 200 for update skip locked)
           returning id, lane, generation`,
    values: [workspaceId, connectionId],
  });
  return rows;
}

/** A place in the order of reads that no read which has started can be behind of. */
export async function nextReadSeq(tx: Sql): Promise<number> {
  const { rows } = await tx.query<{ seq: number }>({
    name: 'read-seq-next',
    text: `select nextval('read_seq') as seq`,
  });
  return rows[0]!.seq;
}

/** Closes what earlier tries of a write opened, when it has come through. Fields that are held keep their items. */
export async function resolveWriteItems(
  tx: Sql,
  row: Pick<WritebackRow, 'workspaceId' | 'entityId' | 'connectionId' | 'stream'>,
): Promise<void> {
  await tx.query({
    name: 'write-items-resolve',
    text: announceClosed(`update reconciliation_items r set state = 'resolved', resolved_at = now(), resolved_by = 'syncline', resolution = 'written later'
           where workspace_id = $1 and connection_id = $3 and stream = $4 and entity_id = $2 and key like 'write %'
             and (field is null or code in ('required_field', 'malformed_field')) and state in ('open', 'retrying')`),
    values: [row.workspaceId, row.entityId, row.connectionId, row.stream],
  });
}

/** Entities that an entity's edges of some types lead to, whichever side showed them. */
export async function findTargets(
  sql: Sql,
  workspaceId: number,
  entityId: string,
  relations: readonly string[],
): Promise<{ relation: string; entityId: string }[]> {
  const { rows } = await sql.query<{ relation: string; entityId: string }>({
    name: 'relations-targets',
    text: `select distinct type as relation, to_entity_id as "entityId" from relations
           where workspace_id = $1 and from_entity_id = $2 and type = any($3) and to_entity_id is not null`,
    values: [workspaceId, entityId, relations],
  });
  return rows;
}

/** Counts a write that came of a process, which may have ended, or be forgotten, long before. */
export async function countWrittenBack(tx: Sql, processId: string): Promise<void> {
  await tx.query({
    name: 'process-count-written',
    text: 'update processes set records_written_back = records_written_back + 1 where id = $1',
    values: [processId],
  });
}
