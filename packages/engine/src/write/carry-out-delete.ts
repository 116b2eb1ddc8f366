import { beginAttempt, endAttempt, finishWriteback, lockRecords, recordDelete } from '@syncline/store';
import type { RecordPlace } from './read-record.ts';
import { WriteRefused } from './write-refused.ts';
import type { WriteTask } from './write-task.ts';

/** Deletes the remote record of an entity that was deleted elsewhere, and remembers it as gone. */
export async function carryOutDelete(task: WriteTask, place: RecordPlace): Promise<void> {
  const { ctx, row, writes, connection, signal } = task;
  if (!writes.remove) {
    await finishWriteback(ctx.store, row.id, { state: 'cancelled', error: 'The vendor deletes nothing.' });
    return;
  }
  const attemptId = await beginAttempt(ctx.store, row, { externalId: place.externalId, patch: {}, expected: {} });
  try {
    await writes.remove(connection.client, place, signal);
  } catch (error) {
    throw new WriteRefused(attemptId, {}, error);
  }
  await ctx.store.transaction(async (tx) => {
    await endAttempt(tx, attemptId, 'done');
    await lockRecords(tx, place, [place]);
    await recordDelete(tx, place, { stream: place.stream, externalId: place.externalId, startedSeq: null });
    await finishWriteback(tx, row.id, { state: 'done' });
  });
  ctx.metrics.writebacks.inc({ connector: task.member.connectorId, op: 'delete', outcome: 'done' });
}
