import { type PageOutcomeCounts, SynclineError } from '@syncline/core';
import type { EnqueueRequest, JobInfo } from '@syncline/queue';
import {
  addOpenPages,
  addToProcess,
  findPageWithBytes,
  insertHints,
  insertPages,
  lockPage,
  type NewHint,
  type NewPage,
  openItems,
  type PageRow,
  type PreparedRecord,
  resolveItems,
  type Sql,
  sqlState,
  storeMerged,
  streamOfProcess,
} from '@syncline/store';
import type { EngineContext } from './context.ts';
import { enqueueAfterCommit, enqueueCompletion, mailboxJob, pageJob } from './enqueue.ts';
import { type MergeResult, mergeRecords } from './merge-records.ts';
import { type FollowUp, type NormalisedPage, unpackNormalised } from './page-bytes.ts';
import { fingerprintOf, handlePageFailure, pageItemKey } from './page-failure.ts';
import { verifyPage } from './verify-partition.ts';

/**
 * Merges a normalised page: graph, events, counters and the page's own state in one transaction (rule
 * 2.4), which also enters `completing` when this was the last one (rule 7.3). Merging it again does nothing.
 */
export async function mergePage(ctx: EngineContext, pageId: number, info: JobInfo): Promise<void> {
  const found = await findPageWithBytes(ctx.store, pageId, 'normalised');
  if (found?.state !== 'normalised' || !found.bytes) return;
  try {
    const content = await unpackNormalised(found.bytes);
    const merged = await ctx.store.transaction((tx) => mergeInTransaction(tx, found.id, content));
    if (!merged) return;
    countMerged(ctx, merged.outcome);
    await enqueueAfterCommit(ctx, merged.jobs);
    if (merged.completing && found.processId) await enqueueCompletion(ctx, found.processId);
  } catch (error) {
    await handlePageFailure(ctx, found, error, info);
  }
}

interface MergedPage {
  readonly outcome: PageOutcomeCounts;
  readonly jobs: readonly EnqueueRequest[];
  readonly completing: boolean;
}

async function mergeInTransaction(tx: Sql, pageId: number, content: NormalisedPage): Promise<MergedPage | null> {
  const page = await lockPage(tx, pageId, 'normalised');
  if (!page) return null;
  const { result, poison } = await mergeOrIsolate(tx, page, content);
  const outcome = { ...result.outcome, failed: result.outcome.failed + poison.length };
  await openItems(tx, poison.map(({ record, error }) => poisonItem(page, record, error)));
  await resolveItems(tx, page.workspaceId, page.connectionId, pageItemKey(page), content.records.filter((record) => !poison.some((p) => p.record === record)));
  const hints = [...result.readAgain.map((record) => readAgainHint(page, record)), ...(page.processId ? [] : content.followUps.map((f) => followUpHint(page, f)))];
  await insertHints(tx, hints);
  await storeMerged(tx, page.id, outcome, result.unchangedIds);
  const jobs = hints.map(mailboxJob);
  const finished = page.processId ? await finishInProcess(tx, page, page.processId, content.followUps, outcome) : { jobs: [], completing: false };
  return { outcome, jobs: [...jobs, ...finished.jobs], completing: finished.completing };
}

async function finishInProcess(
  tx: Sql,
  page: PageRow,
  processId: string,
  followUps: readonly FollowUp[],
  outcome: PageOutcomeCounts,
): Promise<{ readonly jobs: readonly EnqueueRequest[]; readonly completing: boolean }> {
  const more: NewPage[] = followUps.map((followUp) => ({ ...page, ...followUp, kind: 'single', cursor: null, follows: false }));
  const partition = await addOpenPages(tx, page.workspaceId, processId, page.scope, more.length - 1);
  // The partition was probed, and this was its last page: look whether the list stayed as it was.
  if (partition.pagesOpen === 0 && partition.probeCount !== null && partition.probeCount > 0) {
    await addOpenPages(tx, page.workspaceId, processId, page.scope, 1);
    more.push(verifyPage(page, await streamOfProcess(tx, processId)));
  }
  const ids = await insertPages(tx, more);
  const completing = await addToProcess(tx, processId, { pagesOpen: more.length - 1, pagesExpected: followUps.length, pagesMerged: 1, ...(page.kind === 'list' ? { outcome } : {}) });
  return { jobs: ids.map((id) => pageJob({ id, lane: page.lane, generation: 0 }, 'fetch')), completing };
}

