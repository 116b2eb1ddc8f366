import type { Sql } from '../database.ts';
import type { QuotaBucket } from '../schema/index.ts';

/** So long is what one row stands for. */
export const QUOTA_SAMPLE_MS = 5 * 60_000;
const ORIGIN = `timestamptz '2020-01-01 00:00+00'`;

/**
 * Looks at every bucket and keeps the least that was left in these five minutes. Looks that find no less write nothing,
 * so it may be done often, and by more than one at a time.
 */
export async function sampleQuotas(sql: Sql): Promise<void> {
  await sql.query({
    name: 'quota-samples-look',
    text: `insert into quota_samples as s (workspace_id, connection_id, bucket, at, capacity, lowest, held)
      select q.workspace_id, q.connection_id, b.bucket, date_bin(make_interval(secs => ${QUOTA_SAMPLE_MS / 1_000}), now(), ${ORIGIN}), b.capacity,
        greatest(0, case when b.reset_at <= now() then b.capacity else b.remaining end),
        coalesce(q.paused_until > now() or q.open_until > now(), false)
      from quotas q cross join lateral (values
        ('core', q.capacity, q.remaining, q.reset_at),
        ('burst', q.burst_capacity, q.burst_remaining, q.burst_reset_at)) b (bucket, capacity, remaining, reset_at)
      where b.capacity is not null order by 1, 2, 3
      on conflict (workspace_id, connection_id, bucket, at) do update
        set capacity = excluded.capacity, lowest = least(s.lowest, excluded.lowest), held = s.held or excluded.held
        where excluded.lowest < s.lowest or excluded.capacity <> s.capacity or (excluded.held and not s.held)`,
  });
}

export interface QuotaStep {
  readonly bucket: QuotaBucket;
  readonly at: Date;
  readonly capacity: number;
  /** The least that was left in the step. */
  readonly lowest: number;
  readonly held: boolean;
}

/** The last `windowMs` in steps of `stepMs` (whole samples), oldest first; those without a look are left out. */
export async function readQuotaSteps(
  sql: Sql,
  workspaceId: number,
  connectionId: number,
  windowMs: number,
  stepMs: number,
): Promise<QuotaStep[]> {
  const { rows } = await sql.query<QuotaStep & Record<string, unknown>>({
    name: 'quota-steps',
    text: `select bucket, date_bin(make_interval(secs => $4::bigint / 1000), at, ${ORIGIN}) as at, (array_agg(capacity order by at desc))[1] as capacity,
        min(lowest) as lowest, bool_or(held) as held
      from quota_samples where workspace_id = $1 and connection_id = $2 and at > now() - make_interval(secs => $3::bigint / 1000)
      group by 1, 2 order by 1, 2`,
    values: [workspaceId, connectionId, windowMs, stepMs],
  });
  return rows;
}
