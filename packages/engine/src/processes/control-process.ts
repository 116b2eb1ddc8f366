import { isFinished, type ProcessKind, type ProcessState } from '@syncline/core';
import {
  cancelPagesOf,
  findProcess,
  listChildren,
  openPagesOf,
  resumeStateOf,
  type Sql,
  transitionProcess,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, enqueueCompletion, enqueuePlanning, pageJob, stageOf } from '../enqueue.ts';
import { leaveParent } from './complete-process.ts';

export type ControlOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'not_found' }
  /** Not possible in that state. */
  | { readonly outcome: 'refused'; readonly state: ProcessState };

/** Stops handing out work of a process and its children; what is under way ends. */
export function pauseProcess(ctx: EngineContext, id: string): Promise<ControlOutcome> {
  return control(ctx, id, async (tx) => {
    if (!(await transitionProcess(tx, id, 'paused'))) return null;
    for (const child of await openChildren(tx, id)) await transitionProcess(tx, child, 'paused');
    return async () => {};
  });
}

/** Goes on where a paused process stopped. */
export function resumeProcess(ctx: EngineContext, id: string): Promise<ControlOutcome> {
  return control(ctx, id, async (tx) => {
    const root = await resume(tx, id);
    if (root === null) return null;
    const resumed = [root];
    for (const child of await openChildren(tx, id)) {
      const back = await resume(tx, child);
      if (back) resumed.push(back);
    }
    return () => wake(ctx, resumed);
  });
}

/** Ends a process and its children at once: pages not merged yet are dropped, what is merged stays. */
export function cancelProcess(ctx: EngineContext, id: string): Promise<ControlOutcome> {
  return control(ctx, id, async (tx) => {
    if (!(await cancel(tx, id))) return null;
    for (const child of await openChildren(tx, id)) await cancel(tx, child);
    const root = await findProcess(tx, id);
    const parentDone = root !== null && (await leaveParent(tx, root));
    return async () => {
      if (parentDone && root.parentId) await enqueueCompletion(ctx, root.parentId);
    };
  });
}

/**
 * Acts in one transaction that changes the root first. That locks it: whoever is planning it has either committed its
 * children, which are listed after, or finds that it may not. And a parent can't complete because its children are
 * cancelled one by one. `act` returns what to do after the commit, null when the root is not in a state for it.
 */
async function control(
  ctx: EngineContext,
  id: string,
  act: (tx: Sql) => Promise<(() => Promise<void>) | null>,
): Promise<ControlOutcome> {
  const afterCommit = await ctx.store.transaction(act);
  if (afterCommit) {
    await afterCommit();
    return { outcome: 'done' };
  }
  const now = await findProcess(ctx.store, id);
  return now ? { outcome: 'refused', state: now.state } : { outcome: 'not_found' };
}

async function openChildren(tx: Sql, id: string): Promise<string[]> {
  return (await listChildren(tx, id)).filter((child) => !isFinished(child.state)).map((child) => child.id);
}

async function cancel(tx: Sql, id: string): Promise<boolean> {
  if (!(await transitionProcess(tx, id, 'cancelled'))) return false;
  await cancelPagesOf(tx, id);
  return true;
}

interface Resumed {
  readonly id: string;
  readonly state: ProcessState;
  readonly kind: ProcessKind;
  readonly generation: number;
}

async function resume(tx: Sql, id: string): Promise<Resumed | null> {
  const to = await resumeStateOf(tx, id);
  if (to === null || !(await transitionProcess(tx, id, to.state, { resuming: true }))) return null;
  // Its last page may have been merged, or its last child ended, while it was paused.
  const completes =
    to.kind !== 'import' &&
    to.nothingOpen &&
    (to.state === 'processing' || to.state === 'counting' || to.state === 'queuing_pages');
  const state = completes && (await transitionProcess(tx, id, 'completing')) ? 'completing' : to.state;
  return { id, state, kind: to.kind, generation: to.generation + 2 };
}

async function wake(ctx: EngineContext, resumed: readonly Resumed[]): Promise<void> {
  for (const process of resumed) {
    const isPlanned = process.state === 'created' || process.state === 'initializing';
    // An import is one long piece of work, which goes on where it stood.
    if (isPlanned || (process.kind === 'import' && process.state !== 'completing'))
      await enqueuePlanning(ctx, [process.id], process.generation);
    else if (process.state === 'completing') await enqueueCompletion(ctx, process.id, process.generation);
    const pages = await openPagesOf(ctx.store, process.id);
    await enqueueAfterCommit(
      ctx,
      pages.map((page) => pageJob(page, stageOf(page.state))),
    );
  }
}
