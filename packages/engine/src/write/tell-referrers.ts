import { findReferrers, requestWritebacks, type Sql } from '@syncline/store';
import { enqueueAfterCommit, writebackJob } from '../enqueue.ts';
import { decideWritebacks } from '../sync/decide-writebacks.ts';
import { openWork } from '../sync/open-work.ts';
import { traced } from '../tracing/row-trace.ts';
import { sourceOfWrite, type WriteTask } from './write-task.ts';

/** Beyond this many, such as the contacts of an account made late, the next change of each carries the reference. */
const MAX_REFERRERS = 200;

/**
 * Rule 3.9: what was written before the record it names was there is patched now. Only records at that side are
 * written, and none is made.
 */
export async function tellReferrers({ ctx, row, plan }: Pick<WriteTask, 'ctx' | 'row' | 'plan'>): Promise<void> {
  const ids = await findReferrers(ctx.store, row, MAX_REFERRERS);
  if (ids.length === 0) return;
  const jobs = await ctx.store.transaction(async (tx: Sql) => {
    const work = await openWork(tx, plan, sourceOfWrite({ row }), ctx.clock.now(), ids);
    const requests = decideWritebacks(work, [...work.states.values()]).filter(
      ({ op, connectionId }) => op === 'update' && connectionId === row.connectionId,
    );
    return (await requestWritebacks(tx, traced(requests))).map(writebackJob);
  });
  await enqueueAfterCommit(ctx, jobs);
}
