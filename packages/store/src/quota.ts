import type { Sql } from './database.ts';
import type { Lane } from './schema/index.ts';

/** So many calls in a window of so many ms. */
export interface QuotaWindow {
  readonly capacity: number;
  readonly windowMs: number;
}

export interface QuotaPlan extends QuotaWindow {
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly liveReserve: number;
  readonly burst: QuotaWindow | null;
  /** The most calls a window that the operator allows, whatever the vendor would; null: as many as the vendor. */
  readonly cap: number | null;
}

/**
 * Makes the connection's bucket, or adopts a changed plan: it holds what the vendor's headers said, else the plan's
 * own capacity, and never more than the cap. What has been taken of the window that runs stays taken.
 */
export async function ensureQuota(sql: Sql, plan: QuotaPlan): Promise<void> {
  await sql.query(
    `insert into quotas as q (workspace_id, connection_id, capacity, remaining, window_ms, reset_at, live_reserve,
       burst_capacity, burst_remaining, burst_window_ms, burst_reset_at)
     values ($1, $2, $3, $3, $4, now() + make_interval(secs => $4::int / 1000.0), $5, $6, $6, $7,
       now() + make_interval(secs => $7::int / 1000.0))
     on conflict (workspace_id, connection_id) do update
       set capacity = least(coalesce(q.vendor_capacity, excluded.capacity), $8::int), window_ms = excluded.window_ms,
           remaining = greatest(0, q.remaining + least(coalesce(q.vendor_capacity, excluded.capacity), $8::int) - q.capacity),
           live_reserve = excluded.live_reserve, burst_capacity = excluded.burst_capacity, burst_window_ms = excluded.burst_window_ms,
           burst_remaining = least(coalesce(q.burst_remaining, excluded.burst_remaining), excluded.burst_capacity),
           burst_reset_at = coalesce(q.burst_reset_at, excluded.burst_reset_at)`,
    [
      plan.workspaceId,
      plan.connectionId,
      plan.capacity,
      plan.windowMs,
      plan.liveReserve,
      plan.burst?.capacity ?? null,
      plan.burst?.windowMs ?? null,
      plan.cap,
    ],
  );
}

/** What of a bucket is kept from a lane: bulk work leaves the reserve to live work. */
function keptFrom(lane: string, capacity: string): string {
  return `case when ${lane} = 'bulk' then floor(${capacity} * q.live_reserve) else 0 end`;
}

/** SQL: from when a call of `lane` (an expression) can be taken from the quota row `q`; null: now. */
function spentUntil(lane: string): string {
  return `greatest(case when q.paused_until > now() then q.paused_until end,
    case when q.reset_at > now() and q.remaining <= ${keptFrom(lane, 'q.capacity')} then q.reset_at end,
    case when q.burst_reset_at > now() and q.burst_remaining <= ${keptFrom(lane, 'q.burst_capacity')} then q.burst_reset_at end)`;
}

/** How soon to ask again while another call looks whether the vendor is back. */
const PROBE_LOOK = "interval '1 second'";
/** A call that looks and is never heard of again keeps others waiting for so long. */
const PROBE_LEASE = "interval '1 minute'";

/** SQL: from when the breaker of the quota row `q` lets a call through; null: now. */
const brokenUntil = `case when q.open_until > now() then q.open_until when q.open_until is not null and q.probe_until > now() then now() + ${PROBE_LOOK} end`;

/** SQL: how many calls of `lane` the quota row `q` will serve within `withinMs`, windows that begin in that time included. */
export function servableCalls(lane: string, withinMs: string): string {
  const within = `make_interval(secs => ${withinMs} / 1000.0)`;
  const bucket = (capacity: string, remaining: string, resetAt: string, windowMs: string): string => `(
    greatest(0, (case when ${resetAt} <= now() then ${capacity} else ${remaining} end) - ${keptFrom(lane, capacity)})
    + (case when ${resetAt} > now() + ${within} then 0
            else 1 + floor(extract(epoch from now() + ${within} - greatest(${resetAt}, now())) * 1000 / ${windowMs})
                 - (case when ${resetAt} <= now() then 1 else 0 end) end)
      * greatest(0, ${capacity} - ${keptFrom(lane, capacity)}))`;
  return `case when q.paused_until > now() or (${brokenUntil}) is not null then 0 when q.open_until is not null then 1
    else least(${bucket('q.capacity', 'q.remaining', 'q.reset_at', 'q.window_ms')},
               ${bucket('q.burst_capacity', 'q.burst_remaining', 'q.burst_reset_at', 'q.burst_window_ms')})::bigint end`;
}

