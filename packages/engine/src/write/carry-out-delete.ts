import {
  beginAttempt,
  endAttempt,
  type FieldItem,
  finishWriteback,
  loadEntityStates,
  lockRecords,
  openFieldItems,
  recordDelete,
  versionToDelete,
} from '@syncline/store';
import { passApproval } from '../approvals/approval-gate.ts';
import { countWritten } from './count-written.ts';
import { askMailbox, giveUpGone } from './give-up-gone.ts';
import { type RecordPlace, readRecord } from './read-record.ts';
import { WriteRefused } from './write-refused.ts';
import type { WriteTask } from './write-task.ts';

/**
 * Deletes the remote record of an entity that was deleted elsewhere, and remembers it as gone. It is read first: what
 * somebody has edited since the deletion was decided is kept, and a person asked (rules 3.10 and 5.5).
 */
export async function carryOutDelete(task: WriteTask, place: RecordPlace): Promise<void> {
  const { ctx, row, writes, connection, signal } = task;
  if (!writes.remove) {
    await finishWriteback(ctx.store, row.id, { state: 'cancelled', error: 'The vendor deletes nothing.' });
    return;
  }
  const outcome = await readRecord(ctx, connection, place, signal, { lane: row.lane });
  if (outcome !== 'merged' && outcome !== 'gone') return giveUpGone(task, place, outcome);
  if (outcome === 'merged') {
    const attemptId = await beginDelete(task, place);
    if (attemptId === null) return;
    try {
      await writes.remove(connection.client, place, signal);
    } catch (error) {
      throw new WriteRefused(attemptId, {}, error);
    }
    await endAttempt(ctx.store, attemptId, 'done');
  } else if (task.doubts.length === 0) {
    // Somebody else has deleted it, as it seems.
    await askMailbox(task, place);
    await finishWriteback(ctx.store, row.id, { state: 'done' });
    return;
  }
  await ctx.store.transaction(async (tx) => {
    await lockRecords(tx, place, [place]);
    await recordDelete(tx, place, { stream: place.stream, externalId: place.externalId, startedSeq: null });
    for (const { id } of task.doubts) await endAttempt(tx, id, 'done');
    await finishWriteback(tx, row.id, { state: 'done' });
  });
  countWritten(task, 'alone');
}

/** The attempt, unless the entity was edited since its deletion was decided: then an item, and null. */
async function beginDelete(task: WriteTask, place: RecordPlace): Promise<number | null> {
  const { ctx, row, member } = task;
  return ctx.store.transaction(async (tx) => {
    const entity = (await loadEntityStates(tx, row.workspaceId, [row.entityId])).get(row.entityId);
    const decidedUpon = await versionToDelete(tx, row.id);
    if (decidedUpon === null || entity === undefined || entity.version <= decidedUpon) {
      const mapping = entity?.mappings.find(
        (each) => each.externalId === place.externalId && each.stream === place.stream,
      );
      const planned = entity && { state: entity, mapping: mapping ?? null, patch: {} };
      if (planned && (await passApproval(tx, task, planned)) === 'held') return null;
      return beginAttempt(tx, row, { externalId: place.externalId, patch: {}, expected: {} });
    }
    const item: FieldItem = {
      ...place,
      key: `delete ${row.entityId} ${member.key} deleted_local_edited_remote`,
      fingerprint: `${member.key} conflict deleted_local_edited_remote`,
      class: 'conflict',
      code: 'deleted_local_edited_remote',
      message: `A twin of this record of ${member.key} was deleted, and the record was edited meanwhile. It was left as it is.`,
      entityKind: member.kind,
      entityId: row.entityId,
      field: null,
      base: null,
      local: null,
      remote: null,
      policyMode: member.deletes.mode,
      pageId: null,
      processId: null,
      correlationId: row.correlationId,
    };
    await openFieldItems(tx, [item]);
    await finishWriteback(tx, row.id, { state: 'cancelled', error: 'It was edited after its deletion was decided.' });
    return null;
  });
}
