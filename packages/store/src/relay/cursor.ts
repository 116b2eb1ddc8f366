import type { Sql } from '../database.ts';

/**
 * How far events were handed on: all that `seen` (a snapshot of the server) shows, and of what `until` shows beside that
 * the rows up to `afterId`. Two snapshots have between them what was committed in the meantime: no row is left out that
 * committed late, and a change never comes before the one it rests on, for whoever changed an entity saw the change before.
 */
export interface RelayCursor {
  /** Null: nothing was handed on. */
  readonly seen: string | null;
  /** The other end of what is being handed on; null between two rounds. */
  readonly until: string | null;
  readonly afterId: number;
}

export interface RelayLease {
  /** Raised by every new holder: who has an older one writes nothing any more. */
  readonly epoch: number;
  readonly cursor: RelayCursor;
}

/** Takes the relay for a while, when nobody else has it; null when somebody does. */
export async function claimRelay(sql: Sql, holder: string, leaseMs: number): Promise<RelayLease | null> {
  await sql.query(`insert into event_relay (name) values ('events') on conflict do nothing`);
  const { rows } = await sql.query<RelayCursor & { epoch: number }>(
    `update event_relay set epoch = epoch + 1, holder = $1, leased_until = now() + make_interval(secs => $2 / 1000.0)
     where name = 'events' and (leased_until is null or leased_until < now() or holder = $1)
     returning epoch, seen, until, after_id as "afterId"`,
    [holder, leaseMs],
  );
  const row = rows[0];
  if (!row) return null;
  return { epoch: row.epoch, cursor: { seen: row.seen, until: row.until, afterId: row.afterId } };
}

/** Remembers how far it got and that it works, and keeps the lease. False when somebody else has taken it. */
export async function saveRelay(
  sql: Sql,
  epoch: number,
  { seen, until, afterId }: RelayCursor,
  published: number,
  leaseMs: number,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update event_relay set seen = $2, until = $3, after_id = $4, published = published + $5, error = null, failing_since = null,
       published_at = case when $5 > 0 then now() else published_at end, leased_until = now() + make_interval(secs => $6 / 1000.0)
     where name = 'events' and epoch = $1`,
    [epoch, seen, until, afterId, published, leaseMs],
  );
  return rowCount === 1;
}

/** Why it does not get on. Where it is stays as it is; whoever comes next, perhaps with a better way to the bus, takes it. */
export async function noteRelayFailure(sql: Sql, epoch: number, error: string): Promise<void> {
  await sql.query(
    `update event_relay set error = $2, failing_since = coalesce(failing_since, now()), leased_until = null, holder = null
     where name = 'events' and epoch = $1`,
    [epoch, error.slice(0, 500)],
  );
}

/** Lets somebody else take it at once. */
export async function releaseRelay(sql: Sql, epoch: number): Promise<void> {
  await sql.query(`update event_relay set leased_until = null, holder = null where name = 'events' and epoch = $1`, [
    epoch,
  ]);
}
