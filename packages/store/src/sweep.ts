import type { PageState, ProcessState } from '@syncline/core';
import type { Sql } from './database.ts';
import { servableCalls } from './quota.ts';
import type { Lane, PageKind } from './schema/index.ts';

/**
 * Rows that should be moving and have not been touched for a while (rule 2.3). Each call stamps what it
 * returns, so that the next call looks at others. Whether a row really has no job is the queue's to say.
 */
export interface SweepOptions {
  readonly olderThanMs: number;
  readonly limit: number;
}

export interface RestingPage {
  readonly id: number;
  readonly state: PageState;
  readonly kind: PageKind;
  readonly lane: Lane;
  readonly generation: number;
}

/** Pages that nobody moves, and those past a stage that are due again; those of paused processes and broken connections rest. */
export async function restingPages(sql: Sql, options: SweepOptions): Promise<RestingPage[]> {
  const { rows } = await sql.query<RestingPage>({
    name: 'sweep-pages',
    text: `update pages set touched_at = now() where id in (
             select p.id from pages p left join processes r on r.id = p.process_id join connections c on c.id = p.connection_id
             where p.state in ('queued', 'fetched', 'normalised')
               and ((p.state <> 'queued' and p.next_attempt_at <= now()) or (p.next_attempt_at is null and p.touched_at < now() - make_interval(secs => $1 / 1000.0)))
               and (r.id is null or (r.state <> 'paused' and r.finished_at is null))
               and c.health <> 'misconfigured' and (p.state <> 'queued' or c.health = 'ok')
             order by p.touched_at limit $2 for update of p skip locked)
           returning id, state, kind, lane, generation`,
    values: [options.olderThanMs, options.limit],
  });
  return rows;
}

/**
 * Pages whose time has come to be read: of each connection and lane no more than its quota will serve within `servedMs`,
 * the longest waiting first. The others wait on in their rows, where each of them costs nothing: woken all at once they
 * would find the quota spent, and be put back one by one, at every window.
 */
export async function duePages(
  sql: Sql,
  options: { readonly servedMs: number; readonly limit: number },
): Promise<RestingPage[]> {
  const runs = `(r.id is null or (r.state <> 'paused' and r.finished_at is null))`;
  const { rows } = await sql.query<RestingPage>({
    name: 'sweep-due-pages',
    text: `update pages set touched_at = now() where id in (
             select due.id from connections c
             cross join (values ('live'), ('bulk')) as l (lane)
             left join quotas q on q.workspace_id = c.workspace_id and q.connection_id = c.id
             cross join lateral (select count(*) as pages from pages p left join processes r on r.id = p.process_id
               where p.connection_id = c.id and p.lane = l.lane and p.state = 'queued' and p.next_attempt_at is null and ${runs}) under_way
             cross join lateral (select p.id from pages p left join processes r on r.id = p.process_id
               where p.connection_id = c.id and p.lane = l.lane and p.state = 'queued' and p.next_attempt_at <= now() and ${runs}
               order by p.next_attempt_at, p.id
               limit least($2, greatest(0, coalesce(${servableCalls('l.lane', '$1::float8')} - under_way.pages, $2)))
               for update of p skip locked) due
             where c.health = 'ok')
           returning id, state, kind, lane, generation`,
    values: [options.servedMs, options.limit],
  });
  return rows;
}

export async function restingDeliveries(
  sql: Sql,
  options: SweepOptions,
): Promise<{ id: number; generation: number }[]> {
  const { rows } = await sql.query<{ id: number; generation: number }>({
    name: 'sweep-deliveries',
    text: `update inbox set touched_at = now() where id in (
             select b.id from inbox b left join connections c on c.id = b.connection_id
             where b.state = 'received' and c.health is distinct from 'misconfigured' and b.touched_at < now() - make_interval(secs => $1 / 1000.0)
             order by b.touched_at limit $2 for update of b skip locked)
           returning id, generation`,
    values: [options.olderThanMs, options.limit],
  });
  return rows;
}

