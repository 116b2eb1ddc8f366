import type { Sql } from './database.ts';

/** How long things are kept, in ms. What an open reconciliation item points to is kept as long as it is open. */
export interface RetentionOptions {
  /** Raw bytes of finished pages; their rows stay four times as long. */
  readonly rawMs: number;
  readonly eventsMs: number;
  /** Of events that wait for the event bus. */
  readonly unsentEventsMs: number;
  /** True: there is a bus, and what waits for it is left alone here. */
  readonly hasBus?: boolean;
  /** Processed deliveries and hints. */
  readonly inboxMs: number;
  /** Processes that a timer started, and the partitions of all finished ones. Longer than the interval of polls. */
  readonly processesMs: number;
  /** Reconciliation items that are resolved. Those a person ignored stay: they say that this trouble is known. */
  readonly itemsMs: number;
}

interface Rule {
  /** Null: not in this case. */
  readonly ageMs: (options: RetentionOptions) => number | null;
  /** Deletes what is older than $1 ms, $2 rows at the most. Arrays, not joins: they are reached by their keys whatever the planner thinks. */
  readonly statement: string;
}

const EXPIRED = 'now() - make_interval(secs => $1 / 1000.0)';

/** True for a row that an open item has as its evidence. */
function isEvidence(column: 'page_id' | 'inbox_id' | 'process_id', id: string): string {
  return `exists (select from reconciliation_items r where r.${column} = ${id} and r.state in ('open', 'retrying'))`;
}

/** How long a request may be sent again under its Idempotency-Key; what clients are told. */
const IDEMPOTENCY_MS = 24 * 3_600_000;

/** Figures of minutes: longer than the longest window of a service level. */
const SERVICE_MINUTES_MS = 35 * 24 * 3_600_000;

/** What was left of quotas: as long as the longest time that it is shown over. */
const QUOTA_SAMPLES_MS = 7 * 24 * 3_600_000;

const RULES: readonly Rule[] = [
  {
    ageMs: () => QUOTA_SAMPLES_MS,
    statement: `delete from quota_samples where ctid = any(array(
      select ctid from quota_samples where at < ${EXPIRED} order by at limit $2))`,
  },
  {
    ageMs: () => SERVICE_MINUTES_MS,
    statement: `delete from service_minutes where ctid = any(array(
      select ctid from service_minutes where minute < ${EXPIRED} order by minute limit $2))`,
  },
  {
    ageMs: ({ itemsMs }) => itemsMs,
    statement: `delete from alerts where id = any(array(
      select id from alerts where state = 'resolved' and resolved_at < ${EXPIRED} order by resolved_at limit $2))`,
  },
  {
    ageMs: ({ itemsMs }) => itemsMs,
    statement: `delete from insight_findings where id = any(array(
      select id from insight_findings where state = 'closed' and closed_at < ${EXPIRED} order by closed_at limit $2))`,
  },
  {
    ageMs: () => IDEMPOTENCY_MS,
    statement: `delete from idempotency_keys where ctid = any(array(
      select ctid from idempotency_keys where started_at < ${EXPIRED} order by started_at limit $2))`,
  },
  {
    ageMs: ({ rawMs }) => rawMs,
    statement: `update pages set raw = null where id = any(array(
      select p.id from pages p where p.raw is not null and p.state in ('merged', 'cancelled', 'failed') and p.finished_at < ${EXPIRED}
        and not ${isEvidence('page_id', 'p.id')} order by p.finished_at limit $2))`,
  },
  {
    ageMs: ({ rawMs }) => rawMs * 4,
    statement: `delete from pages where id = any(array(
      select p.id from pages p where p.state in ('merged', 'cancelled', 'failed') and p.finished_at < ${EXPIRED}
        and not ${isEvidence('page_id', 'p.id')} order by p.finished_at limit $2))`,
  },
  {
    ageMs: ({ inboxMs }) => inboxMs,
    statement: `delete from hints where id = any(array(
      select id from hints where state <> 'pending' and created_at < ${EXPIRED} order by created_at limit $2))`,
  },
  {
    ageMs: ({ inboxMs }) => inboxMs,
    statement: `delete from inbox where id = any(array(
      select b.id from inbox b where b.state <> 'received' and b.received_at < ${EXPIRED}
        and not ${isEvidence('inbox_id', 'b.id')} order by b.received_at limit $2))`,
  },
  {
    // The oldest by position are the oldest by time, but for transactions that took long: no index on the time is worth it.
    ageMs: ({ eventsMs, hasBus }) => (hasBus ? null : eventsMs),
    statement: `delete from events where ctid = any(array(
      select o.ctid from (select ctid, at from events order by tx, id limit $2) o where o.at < ${EXPIRED}))`,
  },
  {
    ageMs: ({ eventsMs, hasBus }) => (hasBus ? eventsMs : null),
    statement: `delete from events where ctid = any(array(
      select o.ctid from (select ctid, at, tx from events order by tx, id limit $2) o where o.at < ${EXPIRED}
        and exists (select from event_relay r where pg_visible_in_snapshot(o.tx, r.seen::pg_snapshot))))`,
  },
  {
    ageMs: ({ processesMs }) => processesMs,
    statement: `delete from process_partitions where ctid = any(array(
      select t.ctid from processes p join process_partitions t on t.workspace_id = p.workspace_id and t.process_id = p.id
      where p.finished_at < ${EXPIRED} limit $2))`,
  },
  {
    // A poll goes with its children, one process a stream.
    ageMs: ({ processesMs }) => processesMs,
    statement: `with polls as materialized (
        select p.id from processes p where p.finished_at < ${EXPIRED} and p.parent_id is null and p.params->>'isPoll' = 'true'
          and not exists (select from processes c where (c.id = p.id or c.parent_id = p.id) and ${isEvidence('process_id', 'c.id')})
        order by p.finished_at limit $2)
      delete from processes where id = any(array(select id from polls)) or parent_id = any(array(select id from polls))`,
  },
  {
    ageMs: ({ itemsMs }) => itemsMs,
    statement: `delete from reconciliation_items where id = any(array(
      select id from reconciliation_items where state = 'resolved' and resolved_at < ${EXPIRED} order by resolved_at limit $2))`,
  },
];

/** A backlog is worked off over several calls: so many batches of one kind of row in each. */
const MAX_BATCHES = 50;

/** Deletes what is past its time, in batches of a bounded number of rows; returns how many rows it touched. */
export async function applyRetention(sql: Sql, options: RetentionOptions, batch = 2_000): Promise<number> {
  let touched = 0;
  for (const { ageMs, statement } of RULES) {
    const age = ageMs(options);
    if (age === null) continue;
    for (let batches = 0; batches < MAX_BATCHES; batches++) {
      const { rowCount } = await sql.query(statement, [age, batch]);
      touched += rowCount ?? 0;
      if ((rowCount ?? 0) < batch) break;
    }
  }
  return touched;
}
