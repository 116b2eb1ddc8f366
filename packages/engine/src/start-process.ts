import { newId, type ProcessKind, SynclineError } from '@syncline/core';
import { findConnection, insertProcess } from '@syncline/store';
import { connectorOf } from './connection-configuration.ts';
import type { EngineContext } from './context.ts';
import { enqueuePlanning } from './enqueue.ts';
import { ensureConnectionQuota, streamOf } from './open-connection.ts';

export interface StartProcess {
  readonly connectionId: number;
  /** All streams of the connection when absent. */
  readonly streams?: readonly string[] | undefined;
  /** Started by a timer: leaves out what rests. */
  readonly isPoll?: boolean;
}

/**
 * Starts reading everything: a parent process, a child a stream, planned by a worker. Throws SynclineError
 * `invalid` for an unknown connection or stream.
 */
export function startBackfill(ctx: EngineContext, input: StartProcess): Promise<{ processId: string }> {
  return startProcess(ctx, 'backfill', input);
}

/** Starts reading what changed since the checkpoints; streams without one are read whole. */
export function startIncremental(ctx: EngineContext, input: StartProcess): Promise<{ processId: string }> {
  return startProcess(ctx, 'incremental', input);
}

async function startProcess(
  ctx: EngineContext,
  kind: ProcessKind,
  input: StartProcess,
): Promise<{ processId: string }> {
  const row = await findConnection(ctx.store, input.connectionId);
  if (!row)
    throw new SynclineError({
      class: 'invalid',
      code: 'no_connection',
      message: `There is no connection ${input.connectionId}.`,
      field: 'connectionId',
    });
  const connector = connectorOf(ctx, row);
  for (const stream of input.streams ?? []) streamOf(connector, stream);
  await ensureConnectionQuota(ctx, row.id);
  const processId = newId();
  await ctx.store.transaction((tx) =>
    insertProcess(tx, {
      id: processId,
      workspaceId: row.workspaceId,
      connectionId: row.id,
      parentId: null,
      kind,
      stream: null,
      params: { streams: input.streams ?? null, isPoll: input.isPoll ?? false },
    }),
  );
  await enqueuePlanning(ctx, [processId]);
  return { processId };
}
