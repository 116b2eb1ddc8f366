import type { CreateRequest, Written } from '@syncline/connector-sdk';
import { isEmpty, SynclineError } from '@syncline/core';
import {
  askAgain,
  awaitsAuthor,
  beginAttempt,
  deferWriteback,
  EARLIER,
  endAttempt,
  finishWriteback,
  hasPredecessor,
  nextReadSeq,
  noteFile,
  type Sql,
} from '@syncline/store';
import { passApproval } from '../approvals/approval-gate.ts';
import { adoptCopy } from '../files/adopt-copy.ts';
import { findCopy } from '../files/find-copy.ts';
import { type OpenFile, openFile } from '../files/open-file.ts';
import { finishWork } from '../sync/finish-work.ts';
import { rulesOf } from '../sync/member-rules.ts';
import { openWork } from '../sync/open-work.ts';
import { refuseToWriteFaulty } from '../sync/required-fields.ts';
import { defaultsOf } from '../sync/sync-plan.ts';
import { findParents } from './find-parents.ts';
import { bindWritten, endCreate } from './finish-create.ts';
import { locatorsFor } from './locators.ts';
import { scopeKeyOf } from './scope-key.ts';
import { WriteRefused } from './write-refused.ts';
import { sourceOfWrite, type WriteTask } from './write-task.ts';

/** Creates in doubt that were made again this often wait for a person. */
const MAX_CREATES = 3;
const PARENT_WAIT_MS = 15_000;
/** Who has been tried so often, or waits for so long, is not waited for by those whose turn comes later. */
const TURN = { attempts: 3, ms: 60_000 };
/** In case that nobody wakes it: the one before it may have been given up. */
const TURN_WAIT_MS = 2_000;

/** Creates the entity's record at a stream, exactly once (rule 5.6). */
export async function carryOutCreate(task: WriteTask): Promise<void> {
  const prepared = await prepareCreate(task);
  if (!prepared) return;
  const { request, file } = prepared;
  let written: Written;
  try {
    written = await task.writes.create!(task.connection.client, request, task.signal);
  } catch (error) {
    await file?.drop();
    throw new WriteRefused(prepared.attemptId, request.fields, error);
  }
  if (file) {
    const { workspaceId, entityId } = task.row;
    const { size } = file.file;
    await noteFile(task.ctx.store, { workspaceId, entityId, sha256: file.sha256(), size, readFrom: file.readFrom });
  }
  await finishCreate(task, prepared, written);
}

/**
 * A record that was to be created and is to be deleted now may have come to be by a call that was not answered: it is
 * found and linked, so that the delete that is asked for once more has something to delete.
 */
export async function findToDelete(task: WriteTask): Promise<void> {
  await askAgain(task.ctx.store, task.row.id);
  // An upsert finds what it has made by making it.
  if (task.writes.creates === 'upsert') return carryOutCreate(task);
  const { ctx, row } = task;
  const parents = await findParents(task);
  const scope = await scopeKeyOf(task, row.scope!);
  if (!(await settleDoubt(task, scope, 'found' in parents ? parents.found : {}))) return;
  for (const { id } of task.doubts) await endAttempt(ctx.store, id, 'unsent');
  await finishWriteback(ctx.store, row.id, { state: 'done' });
}

/** A create that is about to be called: its attempt is committed, and the read that its answer is begins here. */
export interface PreparedCreate {
  readonly attemptId: number;
  readonly request: CreateRequest;
  readonly startedSeq: number;
  /** What it sends, of streams of files. */
  readonly file?: OpenFile;
}

/** Null when there is nothing to create now: it waits, it was found, or it is not wanted any more. */
export async function prepareCreate(task: WriteTask): Promise<PreparedCreate | null> {
  const { ctx, row, member, writes } = task;
  if (!writes.create || !writes.creates || row.scope === null || row.ownKey === null)
    throw new SynclineError({ class: 'invalid', code: 'no_create', message: `${member.key} creates nothing.` });
  const scope = await scopeKeyOf(task, row.scope);
  const parents = await findParents(task);
  if ('nowhere' in parents) {
    // What it hangs on never comes here, such as the pull request of a comment where issues alone are kept in step.
    await finishWriteback(ctx.store, row.id, {
      state: 'cancelled',
      error: `It has no place here: ${parents.nowhere}.`,
    });
    return null;
  }
  if ('missing' in parents) {
    // Rule 3.9: it waits for its parents' mappings; a new mapping at this connection wakes it.
    await deferWriteback(ctx.store, row.id, {
      until: new Date(ctx.clock.now().getTime() + PARENT_WAIT_MS),
      countAttempt: false,
      waitsFor: parents.missing,
    });
    return null;
  }
  if ((await waitsForItsAuthor(task)) || (await waitsForItsTurn(task))) return null;
  // An upsert makes no second record, but it would write over what a person has edited on the first one meanwhile.
  const isSettled = task.doubts.length === 0 || (writes.creates === 'upsert' && !writes.findCreated);
  if (!isSettled && !(await settleDoubt(task, scope, parents.found))) return null;
  if (member.stream.content && (await adoptCopy(task, scope, parents.found))) return null;
  // Before the attempt: a file that can't be read, or is too large, leaves nothing in doubt.
  const file = member.stream.content ? await openFile(task, scope) : undefined;
  try {
    const planned = await ctx.store.transaction((tx) => planCreate(tx, task, scope, parents.found));
    if (planned) {
      const startedSeq = await nextReadSeq(ctx.store);
      if (!file) return { ...planned, startedSeq };
      return { ...planned, request: { ...planned.request, file: file.file }, startedSeq, file };
    }
  } catch (error) {
    await file?.drop();
    throw error;
  }
  await file?.drop();
  return null;
}

