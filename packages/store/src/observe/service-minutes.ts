import type { Sql } from '../database.ts';

/** Upper bounds, in seconds, by which durations of changes are counted; one more count is of what took longer. */
export const latencyBounds = [
  0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 30, 60, 120, 300, 600,
] as const;

/** Minutes younger than this are counted anew each time: a change may still be under way when its minute ends. */
const SETTLING = `interval '10 minutes'`;
/** As far back as is counted after a time in which nobody did. */
const LONGEST_GAP = `interval '1 day'`;
/** What has waited for less time is not counted while it waits: it may be done in no time. */
const YOUNG = `interval '5 seconds'`;

const buckets = [...latencyBounds.keys(), latencyBounds.length];
const seconds = (duration: string): string => `extract(epoch from ${duration})::float8`;

/**
 * Counts what happened in the minutes that are not settled yet, from the rows that say so; a minute that is counted
 * again comes to the same. A change that was announced and is still under way counts with the time it took so far.
 */
export async function countServiceMinutes(sql: Sql): Promise<void> {
  await sql.query({
    name: 'service-minutes-count',
    text: `with span as (
        select date_trunc('minute', greatest(now() - ${LONGEST_GAP}, least(now(), coalesce((select max(minute) from service_minutes where cardinality(latency) > 0), now() - ${LONGEST_GAP})) - ${SETTLING})) as first),
      timed (workspace_id, at, took) as (
        select workspace_id, created_at, ${seconds('touched_at - created_at')} from hints, span
          where state in ('done', 'failed') and created_at >= first and source in ('webhook', 'feed')
        union all
        select workspace_id, created_at, ${seconds('now() - created_at')} from hints, span
          where state = 'pending' and created_at >= first and created_at < now() - ${YOUNG} and source in ('webhook', 'feed')
        union all
        select workspace_id, finished_at, ${seconds('finished_at - caused_at')} from writebacks, span
          where state = 'done' and lane = 'live' and finished_at >= first
        union all
        select workspace_id, caused_at, ${seconds('now() - caused_at')} from writebacks, span
          where state in ('queued', 'sending') and lane = 'live' and waits_for is null and caused_at >= first and caused_at < now() - ${YOUNG}),
      ended (workspace_id, at, succeeded, failed) as (
        select workspace_id, created_at, (state = 'done')::int, (state = 'failed')::int from hints, span
          where state in ('done', 'failed') and created_at >= first
        union all
        select workspace_id, finished_at, (state = 'done')::int, (state = 'failed')::int from writebacks, span
          where state in ('done', 'failed') and finished_at >= first
        union all
        select workspace_id, finished_at,
            coalesce((outcome->>'created')::int + (outcome->>'updated')::int + (outcome->>'unchanged')::int + (outcome->>'stale')::int + (outcome->>'conflicted')::int, 0),
            coalesce((outcome->>'failed')::int, 0) + (state = 'failed')::int from pages, span
          where process_id is not null and state in ('merged', 'failed') and finished_at >= first),
      met (workspace_id, at) as (
        select workspace_id, first_seen_at from reconciliation_items, span where class = 'conflict' and first_seen_at >= first),
      durations as (
        select workspace_id, date_trunc('minute', at) as minute, array[${buckets.map((bucket) => `(count(*) filter (where bucket = ${bucket}))::int`).join(', ')}] as latency
        from (select workspace_id, at, width_bucket(took, array[${latencyBounds.join(', ')}]::float8[]) as bucket from timed) t group by 1, 2),
      ends as (select workspace_id, date_trunc('minute', at) as minute, sum(succeeded)::int as succeeded, sum(failed)::int as failed from ended group by 1, 2),
      conflicts as (select workspace_id, date_trunc('minute', at) as minute, count(*)::int as conflicts from met group by 1, 2),
      counted as (
        select workspace_id, minute, coalesce(d.latency, array_fill(0, array[${buckets.length}])) as latency,
          coalesce(e.succeeded, 0) as succeeded, coalesce(e.failed, 0) as failed, coalesce(c.conflicts, 0) as conflicts
        from durations d full join ends e using (workspace_id, minute) full join conflicts c using (workspace_id, minute))
      insert into service_minutes as s (workspace_id, minute, latency, succeeded, failed, conflicts)
      select workspace_id, minute, latency, succeeded, failed, conflicts from counted order by workspace_id, minute
      on conflict (workspace_id, minute) do update set latency = excluded.latency, succeeded = excluded.succeeded,
        failed = excluded.failed, conflicts = excluded.conflicts
      where (s.latency, s.succeeded, s.failed, s.conflicts) is distinct from (excluded.latency, excluded.succeeded, excluded.failed, excluded.conflicts)`,
  });
}

