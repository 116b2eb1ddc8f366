import { type EnqueueRequest, type JobName, mailboxId, rowJobId } from '@syncline/queue';
import type { Lane, PageRow, RecordAddress } from '@syncline/store';
import type { EngineContext } from './context.ts';

type PageStage = 'fetch' | 'transform' | 'merge';

/** The job that moves a page on from a state. */
export function pageJob(
  page: { readonly id: number; readonly lane: Lane; readonly generation: number },
  stage: PageStage,
): EnqueueRequest {
  const name: JobName = `${stage}-${page.lane}`;
  return { name, payload: { pageId: page.id }, options: { jobId: rowJobId('page', stage, page.id, page.generation) } };
}

export function stageOf(state: PageRow['state']): PageStage {
  return state === 'queued' ? 'fetch' : state === 'fetched' ? 'transform' : 'merge';
}

/**
 * The job that turns deliveries into hints. It is named after the first one: a delivery that heads no job of
 * its own has none that the sweeper would know it by, and gets one when it rests for too long.
 */
export function deliveryJob(inboxIds: readonly number[], generation = 0): EnqueueRequest {
  return {
    name: 'deliveries',
    payload: { inboxIds: [...inboxIds] },
    options: { jobId: rowJobId('inbox', 'process', inboxIds[0]!, generation) },
  };
}

/** The job that carries out a writeback. */
export function writebackJob(row: {
  readonly id: number;
  readonly lane: Lane;
  readonly generation: number;
}): EnqueueRequest {
  return {
    name: `write-${row.lane}`,
    payload: { writebackId: row.id },
    options: { jobId: rowJobId('writeback', 'send', row.id, row.generation) },
  };
}

/** Wakes whoever drains the mailbox of a record (rule 2.6). */
export function mailboxJob(record: RecordAddress): EnqueueRequest {
  const { workspaceId, connectionId, stream, externalId } = record;
  return {
    name: 'records',
    payload: { workspaceId, connectionId, stream, externalId },
    options: { mailbox: mailboxId([workspaceId, connectionId, stream, externalId]) },
  };
}

/**
 * Puts jobs into the queue after their rows are committed. A queue that can't be reached is no failure:
 * the rows stand, and the sweeper finds them (rule 2.3).
 */
export async function enqueueAfterCommit(ctx: EngineContext, requests: readonly EnqueueRequest[]): Promise<void> {
  if (requests.length === 0) return;
  try {
    await ctx.queue.enqueueAll(requests);
  } catch (error) {
    ctx.logger.warn({ jobs: requests.length, err: error }, 'queue unreachable, the sweeper will enqueue');
  }
}

export async function enqueueCompletion(ctx: EngineContext, processId: string, generation = 0): Promise<void> {
  await enqueueAfterCommit(ctx, [
    {
      name: 'process-complete',
      payload: { processId },
      options: { jobId: rowJobId('process', 'complete', processId, generation) },
    },
  ]);
}

export async function enqueuePlanning(
  ctx: EngineContext,
  processIds: readonly string[],
  generation = 0,
): Promise<void> {
  await enqueueAfterCommit(
    ctx,
    processIds.map((processId) => ({
      name: 'process-plan' as const,
      payload: { processId },
      options: { jobId: rowJobId('process', 'plan', processId, generation) },
    })),
  );
}
