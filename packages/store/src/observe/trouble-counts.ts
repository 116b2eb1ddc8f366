import type { Sql } from '../database.ts';
import { webhookSilences } from './webhook-silence.ts';

/** What went wrong or waits for somebody, of one connection. */
export interface TroubleCounts {
  readonly connectionId: number;
  readonly openItems: number;
  readonly openConflicts: number;
  /** Writes given up since an hour ago. */
  readonly failedWritebacks: number;
  /** Processes that ended as failed since an hour ago. */
  readonly failedProcesses: number;
  /** Records whose last write was given up: the vendor is known to show something else than the graph. */
  readonly unwrittenRecords: number;
  /** Since when polls have found changes of streams whose webhooks have said nothing, in ms; 0: they have not. */
  readonly silentMs: number;
}

/** Connections with trouble. */
export async function readTroubleCounts(sql: Sql, workspaceId: number): Promise<TroubleCounts[]> {
  const { rows } = await sql.query<TroubleCounts & Record<string, unknown>>(
    `with items as (
       select connection_id, count(*)::int as items, (count(*) filter (where class = 'conflict'))::int as conflicts,
         count(distinct (stream, external_id)) filter (where key like 'write %')::int as unwritten
       from reconciliation_items where workspace_id = $1 and state in ('open', 'retrying') group by connection_id),
     writes as (
       select connection_id, count(*)::int as failed from writebacks
       where workspace_id = $1 and state = 'failed' and finished_at > now() - interval '1 hour' group by connection_id),
     runs as (
       select connection_id, count(*)::int as failed from processes
       where workspace_id = $1 and state = 'failed' and parent_id is null and finished_at > now() - interval '1 hour' group by connection_id),
     silence as (select connection_id, (extract(epoch from now() - since) * 1000)::float8 as ms from (${webhookSilences}) silent)
     select c.id as "connectionId", coalesce(i.items, 0) as "openItems", coalesce(i.conflicts, 0) as "openConflicts",
       coalesce(w.failed, 0) as "failedWritebacks", coalesce(r.failed, 0) as "failedProcesses",
       coalesce(i.unwritten, 0) as "unwrittenRecords", coalesce(s.ms, 0) as "silentMs"
     from connections c left join items i on i.connection_id = c.id left join writes w on w.connection_id = c.id
       left join runs r on r.connection_id = c.id left join silence s on s.connection_id = c.id
     where c.workspace_id = $1 order by c.id`,
    [workspaceId],
  );
  return rows;
}