/** A call that may be made. */
export interface TakenCall {
  readonly outcome: 'taken';
  /** It is the one that looks whether a vendor that failed is back. */
  readonly isProbe: boolean;
  /** The vendor has failed calls since it last served one: whether it serves this one is worth a note. */
  readonly isTroubled: boolean;
}

export interface RefusedCall {
  readonly outcome: 'spent' | 'broken';
  /** From when it is worth asking again. */
  readonly retryAt: Date;
}

/**
 * Takes one call from the bucket, in one fenced update. Bulk work leaves the reserve for live work
 * untouched, and an open breaker lets one call through when its time is over. It does not wait
 * for the disk: what a crash of the server forgets, the vendor's headers correct.
 */
export async function takeQuota(
  sql: Sql,
  workspaceId: number,
  connectionId: number,
  lane: Lane,
): Promise<TakenCall | RefusedCall> {
  const taken = await sql.query<{ isProbe: boolean; isTroubled: boolean }>({
    name: `quota-take`,
    text: `update quotas q set
             remaining = (case when reset_at <= now() then capacity else remaining end) - 1,
             reset_at = case when reset_at <= now() then now() + make_interval(secs => window_ms / 1000.0) else reset_at end,
             burst_remaining = (case when burst_reset_at <= now() then burst_capacity else burst_remaining end) - 1,
             burst_reset_at = case when burst_reset_at <= now() then now() + make_interval(secs => burst_window_ms / 1000.0) else burst_reset_at end,
             probe_until = case when open_until is not null then now() + ${PROBE_LEASE} end
           from (select set_config('synchronous_commit', 'off', true)) as unflushed
           where workspace_id = $1 and connection_id = $2
             and (paused_until is null or paused_until <= now()) and (${brokenUntil}) is null
             and (case when reset_at <= now() then capacity else remaining end) > (${keptFrom('$3', 'capacity')})
             and (burst_capacity is null
               or (case when burst_reset_at <= now() then burst_capacity else burst_remaining end) > (${keptFrom('$3', 'burst_capacity')}))
           returning open_until is not null as "isProbe", cardinality(failing) > 0 as "isTroubled"`,
    values: [workspaceId, connectionId, lane],
  });
  if (taken.rows[0]) return { outcome: 'taken', ...taken.rows[0] };
  const { rows } = await sql.query<{ retryAt: Date; isBroken: boolean }>(
    `select greatest(now() + interval '50 milliseconds', ${spentUntil('$3')}, ${brokenUntil}) as "retryAt", (${brokenUntil}) is not null as "isBroken"
     from quotas q where workspace_id = $1 and connection_id = $2`,
    [workspaceId, connectionId, lane],
  );
  if (!rows[0]) throw new Error(`Connection ${connectionId} has no quota row`);
  return { outcome: rows[0].isBroken ? 'broken' : 'spent', retryAt: rows[0].retryAt };
}

export interface QuotaReport {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly reason: string | null;
}

/**
 * Corrects the bucket by what the vendor's headers say; writes only when they tell something new. Where `cap` allows
 * less than the vendor, the window is our own: the headers can only lower what is left of it.
 */
export async function reportQuota(
  sql: Sql,
  workspaceId: number,
  connectionId: number,
  report: QuotaReport,
  cap: number | null,
): Promise<void> {
  const isOurWindow = 'coalesce($8 < coalesce($3, vendor_capacity), false)';
  await sql.query({
    name: 'quota-report',
    text: `update quotas set
             vendor_capacity = coalesce($3::int, vendor_capacity),
             capacity = case when $3 is null then capacity else least($3, $8::int) end,
             remaining = case when not ${isOurWindow} and $5::timestamptz is distinct from reset_at and $4::int is not null then $4
                              else least(remaining, coalesce($4, remaining)) end,
             reset_at = case when ${isOurWindow} then reset_at else coalesce($5, reset_at) end,
             paused_until = greatest(paused_until, $6::timestamptz),
             pause_reason = case when $6 is not null then $7::text else pause_reason end,
             updated_at = now()
           where workspace_id = $1 and connection_id = $2
             and (coalesce(vendor_capacity, -1) <> $3 or remaining > $4
               or (not ${isOurWindow} and abs(extract(epoch from reset_at - $5)) > 1) or $6 > coalesce(paused_until, '-infinity'))`,
    values: [
      workspaceId,
      connectionId,
      report.limit,
      report.remaining,
      report.resetAt,
      report.pausedUntil,
      report.reason,
      cap,
    ],
  });
}
