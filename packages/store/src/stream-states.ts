import type { Sql } from './database.ts';
import type { StreamSyncState } from './schema/index.ts';

export interface StreamAddress {
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly stream: string;
  readonly scope: string;
}

export interface StreamStateRow extends StreamAddress {
  readonly state: StreamSyncState;
  /** Everything changed before this time is in the graph; null before the first backfill ended. */
  readonly syncedUpTo: Date | null;
  readonly lastProcessId: string | null;
  readonly lastError: string | null;
  readonly updatedAt: Date;
}

export async function listStreamStates(sql: Sql, workspaceId: number, connectionId: number): Promise<StreamStateRow[]> {
  const { rows } = await sql.query<StreamStateRow>(
    `select workspace_id as "workspaceId", connection_id as "connectionId", stream, scope, state, synced_up_to as "syncedUpTo",
       last_process_id as "lastProcessId", last_error as "lastError", updated_at as "updatedAt"
     from stream_states where workspace_id = $1 and connection_id = $2 order by stream, scope`,
    [workspaceId, connectionId],
  );
  return rows;
}

/**
 * Scopes of a stream that a poll leaves out for `forMs`: those that could not be read and have no checkpoint, which
 * it would read whole each time; with `fresh`, also those that were read whole lately.
 */
export async function scopesToRest(
  sql: Sql,
  address: Omit<StreamAddress, 'scope'>,
  forMs: number,
  fresh: boolean,
): Promise<Set<string>> {
  const { rows } = await sql.query<{ scope: string }>(
    `select scope from stream_states
     where workspace_id = $1 and connection_id = $2 and stream = $3 and updated_at > now() - make_interval(secs => $4 / 1000.0)
       and ((state = 'error' and synced_up_to is null)
         or ($5 and state = 'idle' and synced_up_to > now() - make_interval(secs => $4 / 1000.0)))`,
    [address.workspaceId, address.connectionId, address.stream, forMs, fresh],
  );
  return new Set(rows.map((row) => row.scope));
}

/**
 * Sets a stream's state (rule 7.6). `syncedUpTo` only moves forward, and stays where it is when null is
 * given: a run with a gap must not advance past it.
 */
export async function setStreamState(
  tx: Sql,
  address: StreamAddress,
  change: {
    readonly state: StreamSyncState;
    readonly syncedUpTo: Date | null;
    readonly processId: string | null;
    readonly error: string | null;
  },
): Promise<void> {
  await tx.query(
    `insert into stream_states (workspace_id, connection_id, stream, scope, state, synced_up_to, last_process_id, last_error, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now())
     on conflict (workspace_id, connection_id, stream, scope) do update set state = excluded.state,
       synced_up_to = greatest(stream_states.synced_up_to, excluded.synced_up_to),
       last_process_id = coalesce(excluded.last_process_id, stream_states.last_process_id), last_error = excluded.last_error, updated_at = now()`,
    [
      address.workspaceId,
      address.connectionId,
      address.stream,
      address.scope,
      change.state,
      change.syncedUpTo,
      change.processId,
      change.error,
    ],
  );
}

/** Nothing is syncing any more on account of a process that was cancelled or has failed; the checkpoints stay. */
export async function leaveStreams(
  tx: Sql,
  process: { readonly id: string; readonly workspaceId: number; readonly connectionId: number },
  state: Exclude<StreamSyncState, 'syncing'>,
  error: string | null,
): Promise<void> {
  await tx.query(
    `update stream_states set state = $4, last_error = $5, updated_at = now()
     where workspace_id = $1 and connection_id = $2 and last_process_id = $3 and state = 'syncing'`,
    [process.workspaceId, process.connectionId, process.id, state, error],
  );
}