/** Two records that name a new author at one moment: the author is in the graph a moment later. */
async function waitsForItsAuthor({ ctx, row, member }: WriteTask): Promise<boolean> {
  const now = ctx.clock.now().getTime();
  if (!member.bylines || now - row.causedAt.getTime() > TURN.ms) return false;
  if (!(await awaitsAuthor(ctx.store, row.workspaceId, row.entityId))) return false;
  const until = new Date(now + TURN_WAIT_MS);
  await deferWriteback(ctx.store, row.id, { until, countAttempt: false, waitsFor: 'its author' });
  return true;
}

/** Comments come in the order in which they were written; one that can not be made does not keep the others for long. */
async function waitsForItsTurn({ ctx, row, writes: { createsInOrderOf: relation } }: WriteTask): Promise<boolean> {
  if (relation === undefined || !(await hasPredecessor(ctx.store, row, relation, TURN))) return false;
  const until = new Date(ctx.clock.now().getTime() + TURN_WAIT_MS);
  await deferWriteback(ctx.store, row.id, { until, countAttempt: false, waitsFor: EARLIER });
  return true;
}

/** What was made is linked to its entity, and the writeback ends. */
export async function finishCreate(task: WriteTask, prepared: PreparedCreate, written: Written): Promise<void> {
  await bindWritten(task, written, prepared.startedSeq);
  await endCreate(task, prepared.attemptId);
}

/** True when the create may be made (again); false when the doubt was settled, or has to wait. */
async function settleDoubt(task: WriteTask, scope: string, parents: CreateRequest['parents']): Promise<boolean> {
  const { ctx, row, writes, doubts } = task;
  const first = doubts[0]!;
  const last = doubts.at(-1)!;
  if (!writes.findCreated)
    throw new SynclineError({
      class: 'partial',
      code: 'create_in_doubt',
      message: 'A create was not answered, and can not be looked for.',
    });
  const startedSeq = await nextReadSeq(ctx.store);
  const found = await findCopy(task, {
    fields: last.patch,
    ownKey: row.ownKey!,
    locators: {},
    scope,
    parents,
    since: first.startedAt,
  });
  if (found) {
    await bindWritten(task, found, startedSeq);
    await endCreate(task, last.id);
    return false;
  }
  if (writes.creates === 'upsert') return true;
  // A request that is still on its way, or not visible yet, must not be made twice.
  const patienceMs = ctx.config.createDoubtMs ?? ctx.config.vendorTimeoutMs + (writes.createLagMs ?? 0);
  const visibleAt = last.startedAt.getTime() + patienceMs;
  if (ctx.clock.now().getTime() < visibleAt) {
    await deferWriteback(ctx.store, row.id, {
      until: new Date(visibleAt),
      countAttempt: false,
      waitsFor: 'the vendor to show a create that was not answered',
    });
    return false;
  }
  if (doubts.length < MAX_CREATES) return true;
  throw new SynclineError({
    class: 'partial',
    code: 'create_in_doubt',
    message: `${doubts.length} creates at ${task.member.key} were not answered, and none can be found. Look there before it is tried again.`,
  });
}

/** The fields as they are now, and the attempt committed; null when there is nothing to create any more. */
async function planCreate(
  tx: Sql,
  task: WriteTask,
  scope: string,
  parents: CreateRequest['parents'],
): Promise<{ readonly attemptId: number; readonly request: CreateRequest } | null> {
  const { ctx, row, member } = task;
  const work = await openWork(tx, task.plan, sourceOfWrite(task), ctx.clock.now(), [row.entityId]);
  const state = work.states.get(row.entityId);
  if (!state || (state.deletedAt !== null && row.op === 'create')) {
    await finishWriteback(tx, row.id, { state: 'cancelled', error: 'The entity was deleted.' });
    return null;
  }
  if (state.mappings.some((m) => m.connectionId === row.connectionId && m.stream === row.stream)) {
    // It was linked while this was under way: what is left to write is an update.
    await askAgain(tx, row.id);
    await finishWriteback(tx, row.id, { state: 'done' });
    return null;
  }
  refuseToWriteFaulty(member, state.fields, 'create');
  const fields = defaultsOf(member, state.fields);
  for (const rule of rulesOf(member, work.references, state)) {
    const declared = member.rules.find((candidate) => candidate.remote === rule.remote)?.declared;
    if (rule.direction === 'in' || rule.direction === 'none' || rule.policy.sensitive || declared?.writable === 'no')
      continue;
    const value = rule.project(state.fields[rule.field], undefined);
    if (value === undefined || isEmpty(value)) continue;
    if (task.writes.carriedByCreate?.(rule.remote) === false) delete fields[rule.remote];
    else fields[rule.remote] = value;
  }
  const missing = member.stream.fields?.find((field) => field.required === true && isEmpty(fields[field.name]));
  if (missing)
    throw new SynclineError({
      class: 'mapping',
      code: 'required_field',
      field: missing.name,
      message: `${member.key} needs ${missing.name} to create a record, and the hub holds no value for it. Fill it, map it, or give it a default.`,
    });
  if ((await passApproval(tx, task, { state, mapping: null, patch: fields })) === 'held') return null;
  const request: CreateRequest = {
    fields,
    ownKey: row.ownKey!,
    locators: locatorsFor(work, member, fields),
    scope,
    parents,
  };
  const attemptId = await beginAttempt(tx, row, { externalId: null, patch: fields, expected: {} });
  await finishWork(tx, work);
  return { attemptId, request };
}
