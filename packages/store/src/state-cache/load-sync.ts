import type { Sql } from '../database.ts';

/** How far one stream of one connection is read. */
export interface StreamTimes {
  readonly connection: string;
  readonly connector: string;
  readonly stream: string;
  /** All scopes are read up to here; null: some were never read whole. */
  readonly syncedUpTo: Date | null;
  readonly lastError: string | null;
}

/** What waits, and since when. */
export interface WaitingRow {
  readonly what: string;
  readonly count: number;
  readonly since: Date | null;
}

export interface OpenConflictRow {
  readonly id: number;
  readonly entityId: string | null;
  readonly connection: string;
  readonly stream: string;
  readonly externalId: string | null;
  readonly field: string | null;
  readonly code: string;
  readonly since: Date;
}

/** How the sync of a workspace stands. */
export interface SyncRows {
  readonly streams: readonly StreamTimes[];
  readonly waiting: readonly WaitingRow[];
  /** The oldest first, at most as many as were asked for. */
  readonly conflicts: readonly OpenConflictRow[];
  readonly conflictsOpen: number;
  readonly itemsOpen: number;
}

export async function loadSync(sql: Sql, workspaceId: number, conflictLimit: number): Promise<SyncRows> {
  const streams = await sql.query<StreamTimes & Record<string, unknown>>(
    `select c.name as connection, c.connector, s.stream, case when bool_and(s.synced_up_to is not null) then min(s.synced_up_to) end as "syncedUpTo",
       (array_agg(s.last_error order by s.scope) filter (where s.last_error is not null))[1] as "lastError"
     from stream_states s join connections c on c.id = s.connection_id where s.workspace_id = $1
     group by c.name, c.connector, s.stream order by c.name, s.stream`,
    [workspaceId],
  );
  const waiting = await sql.query<WaitingRow & Record<string, unknown>>(
    `select 'deliveries' as what, count(*)::int as count, min(received_at) as since from inbox where state = 'received' and workspace_id = $1
     union all select 'records', count(*)::int, min(created_at) from hints where state = 'pending' and workspace_id = $1
     union all select 'writebacks', count(*)::int, min(caused_at) from writebacks where state in ('queued', 'sending') and workspace_id = $1
     union all select 'processes', count(*)::int, min(created_at) from processes
       where finished_at is null and parent_id is null and workspace_id = $1`,
    [workspaceId],
  );
  const conflicts = await sql.query<OpenConflictRow & Record<string, unknown>>(
    `select r.id, r.entity_id as "entityId", c.name as connection, r.stream, r.external_id as "externalId", r.field, r.code, r.first_seen_at as since
     from reconciliation_items r join connections c on c.id = r.connection_id
     where r.workspace_id = $1 and r.class = 'conflict' and r.state in ('open', 'retrying') order by r.id limit $2`,
    [workspaceId, conflictLimit],
  );
  const { rows } = await sql.query<{ conflicts: number; items: number }>(
    `select count(*) filter (where class = 'conflict')::int as conflicts, count(*)::int as items
     from reconciliation_items where workspace_id = $1 and state in ('open', 'retrying')`,
    [workspaceId],
  );
  return {
    streams: streams.rows,
    waiting: waiting.rows,
    conflicts: conflicts.rows,
    conflictsOpen: rows[0]?.conflicts ?? 0,
    itemsOpen: rows[0]?.items ?? 0,
  };
}
