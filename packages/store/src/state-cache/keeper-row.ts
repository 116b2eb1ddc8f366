import type { Sql } from '../database.ts';
import type { StateCacheReport, StateCacheTask } from '../schema/index.ts';

/** Who keeps the state cache, how far, and how it goes. */
export interface StateCacheKeeperRow {
  readonly cache: string | null;
  readonly position: string | null;
  readonly positionAt: Date | null;
  readonly wroteAt: Date | null;
  readonly error: string | null;
  readonly failingSince: Date | null;
  readonly wanted: StateCacheTask | null;
  readonly wantedAt: Date | null;
  readonly checkedAt: Date | null;
  readonly report: StateCacheReport | null;
  /** Whether somebody keeps it now. */
  readonly isKept: boolean;
}

const columns = `cache, position, position_at as "positionAt", wrote_at as "wroteAt", error, failing_since as "failingSince", wanted,
  wanted_at as "wantedAt", checked_at as "checkedAt", report, coalesce(lease_until > now(), false) as "isKept"`;

/** Takes or renews the lease of the keeper; null while another one has it. */
export async function holdStateCache(sql: Sql, holder: string, leaseMs: number): Promise<StateCacheKeeperRow | null> {
  const { rows } = await sql.query<StateCacheKeeperRow & Record<string, unknown>>(
    `insert into state_cache_keeper as k (id, lease_holder, lease_until) values (1, $1, now() + make_interval(secs => $2 / 1000.0))
     on conflict (id) do update set lease_holder = excluded.lease_holder, lease_until = excluded.lease_until
       where k.lease_holder = $1 or k.lease_holder is null or k.lease_until < now()
     returning ${columns}`,
    [holder, leaseMs],
  );
  return rows[0] ?? null;
}

export async function readStateCacheKeeper(sql: Sql): Promise<StateCacheKeeperRow | null> {
  const { rows } = await sql.query<StateCacheKeeperRow & Record<string, unknown>>(
    `select ${columns} from state_cache_keeper where id = 1`,
  );
  return rows[0] ?? null;
}

/** Notes by the one that keeps it; they are lost on one that has lost its lease. */
export async function noteKeeper(
  sql: Sql,
  holder: string,
  note: Partial<Pick<StateCacheKeeperRow, 'cache' | 'position' | 'positionAt' | 'wroteAt' | 'error' | 'failingSince'>>,
): Promise<void> {
  const names = { cache: 'cache', position: 'position', positionAt: 'position_at', wroteAt: 'wrote_at' } as const;
  const all = { ...names, error: 'error', failingSince: 'failing_since' } as const;
  const given = Object.entries(all).filter(([key]) => key in note);
  await sql.query(
    `update state_cache_keeper set ${given.map(([, column], index) => `${column} = $${index + 2}`).join(', ')} where id = 1 and lease_holder = $1`,
    [holder, ...given.map(([key]) => note[key as keyof typeof note])],
  );
}

/** Asks the keeper, to the millisecond as it comes back from here, for a comparison, or for everything to be written anew; a rebuild is not made less by a later wish. */
export async function wantStateCacheTask(sql: Sql, task: StateCacheTask): Promise<Date> {
  const { rows } = await sql.query<{ at: Date }>(
    `insert into state_cache_keeper as k (id, wanted, wanted_at) values (1, $1, date_trunc('milliseconds', clock_timestamp()))
     on conflict (id) do update set wanted = case when k.wanted = 'rebuild' then k.wanted else excluded.wanted end, wanted_at = excluded.wanted_at
     returning wanted_at as at`,
    [task],
  );
  return rows[0]!.at;
}

/** What was asked for is done, unless it was asked for again meanwhile. */
export async function noteStateCacheReport(
  sql: Sql,
  holder: string,
  report: StateCacheReport,
  wantedAt: Date | null,
): Promise<void> {
  await sql.query(
    `update state_cache_keeper set report = $2, checked_at = clock_timestamp(),
       wanted = case when wanted_at is not distinct from $3::timestamptz then null else wanted end,
       wanted_at = case when wanted_at is not distinct from $3::timestamptz then null else wanted_at end
     where id = 1 and lease_holder = $1`,
    [holder, JSON.stringify(report), wantedAt],
  );
}
