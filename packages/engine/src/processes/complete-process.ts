import { isFinished } from '@syncline/core';
import {
  findProcess,
  finishChild,
  listChildren,
  listPartitions,
  type ProcessRow,
  type Sql,
  setStreamState,
  sweepWaitingEdges,
  transitionProcess,
} from '@syncline/store';
import { connectorIdOf } from '../connections/connector-id-of.ts';
import type { EngineContext } from '../context.ts';
import { enqueueCompletion } from '../enqueue.ts';
import { noteProcess } from '../tracing/note-process.ts';

/** Ends a process that has nothing left to do: checkpoints move, and the last child ends its parent. */
export async function completeProcess(ctx: EngineContext, processId: string): Promise<void> {
  const process = await findProcess(ctx.store, processId);
  if (process?.state !== 'completing') return;
  noteProcess({ processId, connectionId: process.connectionId });
  // Streams were read side by side: by now every edge can see its target.
  if (process.parentId === null) await sweepWaitingEdges(ctx.store);
  const ended = await ctx.store.transaction(async (tx) => {
    if (process.stream !== null) await moveCheckpoints(tx, process);
    const state = await endState(tx, process);
    if (!(await transitionProcess(tx, process.id, state))) return null;
    return { parentDone: await leaveParent(tx, process) };
  });
  if (!ended) return;
  if (process.parentId === null) {
    const platform = await connectorIdOf(ctx, process.connectionId);
    ctx.metrics.syncDuration.observe({ platform }, (ctx.clock.now().getTime() - process.createdAt.getTime()) / 1000);
  }
  if (ended.parentDone && process.parentId) await enqueueCompletion(ctx, process.parentId);
}

/** Ends a process that can't go on; its parent goes on with the other children. */
export async function failProcess(ctx: EngineContext, processId: string, message: string): Promise<void> {
  const process = await findProcess(ctx.store, processId);
  if (!process || isFinished(process.state)) return;
  const parentDone = await ctx.store.transaction(async (tx) => {
    if (!(await transitionProcess(tx, process.id, 'failed', { error: message }))) return false;
    if (process.stream !== null) {
      for (const scope of (process.params.scopes as readonly string[] | undefined) ?? []) {
        await setStreamState(
          tx,
          { ...process, stream: process.stream, scope },
          { state: 'error', syncedUpTo: null, processId: process.id, error: message },
        );
      }
    }
    return leaveParent(tx, process);
  });
  if (parentDone && process.parentId) await enqueueCompletion(ctx, process.parentId);
}

/** Counts this child down at its parent; true when the parent has only to complete now. */
export async function leaveParent(tx: Sql, process: Pick<ProcessRow, 'parentId'>): Promise<boolean> {
  if (process.parentId === null) return false;
  if (!(await finishChild(tx, process.parentId))) return false;
  return transitionProcess(tx, process.parentId, 'completing');
}

/** A partition with a gap keeps its checkpoint: the range stays to be read (rule 7.6). */
async function moveCheckpoints(tx: Sql, process: ProcessRow): Promise<void> {
  const failed = await tx.query<{ scope: string }>(
    `select distinct scope from pages where process_id = $1 and state = 'failed' and kind <> 'single'`,
    [process.id],
  );
  const gaps = new Set(failed.rows.map((row) => row.scope));
  for (const partition of await listPartitions(tx, process.workspaceId, process.id)) {
    const hasGap = gaps.has(partition.scope);
    await setStreamState(
      tx,
      { ...process, stream: process.stream!, scope: partition.scope },
      {
        state: hasGap ? 'error' : 'idle',
        syncedUpTo: hasGap ? null : partition.observedAt,
        processId: process.id,
        error: hasGap ? 'Some pages could not be read; see the reconciliation items.' : null,
      },
    );
  }
}

async function endState(tx: Sql, process: ProcessRow): Promise<'completed' | 'completed_with_errors' | 'failed'> {
  if (process.stream === null) {
    const children = await listChildren(tx, process.id);
    if (children.every((child) => child.state === 'completed')) return 'completed';
    return children.every((child) => child.state === 'failed') ? 'failed' : 'completed_with_errors';
  }
  const { rows } = await tx.query<{ errors: boolean }>(
    `select p.pages_failed + p.records_failed > 0
       or exists (select from process_partitions t where t.workspace_id = p.workspace_id and t.process_id = p.id and t.unstable = 1) as errors
     from processes p where p.id = $1`,
    [process.id],
  );
  return rows[0]?.errors ? 'completed_with_errors' : 'completed';
}
