import { type EnqueueRequest, type JobName, rowJobId } from '@syncline/queue';
import {
  duePages,
  raiseGenerations,
  restingDeliveries,
  restingMailboxes,
  restingPages,
  restingProcesses,
  restingWritebacks,
  sweepWaitingEdges,
} from '@syncline/store';
import { checkConfigurations } from './connections/check-configurations.ts';
import type { EngineContext } from './context.ts';
import { deliveryJob, enqueueAfterCommit, mailboxJob, pageJob, stageOf, writebackJob } from './enqueue.ts';

/** Rows looked at in one round; a round that finds as many is followed by another at once. */
const LIMIT = 1_000;
/** Pages are let go for what the quota serves until the round after next, so that workers don't wait for one. */
const SERVED_MS = 2_000;

/**
 * Re-enqueues every row that should be moving and has no live job (rule 2.3): after a lost queue, a
 * failed enqueue, or when a due time has come. Returns how many jobs it made.
 */
export async function sweep(ctx: EngineContext): Promise<number> {
  await checkConfigurations(ctx);
  const options = { olderThanMs: ctx.config.sweepAfterMs, limit: LIMIT };
  let made = 0;
  for (;;) {
    const pages = await restingPages(ctx.store, options);
    made += await reviveRows(ctx, 'pages', pages, (page, generation) =>
      pageJob({ ...page, generation }, stageOf(page.state)),
    );
    if (pages.length < LIMIT) break;
  }
  const due = await duePages(ctx.store, { servedMs: SERVED_MS, limit: LIMIT });
  made += await reviveRows(ctx, 'pages', due, (page, generation) => pageJob({ ...page, generation }, 'fetch'));
  for (;;) {
    const deliveries = await restingDeliveries(ctx.store, options);
    made += await reviveRows(ctx, 'inbox', deliveries, ({ id }, generation) => deliveryJob([id], generation));
    if (deliveries.length < LIMIT) break;
  }
  // A wake-up that is already waiting swallows this one, so mailboxes need no look at the queue.
  const mailboxes = await restingMailboxes(ctx.store, options);
  await enqueueAfterCommit(ctx, mailboxes.map(mailboxJob));
  made += mailboxes.length;
  const writebacks = await restingWritebacks(ctx.store, options);
  made += await reviveRows(ctx, 'writebacks', writebacks, (row, generation) => writebackJob({ ...row, generation }));
  made += await sweepProcesses(ctx, options);
  return made;
}

async function reviveRows<Row extends { readonly id: number; readonly generation: number }>(
  ctx: EngineContext,
  table: 'pages' | 'inbox' | 'writebacks',
  rows: readonly Row[],
  jobOf: (row: Row, generation: number) => EnqueueRequest,
): Promise<number> {
  const dead = await withoutJob(ctx, rows, jobOf);
  const generations = await raiseGenerations(
    ctx.store,
    table,
    dead.map((row) => row.id),
  );
  await enqueueAfterCommit(
    ctx,
    dead.map((row) => jobOf(row, generations.get(row.id) ?? row.generation + 1)),
  );
  return dead.length;
}

async function withoutJob<Row extends { readonly generation: number }>(
  ctx: EngineContext,
  rows: readonly Row[],
  jobOf: (row: Row, generation: number) => EnqueueRequest,
): Promise<Row[]> {
  const byQueue = Map.groupBy(rows, (row) => jobOf(row, row.generation).name as JobName);
  const dead: Row[] = [];
  for (const [name, queued] of byQueue) {
    const ids = queued.map((row) => jobOf(row, row.generation).options.jobId!);
    const live = await ctx.queue.liveJobs(name, ids);
    queued.forEach((row, index) => {
      if (!live.has(ids[index]!)) dead.push(row);
    });
  }
  return dead;
}

/** Planning and completing are idempotent and rare: their jobs carry the minute, so that a lost one is replaced. */
async function sweepProcesses(
  ctx: EngineContext,
  options: { readonly olderThanMs: number; readonly limit: number },
): Promise<number> {
  const resting = await restingProcesses(ctx.store, options);
  const round = ctx.clock.now().getTime();
  await enqueueAfterCommit(
    ctx,
    resting.map(({ id, state }) => {
      const stage = state === 'completing' ? 'complete' : 'plan';
      return {
        name: `process-${stage}` as const,
        payload: { processId: id },
        options: { jobId: rowJobId('process', stage, id, round) },
      };
    }),
  );
  return resting.length;
}

/** Edges whose two ends were written at the same moment (rule 3.9). */
export function sweepEdges(ctx: EngineContext): Promise<number> {
  return sweepWaitingEdges(ctx.store);
}