export interface RestingMailbox {
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly stream: string;
  readonly externalId: string;
}

export async function restingMailboxes(sql: Sql, options: SweepOptions): Promise<RestingMailbox[]> {
  const { rows } = await sql.query<RestingMailbox>({
    name: 'sweep-hints',
    text: `with due as (
             update hints set touched_at = now(), next_attempt_at = null where id in (
               select h.id from hints h join connections c on c.id = h.connection_id
               where h.state = 'pending' and c.health = 'ok'
                 and (h.next_attempt_at <= now() or (h.next_attempt_at is null and h.touched_at < now() - make_interval(secs => $1 / 1000.0)))
               order by h.touched_at limit $2 for update of h skip locked)
             returning workspace_id, connection_id, stream, external_id)
           select distinct workspace_id as "workspaceId", connection_id as "connectionId", stream, external_id as "externalId" from due`,
    values: [options.olderThanMs, options.limit],
  });
  return rows;
}

/** Processes between two of their own steps: to be planned, or to be completed. */
export async function restingProcesses(
  sql: Sql,
  options: SweepOptions,
): Promise<{ id: string; state: ProcessState; generation: number }[]> {
  const { rows } = await sql.query<{ id: string; state: ProcessState; generation: number }>({
    name: 'sweep-processes',
    text: `update processes set touched_at = now() where id in (
             select p.id from processes p left join connections c on c.id = p.connection_id
             where p.finished_at is null and (p.state in ('created', 'initializing', 'completing')
                 or (p.kind = 'import' and p.state in ('counting', 'processing')))
               and p.touched_at < now() - make_interval(secs => $1 / 1000.0)
               and (p.state = 'completing' or p.kind = 'import' or c.health = 'ok')
             order by p.touched_at limit $2 for update of p skip locked)
           returning id, state, generation`,
    values: [options.olderThanMs, options.limit],
  });
  return rows;
}

/** Raises the generation of rows whose job is gone, so that their new job has an id of its own. */
export async function raiseGenerations(
  sql: Sql,
  table: 'pages' | 'inbox' | 'writebacks',
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  // Somebody may have put it off again meanwhile.
  const due = table === 'inbox' ? '' : ', next_attempt_at = case when next_attempt_at > now() then next_attempt_at end';
  const { rows } = await sql.query<{ id: number; generation: number }>(
    `update ${table} set generation = generation + 1${due} where id = any($1) returning id, generation`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.generation]));
}

/** Ids of the open pages of a process, to wake them when it is resumed. */
export async function openPagesOf(sql: Sql, processId: string): Promise<RestingPage[]> {
  const { rows } = await sql.query<RestingPage>(
    `update pages set generation = generation + 1, touched_at = now(), next_attempt_at = null
     where process_id = $1 and state in ('queued', 'fetched', 'normalised') returning id, state, kind, lane, generation`,
    [processId],
  );
  return rows;
}

/** Drops the open pages of a cancelled process. */
export async function cancelPagesOf(sql: Sql, processId: string): Promise<number> {
  const { rowCount } = await sql.query(
    `update pages set state = 'cancelled', finished_at = now(), normalised = null where process_id = $1 and state in ('queued', 'fetched', 'normalised')`,
    [processId],
  );
  return rowCount ?? 0;
}

/** The tables whose plans go wrong when the planner knows nothing of them. */
const ANALYSED_TABLES = ['pages', 'hints', 'inbox', 'mappings', 'entities', 'relations', 'entity_versions', 'events'];

/** Analyses tables that grew tenfold since they were last looked at; autovacuum may take a minute to come by. */
export async function analyseGrownTables(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `select relname as name from pg_stat_user_tables
     where schemaname = 'syncline' and relname = any($1) and n_mod_since_analyze > 500
       and n_mod_since_analyze > 9 * greatest(n_live_tup - n_mod_since_analyze, 0)`,
    [ANALYSED_TABLES],
  );
  for (const { name } of rows) await sql.query(`analyze syncline.${name}`);
  return rows.map((row) => row.name);
}
