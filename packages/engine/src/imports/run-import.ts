import { toSynclineError } from '@syncline/core';
import { UnreadableFileError } from '@syncline/imports';
import { type JobInfo, rowJobId } from '@syncline/queue';
import {
  findImportOfProcess,
  findProcess,
  type ImportRecord,
  type ProcessRow,
  transitionProcess,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import { failProcess } from '../processes/complete-process.ts';
import { noteProcess } from '../tracing/note-process.ts';
import { applyStaged } from './apply-staged.ts';
import { stageRows } from './stage-rows.ts';
import { undoEffects } from './undo-effects.ts';

/** How long it works before it lets others have a turn, in ms. */
const TURN_MS = 5_000;

export type Turn = 'finished' | 'more' | 'stopped';

/**
 * Works on an import for a turn: stages its rows, applies them, or takes them back. Where it is stands in its rows, so that
 * another worker goes on wherever this one is killed.
 */
export async function runImport(ctx: EngineContext, process: ProcessRow, info: JobInfo): Promise<void> {
  noteProcess({ processId: process.id, connectionId: process.connectionId });
  const imported = await findImportOfProcess(ctx.store, process.id);
  if (!imported) return;
  try {
    const turn = await work(ctx, process, imported, info.signal);
    if (turn === 'more') await takeAnotherTurn(ctx, process.id);
  } catch (thrown) {
    if (info.signal.aborted) throw thrown;
    ctx.logger.warn({ processId: process.id, attempt: info.attempt, err: thrown }, 'import failed');
    if (thrown instanceof UnreadableFileError)
      return failProcess(
        ctx,
        process.id,
        thrown.row === null ? thrown.message : `Row ${thrown.row}: ${thrown.message}`,
      );
    const error = toSynclineError(thrown);
    if (!info.lastAttempt) throw error;
    await failProcess(ctx, process.id, error.message);
  }
}

async function work(
  ctx: EngineContext,
  process: ProcessRow,
  imported: ImportRecord,
  signal: AbortSignal,
): Promise<Turn> {
  const until = ctx.clock.now().getTime() + TURN_MS;
  const goOn = (): boolean => !signal.aborted && ctx.clock.now().getTime() < until;
  let state = process.state;
  if (state === 'created' && (await enter(ctx, process.id, 'initializing'))) state = 'initializing';
  if (process.params.undo === true) {
    if (state === 'initializing' && !(await enter(ctx, process.id, 'counting'))) return 'stopped';
    return undoEffects(ctx, process.id, imported, goOn);
  }
  if (state === 'initializing' && (await enter(ctx, process.id, 'counting'))) state = 'counting';
  if (state === 'counting' && !(await stageRows(ctx, process.id, imported, signal))) return 'stopped';
  return applyStaged(ctx, process.id, imported, goOn);
}

function enter(ctx: EngineContext, id: string, state: 'initializing' | 'counting'): Promise<boolean> {
  return ctx.store.transaction((tx) => transitionProcess(tx, id, state));
}

async function takeAnotherTurn(ctx: EngineContext, processId: string): Promise<void> {
  const process = await findProcess(ctx.store, processId);
  const turn = ctx.clock.now().getTime() + (process?.recordsNormalised ?? 0);
  await enqueueAfterCommit(ctx, [
    { name: 'process-plan', payload: { processId }, options: { jobId: rowJobId('process', 'plan', processId, turn) } },
  ]);
}
