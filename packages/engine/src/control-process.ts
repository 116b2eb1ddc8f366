import { isFinished, type ProcessState } from '@syncline/core';
import {
  cancelPagesOf,
  findProcess,
  listChildren,
  openPagesOf,
  type ProcessRow,
  resumeStateOf,
  type Sql,
  transitionProcess,
} from '@syncline/store';
import { leaveParent } from './complete-process.ts';
import type { EngineContext } from './context.ts';
import { enqueueAfterCommit, enqueueCompletion, enqueuePlanning, pageJob, stageOf } from './enqueue.ts';

export type ControlOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'not_found' }
  /** Not possible in that state. */
  | { readonly outcome: 'refused'; readonly state: ProcessState };

/** Stops handing out work of a process and its children; what is under way ends. */
export function pauseProcess(ctx: EngineContext, id: string): Promise<ControlOutcome> {
  return control(ctx, id, async (tree) => {
    const done = await ctx.store.transaction(async (tx) => {
      const changed: boolean[] = [];
      for (const process of tree) changed.push(await transitionProcess(tx, process.id, 'paused'));
      return changed[0] ?? false;
    });
    return done;
  });
}

/** Goes on where a paused process stopped. */
export function resumeProcess(ctx: EngineContext, id: string): Promise<ControlOutcome> {
  return control(ctx, id, async (tree) => {
    const paused = tree.filter((process) => process.state === 'paused');
    const back = await ctx.store.transaction((tx) => resumeAll(tx, paused));
    await wake(ctx, back);
    return back.some((process) => process.id === id);
  });
}

/** Ends a process and its children at once: pages not merged yet are dropped, what is merged stays. */
export function cancelProcess(ctx: EngineContext, id: string): Promise<ControlOutcome> {
  return control(ctx, id, async (tree) => {
    const { done, parentDone } = await ctx.store.transaction(async (tx) => {
      const changed: boolean[] = [];
      let parentCompletes = false;
      // The root first: a parent must not complete because its children were cancelled one by one.
      for (const process of tree) {
        const cancelled = await transitionProcess(tx, process.id, 'cancelled');
        changed.push(cancelled);
        if (!cancelled) continue;
        await cancelPagesOf(tx, process.id);
        if (process.parentId !== null && process.id === id) parentCompletes = await leaveParent(tx, process);
      }
      return { done: changed[0] ?? false, parentDone: parentCompletes };
    });
    const parentId = tree[0]?.parentId;
    if (parentDone && parentId) await enqueueCompletion(ctx, parentId);
    return done;
  });
}

async function control(
  ctx: EngineContext,
  id: string,
  act: (tree: readonly ProcessRow[]) => Promise<boolean>,
): Promise<ControlOutcome> {
  const tree = await treeOf(ctx, id);
  if (tree === null) return { outcome: 'not_found' };
  if (await act(tree)) return { outcome: 'done' };
  const now = await findProcess(ctx.store, id);
  return { outcome: 'refused', state: now?.state ?? 'cancelled' };
}

/** A process and its children that are not finished, the root first. */
async function treeOf(ctx: EngineContext, id: string): Promise<ProcessRow[] | null> {
  const root = await findProcess(ctx.store, id);
  if (!root) return null;
  const tree = [root];
  for (const child of await listChildren(ctx.store, id)) {
    const row = isFinished(child.state) ? null : await findProcess(ctx.store, child.id);
    if (row) tree.push(row);
  }
  return tree;
}

interface Resumed {
  readonly id: string;
  readonly state: ProcessState;
  readonly generation: number;
}

async function resumeAll(tx: Sql, paused: readonly ProcessRow[]): Promise<Resumed[]> {
  const resumed: Resumed[] = [];
  for (const process of paused) {
    const to = await resumeStateOf(tx, process.id);
    if (to === null || !(await transitionProcess(tx, process.id, to.state, { resuming: true }))) continue;
    // Its last page may have been merged, or its last child ended, while it was paused.
    const completes =
      to.nothingOpen && (to.state === 'processing' || to.state === 'counting' || to.state === 'queuing_pages');
    const state = completes && (await transitionProcess(tx, process.id, 'completing')) ? 'completing' : to.state;
    resumed.push({ id: process.id, state, generation: process.generation + 2 });
  }
  return resumed;
}

async function wake(ctx: EngineContext, resumed: readonly Resumed[]): Promise<void> {
  for (const process of resumed) {
    if (process.state === 'created' || process.state === 'initializing')
      await enqueuePlanning(ctx, [process.id], process.generation);
    else if (process.state === 'completing') await enqueueCompletion(ctx, process.id, process.generation);
    const pages = await openPagesOf(ctx.store, process.id);
    await enqueueAfterCommit(
      ctx,
      pages.map((page) => pageJob(page, stageOf(page.state))),
    );
  }
}
