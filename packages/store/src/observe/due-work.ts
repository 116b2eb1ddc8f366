import type { Sql } from '../database.ts';

export interface DueWork {
  readonly queue: string;
  readonly jobs: number;
  /** For how long the oldest has been due. */
  readonly oldestMs: number;
}

/**
 * What a worker could do now, by the queue that carries it: rows whose time has come, of processes that run and of
 * connections that can be called. A queue's own length says less: jobs that are put off are rows without a job, and a
 * queue that was lost is empty. Queues without work are not in the answer.
 */
export async function readDueWork(sql: Sql): Promise<DueWork[]> {
  const { rows } = await sql.query<DueWork>(
    `with closed as (select connection_id from quotas where paused_until > now() or open_until > now()),
     callable as (select id, health from connections where id not in (select connection_id from closed)),
     due (queue, since) as (
       select 'deliveries', b.received_at from inbox b left join connections c on c.id = b.connection_id
         where b.state = 'received' and c.health is distinct from 'misconfigured'
       union all
       select 'records', coalesce(h.next_attempt_at, h.created_at) from hints h join callable c on c.id = h.connection_id
         where h.state = 'pending' and c.health = 'ok' and (h.next_attempt_at is null or h.next_attempt_at <= now())
       union all
       select 'fetch-' || p.lane, coalesce(p.next_attempt_at, p.created_at) from pages p join callable c on c.id = p.connection_id
         left join processes r on r.id = p.process_id
         where p.state = 'queued' and c.health = 'ok' and (p.next_attempt_at is null or p.next_attempt_at <= now())
           and (r.id is null or (r.state <> 'paused' and r.finished_at is null))
       union all
       select case p.state when 'fetched' then 'transform-' else 'merge-' end || p.lane, coalesce(p.next_attempt_at, p.fetched_at, p.created_at)
         from pages p join connections c on c.id = p.connection_id left join processes r on r.id = p.process_id
         where p.state in ('fetched', 'normalised') and c.health <> 'misconfigured' and (p.next_attempt_at is null or p.next_attempt_at <= now())
           and (r.id is null or (r.state <> 'paused' and r.finished_at is null))
       union all
       select 'write-' || w.lane, coalesce(w.next_attempt_at, w.created_at) from writebacks w join callable c on c.id = w.connection_id
         where w.state = 'queued' and c.health = 'ok' and w.waits_for is null and (w.next_attempt_at is null or w.next_attempt_at <= now())
       union all
       select case p.state when 'completing' then 'process-complete' else 'process-plan' end, p.touched_at
         from processes p left join connections c on c.id = p.connection_id
         where p.finished_at is null and p.state in ('created', 'initializing', 'completing')
           and (p.state = 'completing' or p.kind = 'import' or c.health = 'ok')
       union all
       select 'reconcile', last_attempt_at from reconciliation_items where state = 'retrying')
     select queue, count(*)::int as jobs, (greatest(0, extract(epoch from now() - min(since))) * 1000)::float8 as "oldestMs" from due group by queue`,
  );
  return rows;
}