/** SQLSTATE class 22: the data itself is what the database refuses. */
function isDataError(error: unknown): boolean {
  return sqlState(error)?.startsWith('22') ?? false;
}

interface Isolated {
  readonly result: MergeResult;
  readonly poison: readonly { readonly record: PreparedRecord; readonly error: Error }[];
}

/** Merges all together; when the database refuses the data, halves the page until the poison stands alone. */
async function mergeOrIsolate(tx: Sql, page: PageRow, content: Pick<NormalisedPage, 'records' | 'embedded'>): Promise<Isolated> {
  if (page.readStartedSeq === null || page.readEndedSeq === null) {
    throw new SynclineError({ class: 'transient', code: 'no_read', message: `Page ${page.id} was never read.` });
  }
  const source = { workspaceId: page.workspaceId, connectionId: page.connectionId, pageId: page.id, processId: page.processId, readStartedSeq: page.readStartedSeq, readEndedSeq: page.readEndedSeq };
  await tx.query('savepoint records');
  try {
    const result = await mergeRecords(tx, source, content.records, content.embedded);
    await tx.query('release savepoint records');
    return { result, poison: [] };
  } catch (error) {
    if (!isDataError(error)) throw error;
    await tx.query('rollback to savepoint records');
    const { records, embedded } = content;
    if (records.length <= 1 && embedded.length === 0) return { result: nothing, poison: records.map((record) => ({ record, error: error as Error })) };
    const half = Math.ceil(records.length / 2);
    const parts = records.length <= 1 ? [{ records, embedded: [] }] : [{ records: records.slice(0, half), embedded: [] }, { records: records.slice(half), embedded: [] }];
    const done: Isolated[] = [];
    for (const part of parts) done.push(await mergeOrIsolate(tx, page, part));
    return done.reduce(joinIsolated);
  }
}

const nothing: MergeResult = { outcome: { created: 0, updated: 0, unchanged: 0, stale: 0, conflicted: 0, failed: 0 }, unchangedIds: [], readAgain: [] };

function joinIsolated(a: Isolated, b: Isolated): Isolated {
  const [x, y] = [a.result.outcome, b.result.outcome];
  return {
    poison: [...a.poison, ...b.poison],
    result: {
      outcome: {
        created: x.created + y.created,
        updated: x.updated + y.updated,
        unchanged: x.unchanged + y.unchanged,
        stale: x.stale + y.stale,
        conflicted: x.conflicted + y.conflicted,
        failed: x.failed + y.failed,
      },
      unchangedIds: [...a.result.unchangedIds, ...b.result.unchangedIds],
      readAgain: [...a.result.readAgain, ...b.result.readAgain],
    },
  };
}

function readAgainHint(page: PageRow, record: PreparedRecord): NewHint {
  return { ...record, workspaceId: page.workspaceId, connectionId: page.connectionId, op: 'changed', source: 'overlap', inboxId: null };
}

function followUpHint(page: PageRow, followUp: FollowUp): NewHint {
  return { ...followUp, workspaceId: page.workspaceId, connectionId: page.connectionId, scope: page.scope, op: 'changed', source: 'follow_up', inboxId: null };
}

function poisonItem(page: PageRow, record: PreparedRecord, error: Error): Parameters<typeof openItems>[1][number] {
  const code = `database_${sqlState(error) ?? 'error'}`;
  return {
    workspaceId: page.workspaceId,
    key: `record ${page.connectionId} ${record.stream} ${record.externalId} ${code}`,
    fingerprint: fingerprintOf({ connectionId: page.connectionId, stream: record.stream, class: 'invalid', code }),
    connectionId: page.connectionId,
    stream: record.stream,
    scope: page.scope,
    externalId: record.externalId,
    locator: record.locator,
    entityKind: record.kind,
    class: 'invalid',
    code,
    message: `The database refuses a value of this record: ${error.message.slice(0, 300)}`,
    field: null,
    remoteValue: null,
    pageId: page.id,
    inboxId: null,
    processId: page.processId,
    correlationId: page.processId,
  };
}

function countMerged(ctx: EngineContext, outcome: PageOutcomeCounts): void {
  for (const [name, count] of Object.entries(outcome)) if (count > 0) ctx.metrics.recordsMerged.inc({ outcome: name }, count);
}
