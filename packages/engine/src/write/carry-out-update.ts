import { confirmWrite, type Json, planPatch, type Shadow, SynclineError, sameValue } from '@syncline/core';
import {
  answerAttempt,
  beginAttempt,
  countWrittenBack,
  finishWriteback,
  insertHints,
  nextReadSeq,
  openPatchOf,
  resolveWriteItems,
  type Sql,
} from '@syncline/store';
import { passApproval } from '../approvals/approval-gate.ts';
import { enqueueAfterCommit, mailboxJob, writebackJob } from '../enqueue.ts';
import { transformRaw } from '../read/transform-raw.ts';
import type { EntityState, MappingState } from '../sync/entity-steps.ts';
import { finishWork } from '../sync/finish-work.ts';
import { rulesOf } from '../sync/member-rules.ts';
import type { MergeWork } from '../sync/merge-work.ts';
import { openWork } from '../sync/open-work.ts';
import { refuseToWriteFaulty } from '../sync/required-fields.ts';
import { isWritable } from '../sync/sync-plan.ts';
import { traced } from '../tracing/row-trace.ts';
import { announceArrival } from './announce.ts';
import { openApprovals } from './approvals.ts';
import { countWritten } from './count-written.ts';
import { giveUpGone } from './give-up-gone.ts';
import { locatorsFor } from './locators.ts';
import { type RecordPlace, readRecord } from './read-record.ts';
import { nextStep } from './routes.ts';
import { WriteRefused } from './write-refused.ts';
import { sourceOfWrite, type WriteTask } from './write-task.ts';

/** Brings a remote record to the entity's projection: read and compare where the vendor can't refuse, patch, confirm. */
export async function carryOutUpdate(task: WriteTask, place: RecordPlace): Promise<void> {
  const { ctx, row, connection, writes, signal } = task;
  // Rules 5.4 and 5.5: what may have been sent, can't be refused, or was refused because the remote moved, is looked
  // at first and merged.
  // What was approved is sent as long as the remote is as it was when somebody looked.
  const isDisputed = task.doubts.length > 0 || row.conflicts > 0 || row.approvedDigest !== null;
  if (!isDisputed && task.plan.approvals.length > 0 && (await waitsForApproval(task, place))) return;
  if (writes.concurrency === 'compare' || isDisputed) {
    // Asked once more while it was being sent: mostly nothing is left to write, and then nothing has to be read.
    if (row.generation > 0 && !isDisputed && (await endIfNothingIsLeft(task, place))) return;
    const outcome = await readRecord(ctx, connection, place, signal, { lane: row.lane });
    if (outcome !== 'merged') return giveUpGone(task, place, outcome);
  }
  const planned = await ctx.store.transaction((tx) => planUpdate(tx, task, place));
  if (!planned) return;
  if ('jobs' in planned) return enqueueAfterCommit(ctx, planned.jobs);
  if (!writes.update)
    throw new SynclineError({ class: 'invalid', code: 'read_only', message: `${task.member.key} can't be written.` });
  let written: Awaited<ReturnType<NonNullable<typeof writes.update>>>;
  try {
    written = await writes.update(connection.client, { ...planned.request, key: place }, signal);
  } catch (error) {
    throw new WriteRefused(planned.attemptId, planned.request.fields, error);
  }
  const jobs = await ctx.store.transaction((tx) => confirmUpdate(tx, task, place, planned, written.raw));
  await enqueueAfterCommit(ctx, jobs);
  countWritten(task);
  await announceArrival(task);
}

/** True when it has to be approved first, as it looks before the remote was read. */
async function waitsForApproval(task: WriteTask, place: RecordPlace): Promise<boolean> {
  return task.ctx.store.transaction(async (tx) => {
    const { work, state, mapping } = await openTwin(tx, task, place);
    if (!state || !mapping || state.deletedAt !== null) return false;
    const { patch } = patchOf(task, work, state, mapping);
    if (Object.keys(patch).length === 0) return false;
    return (await passApproval(tx, task, { state, mapping, patch })) === 'held';
  });
}

/** True when the shadow says that the remote shows everything already, and the writeback is done. */
async function endIfNothingIsLeft(task: WriteTask, place: RecordPlace): Promise<boolean> {
  const { ctx, row } = task;
  const end = await ctx.store.transaction(async (tx) => {
    const { work, state, mapping } = await openTwin(tx, task, place);
    if (!state || !mapping || state.deletedAt !== null) return null;
    const { patch, awaiting } = patchOf(task, work, state, mapping);
    if (Object.keys(patch).length > 0 || awaiting.length > 0) return null;
    await resolveWriteItems(tx, row);
    return finishWriteback(tx, row.id, { state: 'done' });
  });
  if (end === 'again') await enqueueAfterCommit(ctx, [writebackJob({ ...row, generation: row.generation + 1 })]);
  return end !== null;
}

interface PlannedUpdate {
  readonly attemptId: number;
  readonly request: {
    readonly fields: Readonly<Record<string, Json>>;
    readonly ownKey: string | null;
    readonly locators: Readonly<Record<string, string>>;
    readonly expected: Readonly<Record<string, Json>>;
    readonly expectedVersion: string | null;
  };
}

