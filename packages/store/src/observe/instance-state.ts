import type { Sql } from '../database.ts';

/** What is under way in the whole instance. */
export interface InstanceState {
  readonly deliveriesWaiting: number;
  readonly pages: Readonly<Record<'queued' | 'fetched' | 'normalised', number>>;
  readonly processesRunning: number;
  readonly processesPaused: number;
  /** Age of the oldest announced change that is not in the graph. */
  readonly lagInMs: number;
  /** Age of the oldest decided write that has not been carried out. */
  readonly lagOutMs: number;
  readonly itemsByClass: Readonly<Record<string, number>>;
  /** Alerts that fire. */
  readonly alertsBySeverity: Readonly<Record<string, number>>;
}

type Row = Omit<InstanceState, 'pages' | 'itemsByClass' | 'alertsBySeverity'> & {
  readonly queued: number;
  readonly fetched: number;
  readonly normalised: number;
  readonly itemsByClass: Record<string, number> | null;
  readonly alertsBySeverity: Record<string, number> | null;
};

/** All from partial indexes over what is open. */
export async function readInstanceState(sql: Sql): Promise<InstanceState> {
  const { rows } = await sql.query<Row>(
    `select d.waiting as "deliveriesWaiting", p.queued, p.fetched, p.normalised,
       (select count(*)::int from processes where finished_at is null and parent_id is null and state <> 'paused') as "processesRunning",
       (select count(*)::int from processes where finished_at is null and parent_id is null and state = 'paused') as "processesPaused",
       coalesce(greatest(0, extract(epoch from now() - least(d.oldest, h.oldest)) * 1000), 0)::float8 as "lagInMs",
       (select coalesce(greatest(0, extract(epoch from now() - min(caused_at)) * 1000), 0)::float8 from writebacks where state in ('queued', 'sending')) as "lagOutMs",
       (select jsonb_object_agg(class, items) from (select class, count(*)::int as items from reconciliation_items where state in ('open', 'retrying') group by class) i) as "itemsByClass",
       (select jsonb_object_agg(severity, alerts) from (select severity, count(*)::int as alerts from alerts where state = 'firing' group by severity) a) as "alertsBySeverity"
     from (select count(*)::int as waiting, min(received_at) as oldest from inbox where state = 'received') d,
       (select min(created_at) as oldest from hints where state = 'pending') h,
       (select (count(*) filter (where state = 'queued'))::int as queued, (count(*) filter (where state = 'fetched'))::int as fetched,
          (count(*) filter (where state = 'normalised'))::int as normalised from pages where state in ('queued', 'fetched', 'normalised')) p`,
  );
  const { queued, fetched, normalised, itemsByClass, alertsBySeverity, ...rest } = rows[0]!;
  return {
    ...rest,
    pages: { queued, fetched, normalised },
    itemsByClass: itemsByClass ?? {},
    alertsBySeverity: alertsBySeverity ?? {},
  };
}
