import type { Written } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import {
  countWrittenBack,
  endAttempt,
  finishWriteback,
  resolveWriteItems,
  wakeSuccessors,
  wakeWaitingWritebacks,
} from '@syncline/store';
import { enqueueAfterCommit, writebackJob } from '../enqueue.ts';
import { announceArrival } from './announce.ts';
import { countWritten } from './count-written.ts';
import { placeOfTwin } from './place-of-twin.ts';
import { mergeAnswer, readRecord } from './read-record.ts';
import { tellReferrers } from './tell-referrers.ts';
import type { WriteTask } from './write-task.ts';

/** Links what was made to the entity: from the answer where it shows the record, else from a read of it. */
export async function bindWritten(task: WriteTask, written: Written, startedSeq: number): Promise<void> {
  const { ctx, connection, row } = task;
  const place = { ...addressOf(task, written.key.externalId), locator: written.key.locator, scope: written.key.scope };
  const boundTo = { entityId: row.entityId, isDecided: false };
  if (written.raw !== null)
    await mergeAnswer(ctx, connection, place, { startedSeq, lane: row.lane }, written.raw, boundTo);
  else await readRecord(ctx, connection, place, task.signal, { lane: row.lane, boundTo });
  if (!(await placeOfTwin(task)))
    throw new SynclineError({
      class: 'partial',
      code: 'create_not_linked',
      message: `${task.member.key} ${written.key.externalId} was created, but could not be read back and linked yet.`,
    });
}

/** The writeback of a create ends, with the attempt that made the record, if it took one. */
export async function endCreate(task: WriteTask, attemptId: number | null): Promise<void> {
  const { ctx, row } = task;
  await tellReferrers(task);
  const jobs = await ctx.store.transaction(async (tx) => {
    if (attemptId !== null) await endAttempt(tx, attemptId, 'done');
    await resolveWriteItems(tx, row);
    if (row.processId !== null) await countWrittenBack(tx, row.processId);
    const woken = await wakeWaitingWritebacks(tx, row.workspaceId, row.connectionId);
    if (task.writes.createsInOrderOf !== undefined) woken.push(...(await wakeSuccessors(tx, row)));
    const end = await finishWriteback(tx, row.id, { state: 'done' });
    return [...woken, ...(end === 'again' ? [{ ...row, generation: row.generation + 1 }] : [])].map(writebackJob);
  });
  await enqueueAfterCommit(ctx, jobs);
  countWritten(task);
  await announceArrival(task);
}

function addressOf({ row }: WriteTask, externalId: string) {
  return {
    workspaceId: row.workspaceId,
    connectionId: row.connectionId,
    stream: row.stream,
    externalId,
    locator: null as string | null,
  };
}