/** Rule 5.2: the patch as it is now; an empty one ends the writeback. Rule 5.3: the attempt stands before the call. */
async function planUpdate(
  tx: Sql,
  task: WriteTask,
  place: RecordPlace,
): Promise<PlannedUpdate | { readonly jobs: Parameters<typeof enqueueAfterCommit>[1] } | null> {
  const { row, member } = task;
  const { work, state, mapping } = await openTwin(tx, task, place);
  if (!state || !mapping || state.deletedAt !== null) {
    await finishWriteback(tx, row.id, { state: 'done' });
    return null;
  }
  const { patch, awaiting } = patchOf(task, work, state, mapping);
  openApprovals(work, state, mapping, member, awaiting);
  const fields = nextStep(member, mapping.shadow.seen, patch);
  if (Object.keys(fields).length === 0) {
    const jobs = await finishWork(tx, work);
    await resolveWriteItems(tx, row);
    const end = await finishWriteback(tx, row.id, { state: 'done' });
    return { jobs: end === 'again' ? [...jobs, writebackJob({ ...row, generation: row.generation + 1 })] : jobs };
  }
  if ((await passApproval(tx, task, { state, mapping, patch })) === 'held') return { jobs: await finishWork(tx, work) };
  refuseToWriteFaulty(member, state.fields, 'update');
  const expected = mapping.shadow.seen;
  const request = {
    fields,
    ownKey: mapping.ownKey,
    locators: locatorsFor(work, member, fields),
    expected,
    expectedVersion: mapping.remoteVersion,
  };
  const attemptId = await beginAttempt(tx, row, { externalId: mapping.externalId, patch: fields, expected });
  await finishWork(tx, work);
  return { attemptId, request };
}

function patchOf(
  { member }: WriteTask,
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
): ReturnType<typeof planPatch> {
  const rules = rulesOf(member, work.references, state);
  return planPatch(member.key, state.fields, mapping.shadow, rules, (remote) => isWritable(member, remote));
}

/** Rule 5.3: what the vendor shows of it becomes seen, what we sent base; what else it shows is read again. */
async function confirmUpdate(
  tx: Sql,
  task: WriteTask,
  place: RecordPlace,
  planned: PlannedUpdate,
  raw: Uint8Array | null,
): Promise<Parameters<typeof enqueueAfterCommit>[1]> {
  const { row, member } = task;
  const { work, state, mapping } = await openTwin(tx, task, place);
  const jobs: Parameters<typeof enqueueAfterCommit>[1][number][] = [];
  let overtaken: readonly string[] = [];
  // What a read has shown of it already is newer than the answer.
  const sent = await openPatchOf(tx, planned.attemptId);
  if (state && mapping && sent !== null) {
    const shown = raw === null ? null : shownBy(member.stream, place, raw);
    const expressed = Object.fromEntries(
      Object.entries(sent).map(([remote, value]) => [
        remote,
        member.rules.find((r) => r.remote === remote)?.express?.(value) ?? value,
      ]),
    );
    const confirmed = confirmWrite(
      mapping.shadow,
      { patch: sent, expected: planned.request.expected },
      shown === null ? expressed : shown.fields,
    );
    mapping.shadow = confirmed.shadow;
    overtaken = confirmed.overtaken;
    mapping.remoteVersion = shown?.version ?? (shown === null ? null : mapping.remoteVersion);
    mapping.acceptedSeq = await nextReadSeq(tx);
    // What is remembered is no read's hash: the next one is compared field by field.
    mapping.seenHash = '';
    mapping.dirty = true;
    work.touched.add(state);
    if (shown === null || overtaken.length > 0 || showsMore(mapping.shadow, shown.fields, sent)) {
      await insertHints(tx, traced([{ ...place, op: 'changed', source: 'overlap', inboxId: null }]));
      jobs.push(mailboxJob(place));
    }
  }
  await answerAttempt(tx, planned.attemptId, overtaken);
  jobs.push(...(await finishWork(tx, work)));
  await resolveWriteItems(tx, row);
  if (row.processId !== null) await countWrittenBack(tx, row.processId);
  if ((await finishWriteback(tx, row.id, { state: 'done' })) === 'again')
    jobs.push(writebackJob({ ...row, generation: row.generation + 1 }));
  return jobs;
}

async function openTwin(
  tx: Sql,
  task: WriteTask,
  place: RecordPlace,
): Promise<{ work: MergeWork; state: EntityState | undefined; mapping: MappingState | undefined }> {
  const { ctx, row, plan } = task;
  const work = await openWork(tx, plan, sourceOfWrite(task), ctx.clock.now(), [row.entityId]);
  const state = work.states.get(row.entityId);
  const mapping = state?.mappings.find(
    (candidate) =>
      candidate.connectionId === place.connectionId &&
      candidate.stream === place.stream &&
      candidate.externalId === place.externalId &&
      candidate.state === 'linked',
  );
  return { work, state, mapping };
}

function shownBy(
  stream: WriteTask['member']['stream'],
  place: RecordPlace,
  raw: Uint8Array,
): { readonly fields: Record<string, Json>; readonly version: string | null } | null {
  const transformed = transformRaw(stream, { scope: place.scope }, raw);
  if (transformed === 'unreadable') return null;
  const record = transformed.records.find((candidate) => candidate.externalId === place.externalId);
  return record ? { fields: JSON.parse(record.fields) as Record<string, Json>, version: record.version ?? null } : null;
}

/** Whether the answer shows an edit that was not ours. */
function showsMore(
  shadow: Shadow,
  shown: Readonly<Record<string, Json>>,
  sent: Readonly<Record<string, Json>>,
): boolean {
  return Object.entries(shown).some(([remote, value]) => !(remote in sent) && !sameValue(value, shadow.seen[remote]));
}
