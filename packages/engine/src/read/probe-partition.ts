import type { PageCursor, Probe, Stream, WindowPlan } from '@syncline/connector-sdk';
import {
  addOpenPages,
  addToProcess,
  beginPass,
  insertPages,
  type ListProbe,
  lockPage,
  type NewPage,
  type PageRow,
  type Sql,
  storeMerged,
  transitionProcess,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, enqueueCompletion, pageJob } from '../enqueue.ts';

/**
 * Lays out a partition from what its probe counted: all pages at once, first page first, so that the
 * newest records arrive first. The last planned page follows the vendor's `next`, for what was added since.
 */
export function probePartition(ctx: EngineContext, page: PageRow, stream: Stream, probe: Probe): Promise<void> {
  return layOut(ctx, page, planPages(page, probe, stream.pageSize), toBeListed(page, probe), probe.count);
}

/** Lays out a partition in windows: all at once, each followed to its end. What a record is found by never changes, so that there is nothing to verify. */
export function layOutWindows(ctx: EngineContext, page: PageRow, plan: WindowPlan): Promise<void> {
  const pass = { count: null, head: null, observedAt: plan.observedAt, pageId: page.id };
  return layOut(ctx, page, windowPages(page, plan.windows), pass, plan.count);
}

/** The first pages of windows. */
export function windowPages(page: PageRow, windows: readonly PageCursor[]): NewPage[] {
  return windows.map((cursor) => ({
    ...page,
    kind: 'list' as const,
    cursor: cursor as Record<string, string | number>,
    follows: true,
  }));
}

async function layOut(
  ctx: EngineContext,
  page: PageRow,
  planned: readonly NewPage[],
  pass: ListProbe,
  records: number | null,
): Promise<void> {
  const { pageIds, completing } = await ctx.store.transaction(async (tx) => {
    if (!(await lockPage(tx, page.id, 'queued'))) return { pageIds: [], completing: false };
    await storeMerged(tx, page.id, null, []);
    const ids = await insertPages(tx, planned);
    await beginPass(tx, { ...page, processId: page.processId! }, pass);
    await addOpenPages(tx, page.workspaceId, page.processId!, page.scope, planned.length - 1);
    const entered = await addToProcess(tx, page.processId!, {
      pagesOpen: planned.length - 1,
      pagesExpected: planned.length,
      ...(records !== null && { recordsExpected: records }),
    });
    if (!entered) await leaveCounting(tx, page.processId!);
    return { pageIds: ids, completing: entered };
  });
  await enqueueAfterCommit(
    ctx,
    pageIds.map((id) => pageJob({ id, lane: page.lane, generation: 0 }, 'fetch')),
  );
  if (completing) await enqueueCompletion(ctx, page.processId!);
}

/** The pages 1 to n of a probed list, or its first where the vendor lets a list only be followed. */
export function planPages(page: PageRow, probe: Probe, pageSize: number): NewPage[] {
  const pages = probe.followOnly ? Math.min(1, probe.count) : Math.ceil(probe.count / pageSize);
  return Array.from({ length: pages }, (_, index) => ({
    ...page,
    kind: 'list' as const,
    cursor: { page: index + 1 },
    follows: index === pages - 1,
  }));
}

/** What the pages that a probe has planned will have to show. A list that can only be followed needs no proof, and has no certain count. */
export function toBeListed(page: PageRow, probe: Probe): ListProbe {
  return { ...probe, count: probe.followOnly ? null : probe.count, pageId: page.id };
}

/** All partitions are counted: their pages are in the queue. */
async function leaveCounting(tx: Sql, processId: string): Promise<void> {
  const { rows } = await tx.query(
    `select from pages where process_id = $1 and kind = 'probe' and state = 'queued' limit 1`,
    [processId],
  );
  if (rows.length > 0) return;
  if (await transitionProcess(tx, processId, 'queuing_pages')) await transitionProcess(tx, processId, 'processing');
}
