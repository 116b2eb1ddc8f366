import { SynclineError } from '@syncline/core';
import { insertHints } from '@syncline/store';
import { enqueueAfterCommit, mailboxJob } from '../enqueue.ts';
import { traced } from '../tracing/row-trace.ts';
import type { ReadOutcome, RecordPlace } from './read-record.ts';
import type { WriteTask } from './write-task.ts';

/** A write whose record is not to be read waits for what its mailbox finds out. Throws SynclineError `not_found`. */
export async function giveUpGone(
  task: WriteTask,
  place: RecordPlace,
  outcome: Exclude<ReadOutcome, 'merged'>,
): Promise<never> {
  await askMailbox(task, place);
  throw new SynclineError({
    class: 'not_found',
    code: `record_${outcome}`,
    message: `${task.member.key} ${place.locator ?? place.externalId} is ${outcome === 'gone' ? 'not there any more' : outcome.replaceAll('_', ' ')}; the change waits.`,
  });
}

/** The record's mailbox decides whether it is deleted (rule 3.10). */
export async function askMailbox({ ctx }: Pick<WriteTask, 'ctx'>, place: RecordPlace): Promise<void> {
  await insertHints(ctx.store, traced([{ ...place, op: 'changed', source: 'overlap', inboxId: null }]));
  await enqueueAfterCommit(ctx, [mailboxJob(place)]);
}
