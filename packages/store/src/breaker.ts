import type { Sql } from './database.ts';

/** When a connection whose vendor fails is left alone, and for how long. */
export interface BreakerOptions {
  /** So many different addresses failed, and none was served between: one broken record is no broken vendor. */
  readonly failures: number;
  /** The first rest in ms; each further one is twice as long, up to `maxOpenMs`. */
  readonly openMs: number;
  readonly maxOpenMs: number;
}

/** A call that the vendor failed to serve: no answer, or one of its 5xx. */
export interface FailedCall {
  /** What was called, as a hash. */
  readonly address: string;
  readonly isProbe: boolean;
}

/**
 * Counts a failure, and opens the breaker where it was the last straw, or the look at whether the vendor is back.
 * Returns until when it is open where this call opened it from being closed; calls that were under way then change nothing.
 */
export async function noteFailure(
  sql: Sql,
  workspaceId: number,
  connectionId: number,
  { address, isProbe }: FailedCall,
  { failures, openMs, maxOpenMs }: BreakerOptions,
): Promise<Date | null> {
  const { rows } = await sql.query<{ openUntil: Date; openings: number }>({
    name: 'breaker-failure',
    text: `update quotas q set failing = o.failing, probe_until = case when $4 then null else q.probe_until end,
             open_until = case when o.opens then now() + make_interval(secs => least($7::float8, $6 * power(2, least(q.openings, 30))) / 1000) else q.open_until end,
             openings = q.openings + o.opens::int
           from (select n.failing, case when b.open_until is null then cardinality(n.failing) >= $5 else $4 end as opens
                 from (select failing, open_until from quotas where workspace_id = $1 and connection_id = $2 for update) b
                 cross join lateral (select case when $3 = any(b.failing) or cardinality(b.failing) >= $5 then b.failing else b.failing || $3::text end as failing) n) o
           where q.workspace_id = $1 and q.connection_id = $2
           returning case when o.opens then q.open_until end as "openUntil", q.openings`,
    values: [workspaceId, connectionId, address, isProbe, failures, openMs, maxOpenMs],
  });
  const after = rows[0];
  return after?.openUntil && after.openings === 1 ? after.openUntil : null;
}

/** The vendor serves again. True when that closed the breaker. */
export async function noteService(sql: Sql, workspaceId: number, connectionId: number): Promise<boolean> {
  const { rows } = await sql.query<{ wasOpen: boolean }>({
    name: 'breaker-service',
    text: `update quotas q set failing = '{}', open_until = null, openings = 0, probe_until = null
           from (select open_until from quotas where workspace_id = $1 and connection_id = $2 for update) o
           where q.workspace_id = $1 and q.connection_id = $2 and (q.failing <> '{}' or q.open_until is not null)
           returning o.open_until is not null as "wasOpen"`,
    values: [workspaceId, connectionId],
  });
  return rows[0]?.wasOpen ?? false;
}