/** Notes how far the graph of each workspace is behind what was announced to it, now. `promisedMs` is how far it may be. */
export async function noteFreshness(sql: Sql, promisedMs: number): Promise<void> {
  await sql.query({
    name: 'service-minutes-look',
    text: `insert into service_minutes as s (workspace_id, minute, looks, behind_sum, behind_max, looks_behind)
      select id, date_trunc('minute', now()), 1, behind, behind, (behind > $1 / 1000.0)::int from (
        select w.id, greatest(0, coalesce(extract(epoch from now() - least(
          (select min(received_at) from inbox where state = 'received' and workspace_id = w.id),
          (select min(created_at) from hints where state = 'pending' and workspace_id = w.id))), 0)) as behind
        from workspaces w) looked order by id
      on conflict (workspace_id, minute) do update set looks = s.looks + 1, behind_sum = s.behind_sum + excluded.behind_sum,
        behind_max = greatest(s.behind_max, excluded.behind_max), looks_behind = s.looks_behind + excluded.looks_behind`,
    values: [promisedMs],
  });
}

/** The figures of some minutes together. */
export interface ServiceFigures {
  /** Changes by how long they took, as `latencyBounds` cuts them. */
  readonly latency: readonly number[];
  readonly succeeded: number;
  readonly failed: number;
  readonly conflicts: number;
  readonly looks: number;
  readonly looksBehind: number;
  readonly behindSum: number;
  readonly behindMax: number;
  /** Minutes of which anything is known. */
  readonly minutes: number;
}

export interface ServiceStep extends ServiceFigures {
  readonly at: Date;
}

const sums = `coalesce(sum(succeeded), 0)::int as succeeded, coalesce(sum(failed), 0)::int as failed, coalesce(sum(conflicts), 0)::int as conflicts,
  coalesce(sum(looks), 0)::int as looks, coalesce(sum(looks_behind), 0)::int as "looksBehind", coalesce(sum(behind_sum), 0)::float8 as "behindSum",
  coalesce(max(behind_max), 0)::float8 as "behindMax", count(*)::int as minutes,
  array[${buckets.map((bucket) => `coalesce(sum(latency[${bucket + 1}]), 0)::int`).join(', ')}] as latency`;

/** The last `windowMs` as one. */
export async function readServiceFigures(sql: Sql, workspaceId: number, windowMs: number): Promise<ServiceFigures> {
  const { rows } = await sql.query<ServiceFigures & Record<string, unknown>>({
    name: 'service-figures',
    text: `select ${sums} from service_minutes where workspace_id = $1 and minute > now() - make_interval(secs => $2 / 1000.0)`,
    values: [workspaceId, windowMs],
  });
  return rows[0]!;
}

/** The last `windowMs` in `steps` of equal length, oldest first; those of which nothing is known are left out. */
export async function readServiceSteps(
  sql: Sql,
  workspaceId: number,
  windowMs: number,
  steps: number,
): Promise<ServiceStep[]> {
  const { rows } = await sql.query<ServiceStep & Record<string, unknown>>({
    name: 'service-steps',
    text: `select date_bin(make_interval(secs => $2 / 1000.0 / $3), minute, timestamptz '2020-01-01 00:00+00') as at, ${sums}
      from service_minutes where workspace_id = $1 and minute > now() - make_interval(secs => $2 / 1000.0) group by 1 order by 1`,
    values: [workspaceId, windowMs, steps],
  });
  return rows;
}
