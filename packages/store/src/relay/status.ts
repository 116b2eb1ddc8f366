import type { Sql } from '../database.ts';

export interface RelayStatus {
  readonly published: number;
  readonly publishedAt: Date | null;
  /** Why it does not get on, and since when. */
  readonly error: string | null;
  readonly failingSince: Date | null;
  /** Events that are not handed on, counted up to `WAITING_LIMIT`. */
  readonly waiting: number;
  /** Age of the oldest of them, in ms; 0 when there is none. */
  readonly lagMs: number;
}

const WAITING_LIMIT = 10_000;

/** How far the relay is, whoever runs it; null when there never was one. */
export async function readRelayStatus(sql: Sql): Promise<RelayStatus | null> {
  const { rows } = await sql.query<RelayStatus & Record<string, unknown>>({
    name: 'relay-status',
    text: `select r.published, r.published_at as "publishedAt", r.error, r.failing_since as "failingSince", w.waiting, w.lag as "lagMs"
           from event_relay r cross join lateral (
             select count(*)::int as waiting, coalesce(extract(epoch from clock_timestamp() - min(e.at)) * 1000, 0)::float8 as lag from (
               select at from events where (r.seen is null or (tx >= pg_snapshot_xmin(r.seen::pg_snapshot) and not pg_visible_in_snapshot(tx, r.seen::pg_snapshot)))
                 and (r.until is null or id > r.after_id or not pg_visible_in_snapshot(tx, r.until::pg_snapshot))
               order by tx, id limit $1) e) w
           where r.name = 'events'`,
    values: [WAITING_LIMIT],
  });
  return rows[0] ?? null;
}

/**
 * Deletes events that were still to be handed on and are older than `ms`: what a bus that is away for long costs at the
 * most. Those that were handed on go by their own time. Returns how many.
 */
export async function giveUpEvents(sql: Sql, ms: number, limit: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from events where ctid = any(array(select o.ctid from (select ctid, at, tx from events order by tx, id limit $2) o
       where o.at < now() - make_interval(secs => $1 / 1000.0)
         and not exists (select from event_relay r where pg_visible_in_snapshot(o.tx, r.seen::pg_snapshot))))`,
    [ms, limit],
  );
  return rowCount ?? 0;
}
