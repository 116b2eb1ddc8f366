import type { Sql } from './database.ts';
import type { Lane } from './schema/index.ts';

export interface QuotaPlan {
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly capacity: number;
  readonly windowMs: number;
  readonly liveReserve: number;
  readonly burst: { readonly capacity: number; readonly windowMs: number } | null;
}

/** Makes the connection's bucket, or adopts a changed reserve and burst; capacity is what the vendor's headers made it. */
export async function ensureQuota(sql: Sql, plan: QuotaPlan): Promise<void> {
  await sql.query(
    `insert into quotas (workspace_id, connection_id, capacity, remaining, window_ms, reset_at, live_reserve,
       burst_capacity, burst_remaining, burst_window_ms, burst_reset_at)
     values ($1, $2, $3, $3, $4, now() + make_interval(secs => $4::int / 1000.0), $5, $6, $6, $7, now() + make_interval(secs => $7::int / 1000.0))
     on conflict (workspace_id, connection_id) do update
       set live_reserve = excluded.live_reserve, burst_capacity = excluded.burst_capacity, burst_window_ms = excluded.burst_window_ms,
           burst_remaining = least(coalesce(quotas.burst_remaining, excluded.burst_remaining), excluded.burst_capacity),
           burst_reset_at = coalesce(quotas.burst_reset_at, excluded.burst_reset_at)`,
    [
      plan.workspaceId,
      plan.connectionId,
      plan.capacity,
      plan.windowMs,
      plan.liveReserve,
      plan.burst?.capacity ?? null,
      plan.burst?.windowMs ?? null,
    ],
  );
}

/**
 * Takes one call from the bucket, in one fenced update. Bulk work leaves the reserve for live work
 * untouched. Returns null when taken, else the time from which it is worth asking again. It does not wait
 * for the disk: what a crash of the server forgets, the vendor's headers correct.
 */
export async function takeQuota(sql: Sql, workspaceId: number, connectionId: number, lane: Lane): Promise<Date | null> {
  const taken = await sql.query({
    name: `quota-take`,
    text: `update quotas set
             remaining = (case when reset_at <= now() then capacity else remaining end) - 1,
             reset_at = case when reset_at <= now() then now() + make_interval(secs => window_ms / 1000.0) else reset_at end,
             burst_remaining = (case when burst_reset_at <= now() then burst_capacity else burst_remaining end) - 1,
             burst_reset_at = case when burst_reset_at <= now() then now() + make_interval(secs => burst_window_ms / 1000.0) else burst_reset_at end
           from (select set_config('synchronous_commit', 'off', true)) as unflushed
           where workspace_id = $1 and connection_id = $2
             and (paused_until is null or paused_until <= now())
             and (case when reset_at <= now() then capacity else remaining end) > (case when $3 = 'bulk' then floor(capacity * live_reserve) else 0 end)
             and (burst_capacity is null
               or (case when burst_reset_at <= now() then burst_capacity else burst_remaining end)
                  > (case when $3 = 'bulk' then floor(burst_capacity * live_reserve) else 0 end))`,
    values: [workspaceId, connectionId, lane],
  });
  if (taken.rowCount === 1) return null;
  const { rows } = await sql.query<{ at: Date }>(
    `select greatest(now() + interval '50 milliseconds',
        case when paused_until > now() then paused_until end,
        case when reset_at > now() and remaining <= (case when $3 = 'bulk' then floor(capacity * live_reserve) else 0 end) then reset_at end,
        case when burst_reset_at > now() and burst_remaining <= (case when $3 = 'bulk' then floor(burst_capacity * live_reserve) else 0 end)
          then burst_reset_at end) as at
     from quotas where workspace_id = $1 and connection_id = $2`,
    [workspaceId, connectionId, lane],
  );
  const at = rows[0]?.at;
  if (!at) throw new Error(`Connection ${connectionId} has no quota row`);
  return at;
}

export interface QuotaReport {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly reason: string | null;
}

/** Corrects the bucket by what the vendor's headers say; writes only when they tell something new. */
export async function reportQuota(
  sql: Sql,
  workspaceId: number,
  connectionId: number,
  report: QuotaReport,
): Promise<void> {
  await sql.query({
    name: 'quota-report',
    text: `update quotas set
             capacity = coalesce($3::int, capacity),
             remaining = case when $5::timestamptz is distinct from reset_at and $4::int is not null then $4 else least(remaining, coalesce($4, remaining)) end,
             reset_at = coalesce($5, reset_at),
             paused_until = greatest(paused_until, $6::timestamptz),
             pause_reason = case when $6 is not null then $7::text else pause_reason end,
             updated_at = now()
           where workspace_id = $1 and connection_id = $2
             and (capacity <> $3 or remaining > $4 or abs(extract(epoch from reset_at - $5)) > 1 or $6 > coalesce(paused_until, '-infinity'))`,
    values: [
      workspaceId,
      connectionId,
      report.limit,
      report.remaining,
      report.resetAt,
      report.pausedUntil,
      report.reason,
    ],
  });
}
