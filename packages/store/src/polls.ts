import type { Sql } from './database.ts';

/** The share of a connection's quota that polls may take. */
const POLL_QUOTA_SHARE = 0.2;

/** A connection that is heard from by its webhooks is polled so much more rarely: for what they did not tell. */
const HEARD_FACTOR = 4;

/**
 * SQL: how the sync configs that are in force have the connection `c` polled, as one row: `every_ms`, the shortest interval
 * (null: none of them wants polls), `at_most_ms` (the same for one that its webhooks are heard from) and `page_size`.
 * A connection that no config names is polled every `intervalMs` (an expression); one with an interval of its own, at that.
 */
function rhythmOf(intervalMs: string): string {
  return `(select coalesce(c.poll_interval_ms, case when count(*) = 0 then ${intervalMs} else min(w.interval_ms * case when w.heard then ${HEARD_FACTOR} else 1 end) end) as every_ms,
      coalesce(c.poll_interval_ms, case when count(*) = 0 then ${intervalMs} else min(w.interval_ms * case when w.webhooks then ${HEARD_FACTOR} else 1 end) end) as at_most_ms,
      min(w.page_size) as page_size
    from (select case when s.batch_fallback_enabled then s.sync_interval * 1000.0::float8 end as interval_ms, s.webhook_enabled as webhooks,
        s.webhook_enabled and coalesce(c.last_delivery_at > now() - make_interval(secs => s.sync_interval), false) as heard,
        case when s.batch_fallback_enabled then s.batch_size end as page_size
      from sync_configs s
      where s.workspace_id = c.workspace_id and s.enabled
        and jsonb_path_exists(s.settings, 'lax $.kinds.*.members[*] ? (@.connection == $name)', jsonb_build_object('name', c.name))) w)`;
}

/**
 * SQL: connections that have not been read for as long as their rhythm, and that nothing reads now; what is paused does
 * not count as reading. One with many scopes is polled less often, so that polls take a fifth of its quota at most.
 */
const due = `from connections c
  join quotas q on q.workspace_id = c.workspace_id and q.connection_id = c.id
  cross join lateral (select count(*) as calls from stream_states s
    where s.workspace_id = c.workspace_id and s.connection_id = c.id and s.synced_up_to is not null) poll
  cross join lateral ${rhythmOf('$1::float8')} rhythm
  where c.health = 'ok' and poll.calls > 0 and rhythm.every_ms is not null
    and not exists (select from processes p where p.connection_id = c.id and p.parent_id is null
      and ((p.finished_at is null and p.state <> 'paused')
        or p.created_at > now() - make_interval(secs => greatest(rhythm.every_ms, poll.calls * q.window_ms / (q.capacity * ${POLL_QUOTA_SHARE})) / 1000.0)))`;

/** Connections that should be polled now. `intervalMs`: how often those that no sync config names. */
export async function connectionsDueForPoll(sql: Sql, intervalMs: number): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(`select c.id ${due} order by c.id`, [intervalMs]);
  return rows.map((row) => row.id);
}

export interface ClaimedPoll {
  /** Records a page at the most; null: as many as the vendor gives. */
  readonly pageSize: number | null;
}

/**
 * Claims the poll of a connection for the transaction, which has to insert its process. Null when another one has claimed
 * it, or has inserted it since the connection was seen to be due.
 */
export async function claimPoll(tx: Sql, connectionId: number, intervalMs: number): Promise<ClaimedPoll | null> {
  const held = await tx.query('select from connections where id = $1 for no key update skip locked', [connectionId]);
  if (held.rowCount === 0) return null;
  // Looked at anew, after the lock: what was committed before it is seen.
  const { rows } = await tx.query<ClaimedPoll & Record<string, unknown>>(
    `select rhythm.page_size as "pageSize" ${due} and c.id = $2`,
    [intervalMs, connectionId],
  );
  return rows[0] ?? null;
}

/** How long the checkpoints of connections may grow old before a poll is late, in ms; infinite for one that is not polled. */
export async function pollPeriods(
  sql: Sql,
  connectionIds: readonly number[],
  intervalMs: number,
): Promise<Map<number, number>> {
  const { rows } = await sql.query<{ id: number; periodMs: number | null }>(
    `select c.id, rhythm.at_most_ms as "periodMs" from connections c cross join lateral ${rhythmOf('$1::float8')} rhythm where c.id = any($2::int[])`,
    [intervalMs, connectionIds],
  );
  return new Map(rows.map(({ id, periodMs }) => [id, periodMs ?? Number.POSITIVE_INFINITY]));
}

/** Whether a process that would read a stream of the connection is paused: what it has yet to read is not for a poll to read. */
export async function isReadPaused(sql: Sql, connectionId: number, stream: string): Promise<boolean> {
  const { rows } = await sql.query(
    `select from processes where connection_id = $1 and stream = $2 and state = 'paused' and finished_at is null limit 1`,
    [connectionId, stream],
  );
  return rows.length > 0;
}
