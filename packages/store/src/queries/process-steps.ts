import type { Sql } from '../database.ts';
import type { ProgressStep } from './process-progress.ts';

/** Enough to see a change of pace, few enough to read often. */
const STEPS_PER_PROCESS = 60;

export interface ProgressSteps {
  /** The database's clock, in ms: what the steps' times are compared with. */
  readonly now: number;
  readonly byProcess: ReadonlyMap<string, readonly ProgressStep[]>;
}

/** When the records of these processes were merged, in at most 60 steps each, read from their pages; the first says when there were pages to read. */
export async function readProgressSteps(sql: Sql, processIds: readonly string[]): Promise<ProgressSteps> {
  const { rows } = await sql.query<{ processId: string | null; at: number; records: number; now: number }>(
    `with merged as (
       select process_id, finished_at, (outcome->>'created')::int + (outcome->>'updated')::int + (outcome->>'unchanged')::int
           + (outcome->>'stale')::int + (outcome->>'conflicted')::int + (outcome->>'failed')::int as records,
         ntile(${STEPS_PER_PROCESS}) over (partition by process_id order by finished_at) as step
       from pages where process_id = any($1::uuid[]) and state = 'merged' and outcome is not null
     ), steps as (
       select process_id, step, extract(epoch from max(finished_at)) * 1000 as at, sum(records) as records from merged group by process_id, step
       union all select process_id, 0, extract(epoch from min(created_at)) * 1000, 0 from pages
       where process_id = any($1::uuid[]) and kind = 'list' group by process_id
     )
     select s.process_id as "processId", s.at::float8 as at, s.records::float8 as records, (extract(epoch from now()) * 1000)::float8 as now
     from (select) clock left join steps s on true order by s.at`,
    [processIds],
  );
  const byProcess = new Map<string, ProgressStep[]>();
  for (const { processId, at, records } of rows) {
    if (processId === null) continue;
    const steps = byProcess.get(processId) ?? [];
    steps.push({ at, records });
    byProcess.set(processId, steps);
  }
  return { now: rows[0]?.now ?? 0, byProcess };
}
