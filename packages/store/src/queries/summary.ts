import type { Sql } from '../database.ts';

/** What is under way and what waits, in one row. */
export interface WorkSummary {
  readonly processesOpen: number;
  readonly processesPaused: number;
  readonly itemsOpen: number;
  readonly deliveriesWaiting: number;
  /** Counted up to 100,000. */
  readonly deliveriesLastHour: number;
  readonly hintsWaiting: number;
  readonly pagesQueued: number;
  readonly pagesToTransform: number;
  readonly pagesToMerge: number;
  /** Age in ms of the oldest change that was announced and is not in the graph; 0 when none waits. */
  readonly lagMs: number;
  readonly databaseTime: Date;
}

/** Counts from partial indexes over what is open, so that it costs the same however much was done before. */
export async function summarizeWork(sql: Sql, workspaceId: number): Promise<WorkSummary> {
  const { rows } = await sql.query<WorkSummary>(
    `select
       (select count(*)::int from processes where finished_at is null and workspace_id = $1 and parent_id is null) as "processesOpen",
       (select count(*)::int from processes where finished_at is null and workspace_id = $1 and parent_id is null and state = 'paused') as "processesPaused",
       (select count(*)::int from reconciliation_items where workspace_id = $1 and state in ('open', 'retrying')) as "itemsOpen",
       d.waiting as "deliveriesWaiting", h.waiting as "hintsWaiting", p.queued as "pagesQueued", p.fetched as "pagesToTransform", p.normalised as "pagesToMerge",
       (select count(*)::int from (select from inbox where received_at > now() - interval '1 hour' and workspace_id = $1 limit 100000) d) as "deliveriesLastHour",
       greatest(0, extract(epoch from now() - least(d.oldest, h.oldest)) * 1000)::float8 as "lagMs", now() as "databaseTime"
     from (select count(*)::int as waiting, min(received_at) as oldest from inbox where state = 'received' and workspace_id = $1) d,
       (select count(*)::int as waiting, min(created_at) as oldest from hints where state = 'pending' and workspace_id = $1) h,
       (select (count(*) filter (where state = 'queued'))::int as queued, (count(*) filter (where state = 'fetched'))::int as fetched,
          (count(*) filter (where state = 'normalised'))::int as normalised
        from pages where state in ('queued', 'fetched', 'normalised') and workspace_id = $1) p`,
    [workspaceId],
  );
  const row = rows[0];
  if (!row) throw new Error('A query without a from clause always gives one row');
  return { ...row, lagMs: row.lagMs ?? 0 };
}

/** Entities of each kind, tombstones included: an index holds all that is counted. Reads all of that index, so ask seldom. */
export async function countEntities(sql: Sql, workspaceId: number): Promise<Record<string, number>> {
  const { rows } = await sql.query<{ kind: string; count: number }>(
    'select kind, count(*)::int as count from entities where workspace_id = $1 group by kind order by kind',
    [workspaceId],
  );
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]));
}
