import type { Sql } from './database.ts';

export interface NewEvent {
  readonly workspaceId: number;
  /** `process.state_changed`, `entity.created` … */
  readonly type: string;
  readonly entityId?: string | null;
  readonly entityVersion?: number | null;
  readonly processId?: string | null;
  readonly connectionId?: number | null;
  readonly payload?: Record<string, unknown> | null;
}

export async function insertEvent(sql: Sql, event: NewEvent): Promise<void> {
  await sql.query({
    name: 'events-insert',
    text: `insert into events (workspace_id, type, entity_id, entity_version, process_id, connection_id, payload) values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      event.workspaceId,
      event.type,
      event.entityId ?? null,
      event.entityVersion ?? null,
      event.processId ?? null,
      event.connectionId ?? null,
      event.payload ? JSON.stringify(event.payload) : null,
    ],
  });
}

export interface EventRow {
  /** `<transaction>-<id>`: the order of events, and an SSE id to resume after. */
  readonly position: string;
  readonly workspaceId: number;
  readonly type: string;
  readonly entityId: string | null;
  readonly entityVersion: number | null;
  readonly processId: string | null;
  readonly connectionId: number | null;
  readonly payload: Record<string, unknown> | null;
  readonly at: Date;
}

const columns = `tx || '-' || id as position, workspace_id as "workspaceId", type, entity_id as "entityId", entity_version as "entityVersion",
  process_id as "processId", connection_id as "connectionId", payload, at`;

/**
 * Events after a position, oldest first. Only rows of transactions older than every running one are
 * returned, and only when a crash of the server can't undo them any more, so no event can appear later
 * behind a position that was handed out (ADR 4).
 */
export async function readEvents(sql: Sql, workspaceId: number, after: string, limit: number): Promise<EventRow[]> {
  const [tx = '0', id = '0'] = after.split('-');
  const { rows } = await sql.query<EventRow>({
    name: 'events-read',
    text: `select ${columns} from events
           where (tx, id) > ($2::text::xid8, $3::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot()) and workspace_id = $1
           order by tx, id limit $4`,
    values: [workspaceId, tx, id, limit],
  });
  if (rows.length > 0) await flushLog(sql);
  return rows;
}

/** As `readEvents`, of all workspaces. */
export async function readEventsOfAll(sql: Sql, after: string, limit: number): Promise<EventRow[]> {
  const [tx = '0', id = '0'] = after.split('-');
  const { rows } = await sql.query<EventRow>({
    name: 'events-read-all',
    text: `select ${columns} from events
           where (tx, id) > ($1::text::xid8, $2::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx, id limit $3`,
    values: [tx, id, limit],
  });
  if (rows.length > 0) await flushLog(sql);
  return rows;
}

/** The newest position: where a live stream without a resume id starts. */
export async function lastEventPosition(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ position: string }>(
    `select tx || '-' || id as position from events where tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx desc, id desc limit 1`,
  );
  if (rows.length > 0) await flushLog(sql);
  return rows[0]?.position ?? '0-0';
}

/**
 * Returns when the disk has all that was committed before the call, also by transactions that did not wait for it
 * (ADR 6): an empty message that is committed and waited for takes everything before it along. Nothing is written
 * when the log is on disk already.
 */
export async function flushLog(sql: Sql): Promise<void> {
  await sql.query({
    name: 'events-flush',
    text: `select set_config('synchronous_commit', 'on', true), pg_logical_emit_message(true, 'syncline', '')
           where pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn()`,
  });
}
