import { isFinished, type ProcessState } from '@syncline/core';
import { findProcess } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { startBackfill, startIncremental } from './start-process.ts';

export type RetryProcessOutcome =
  | { readonly outcome: 'started'; readonly processId: string }
  | { readonly outcome: 'not_found' }
  /** It still works, waits, or has ended well. */
  | { readonly outcome: 'refused'; readonly state: ProcessState };

/**
 * Does the work of a process that failed, was cancelled or left something out once more, as a new process: of a parent all its
 * streams, of a child its own. What the first one merged is known, and costs a comparison.
 */
export async function retryProcess(ctx: EngineContext, id: string): Promise<RetryProcessOutcome> {
  const process = await findProcess(ctx.store, id);
  if (!process) return { outcome: 'not_found' };
  if (!isFinished(process.state) || process.state === 'completed' || process.kind === 'import')
    return { outcome: 'refused', state: process.state };
  const { streams } = process.params as { readonly streams?: readonly string[] | null };
  const chosen = process.stream === null ? (streams ?? undefined) : [process.stream];
  const start = process.kind === 'backfill' ? startBackfill : startIncremental;
  const { processId } = await start(ctx, { connectionId: process.connectionId, streams: chosen });
  return { outcome: 'started', processId };
}
