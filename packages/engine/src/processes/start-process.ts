import { newId, type ProcessKind, SynclineError } from '@syncline/core';
import { type ConnectionRow, claimPoll, findConnection, insertProcess, type Sql } from '@syncline/store';
import { connectorOf } from '../connections/connection-configuration.ts';
import { ensureConnectionQuota, streamOf } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { enqueuePlanning } from '../enqueue.ts';

export interface StartProcess {
  readonly connectionId: number;
  /** All streams of the connection when absent. */
  readonly streams?: readonly string[] | undefined;
}

/**
 * Starts reading everything: a parent process, a child a stream, planned by a worker. Throws SynclineError
 * `invalid` for an unknown connection or stream.
 */
export function startBackfill(ctx: EngineContext, input: StartProcess): Promise<{ processId: string }> {
  return startProcess(ctx, 'backfill', input);
}

/** As `startBackfill`, if `claim` holds, which is asked in the transaction that starts it; null when it does not. */
export async function startClaimedBackfill(
  ctx: EngineContext,
  input: StartProcess,
  claim: (tx: Sql) => Promise<boolean>,
): Promise<{ processId: string } | null> {
  const row = await prepare(ctx, input);
  const processId = await ctx.store.transaction(async (tx) =>
    (await claim(tx)) ? insertParent(tx, row, 'backfill', { streams: input.streams ?? null, isPoll: false }) : null,
  );
  if (processId === null) return null;
  await enqueuePlanning(ctx, [processId]);
  return { processId };
}

/** Starts reading what changed since the checkpoints; streams without one are read whole. */
export function startIncremental(ctx: EngineContext, input: StartProcess): Promise<{ processId: string }> {
  return startProcess(ctx, 'incremental', input);
}

/** The same by a timer, which leaves out what rests. Null when the poll is not due (any more), or another scheduler starts it. */
export async function startPoll(ctx: EngineContext, connectionId: number): Promise<{ processId: string } | null> {
  const row = await prepare(ctx, { connectionId });
  const processId = await ctx.store.transaction(async (tx) => {
    const claim = await claimPoll(tx, connectionId, ctx.config.pollIntervalMs);
    return claim && insertParent(tx, row, 'incremental', { streams: null, isPoll: true, ...claim });
  });
  if (processId === null) return null;
  await enqueuePlanning(ctx, [processId]);
  return { processId };
}

async function startProcess(
  ctx: EngineContext,
  kind: ProcessKind,
  input: StartProcess,
): Promise<{ processId: string }> {
  const row = await prepare(ctx, input);
  const processId = await ctx.store.transaction((tx) =>
    insertParent(tx, row, kind, { streams: input.streams ?? null, isPoll: false }),
  );
  await enqueuePlanning(ctx, [processId]);
  return { processId };
}

async function prepare(ctx: EngineContext, { connectionId, streams = [] }: StartProcess): Promise<ConnectionRow> {
  const row = await findConnection(ctx.store, connectionId);
  if (!row)
    throw new SynclineError({
      class: 'invalid',
      code: 'no_connection',
      message: `There is no connection ${connectionId}.`,
      field: 'connectionId',
    });
  const connector = connectorOf(ctx, row);
  for (const stream of streams) streamOf(connector, stream);
  await ensureConnectionQuota(ctx, row.id);
  return row;
}

async function insertParent(
  tx: Sql,
  { id: connectionId, workspaceId }: ConnectionRow,
  kind: ProcessKind,
  params: Record<string, unknown>,
): Promise<string> {
  const id = newId();
  await insertProcess(tx, { id, workspaceId, connectionId, parentId: null, kind, stream: null, params });
  return id;
}
