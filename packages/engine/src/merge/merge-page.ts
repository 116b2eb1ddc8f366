import type { RecordFollowUp } from '@syncline/connector-sdk';
import { type PageOutcomeCounts, SynclineError } from '@syncline/core';
import type { EnqueueRequest, JobInfo } from '@syncline/queue';
import {
  addOpenPages,
  addToProcess,
  findConnection,
  findPageWithBytes,
  insertHints,
  insertPages,
  lockPage,
  type NewHint,
  type NewPage,
  type NormalisedCounts,
  openItems,
  type PageRow,
  type PreparedRecord,
  resolveItems,
  type SameRecord,
  type Sql,
  storeMerged,
  storeMergedInPartition,
  streamOfProcess,
} from '@syncline/store';
import { connectorOf } from '../connections/connection-configuration.ts';
import { streamOf } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, enqueueCompletion, mailboxJob, pageJob } from '../enqueue.ts';
import { nextReads } from '../read/next-reads.ts';
import { type NormalisedPage, unpackNormalised, unpackRaw } from '../read/page-bytes.ts';
import { handlePageFailure, pageItemKey } from '../read/page-failure.ts';
import { transformRaw } from '../read/transform-raw.ts';
import { verifyPage } from '../read/verify-partition.ts';
import { plannedSourceOf } from '../sync/planned-source.ts';
import { noteProcess } from '../tracing/note-process.ts';
import { traced } from '../tracing/row-trace.ts';
import { SameNoLongerError } from './confirm-same.ts';
import { countMerged } from './count-merged.ts';
import { mergeOrElseIsolate, type mergeOrIsolate, mergeTogether, poisonItem } from './merge-or-isolate.ts';
import type { MergeSource } from './merge-records.ts';

/**
 * Merges a normalised page: graph, events, counters and the page's own state in one transaction (rule
 * 2.4), which also enters `completing` when this was the last one (rule 7.3). Merging it again does nothing.
 */
export async function mergePage(ctx: EngineContext, pageId: number, info: JobInfo): Promise<void> {
  const found = await findPageWithBytes(ctx.store, pageId, 'normalised');
  if (found?.state !== 'normalised' || !found.bytes) return;
  noteProcess(found);
  try {
    const content = unpackNormalised(found.bytes);
    const merged = await mergeContent(ctx, found, content).catch(async (error: unknown) => {
      if (!(error instanceof SameNoLongerError)) throw error;
      return mergeContent(ctx, found, await transformInFull(ctx, found));
    });
    if (merged) await announceMerged(ctx, found, merged);
  } catch (error) {
    await handlePageFailure(ctx, found, error, info);
  }
}

/**
 * Ends a fetched page of which every item came byte for byte as it was merged last: the rest of the way would carry
 * nothing. False when that holds no longer.
 */
export async function mergeSame(
  ctx: EngineContext,
  page: PageRow,
  same: readonly SameRecord[],
  counts: NormalisedCounts | null,
): Promise<boolean> {
  const content = { same, records: [], embedded: [], followUps: [] };
  try {
    const merged = await ctx.store.transaction(
      (tx) => mergeInTransaction(ctx, tx, page.id, content, mergeTogether, { from: 'fetched', counts }),
      { mayBeUndone: page.lane === 'bulk' },
    );
    if (merged) await announceMerged(ctx, page, merged);
    return true;
  } catch (error) {
    if (error instanceof SameNoLongerError) return false;
    throw error;
  }
}

async function mergeContent(ctx: EngineContext, page: PageRow, content: NormalisedPage): Promise<MergedPage | null> {
  return mergeOrElseIsolate((merge) =>
    ctx.store.transaction((tx) => mergeInTransaction(ctx, tx, page.id, content, merge), {
      mayBeUndone: page.lane === 'bulk',
    }),
  );
}

/** The whole page once more from its raw bytes, also what was taken for the same. */
async function transformInFull(ctx: EngineContext, page: PageRow): Promise<NormalisedPage> {
  const [connection, found] = await Promise.all([
    findConnection(ctx.store, page.connectionId),
    findPageWithBytes(ctx.store, page.id, 'raw'),
  ]);
  const stream = streamOf(connectorOf(ctx, connection!), page.stream);
  const transformed = found?.bytes ? transformRaw(stream, page, unpackRaw(found.bytes)) : 'unreadable';
  if (transformed === 'unreadable')
    throw new SynclineError({
      class: 'transient',
      code: 'no_raw_page',
      message: `The raw bytes of page ${page.id} are gone.`,
    });
  return transformed;
}

async function announceMerged(ctx: EngineContext, page: PageRow, merged: MergedPage): Promise<void> {
  await countMerged(ctx, page.connectionId, merged);
  await enqueueAfterCommit(ctx, merged.jobs);
  if (merged.completing && page.processId) await enqueueCompletion(ctx, page.processId);
}

interface MergedPage {
  readonly outcome: PageOutcomeCounts;
  readonly mirrored: number;
  readonly jobs: readonly EnqueueRequest[];
  readonly completing: boolean;
}

/** The transformer has counted it. */
const NORMALISED = { from: 'normalised', counts: null } as const;

async function mergeInTransaction(
  ctx: EngineContext,
  tx: Sql,
  pageId: number,
  content: NormalisedPage,
  merge: typeof mergeOrIsolate,
  { from, counts }: { readonly from: 'fetched' | 'normalised'; readonly counts: NormalisedCounts | null } = NORMALISED,
): Promise<MergedPage | null> {
  const page = await lockPage(tx, pageId, from);
  if (!page) return null;
  const { result, poison } = await merge(
    tx,
    { ...sourceOf(page), planned: await plannedSourceOf(ctx, tx, page) },
    content,
  );
  const outcome = { ...result.outcome, failed: result.outcome.failed + poison.length };
  await openItems(
    tx,
    poison.map(({ record, error }) => poisonItem(page, record, error)),
  );
  if (page.anyItemOpen) {
    await resolveItems(
      tx,
      page.workspaceId,
      page.connectionId,
      pageItemKey(page),
      [...content.same, ...content.records].filter((record) => !poison.some((p) => p.record === record)),
    );
  }
  const next = await nextReads(tx, page, content, result);
  const hints = [
    ...readAgainHints(page, next.readAgain),
    ...(page.processId ? [] : next.followUps.map((f) => followUpHint(page, f))),
  ];
  await insertHints(tx, traced(hints));
  const jobs = [...hints.map(mailboxJob), ...result.jobs];
  if (!page.processId) {
    await storeMerged(tx, page.id, outcome, result.unchangedIds);
    return { outcome, mirrored: result.mirrored, jobs, completing: false };
  }
  const finished = await finishInProcess(
    tx,
    page,
    page.processId,
    next.followUps,
    { outcome, counts },
    result.unchangedIds,
  );
  return {
    outcome,
    mirrored: result.mirrored,
    jobs: [...jobs, ...finished.jobs],
    completing: finished.completing,
  };
}

function sourceOf(page: PageRow): Omit<MergeSource, 'planned'> {
  if (page.readStartedSeq === null || page.readEndedSeq === null) {
    throw new SynclineError({ class: 'transient', code: 'no_read', message: `Page ${page.id} was never read.` });
  }
  return { ...page, pageId: page.id, readStartedSeq: page.readStartedSeq, readEndedSeq: page.readEndedSeq };
}

async function finishInProcess(
  tx: Sql,
  page: PageRow,
  processId: string,
  followUps: readonly RecordFollowUp[],
  { outcome, counts }: { readonly outcome: PageOutcomeCounts; readonly counts: NormalisedCounts | null },
  unchangedIds: readonly string[],
): Promise<{ readonly jobs: readonly EnqueueRequest[]; readonly completing: boolean }> {
  const more: NewPage[] = followUps.map((followUp) => ({
    ...page,
    ...followUp,
    kind: 'single',
    cursor: null,
    follows: false,
  }));
  const partition = await storeMergedInPartition(
    tx,
    page,
    processId,
    outcome,
    unchangedIds,
    more.length - 1,
    counts?.listedIds ?? null,
  );
  // The partition was probed, and this was its last page: look whether the list stayed as it was.
  if (partition.pagesOpen === 0 && partition.probeCount !== null && partition.probeCount > 0) {
    await addOpenPages(tx, page.workspaceId, processId, page.scope, 1);
    more.push(verifyPage(page, await streamOfProcess(tx, processId)));
  }
  const ids = await insertPages(tx, more);
  const completing = await addToProcess(tx, processId, {
    pagesOpen: more.length - 1,
    pagesExpected: followUps.length,
    pagesMerged: 1,
    ...(page.kind === 'list' ? { outcome } : {}),
    ...(counts
      ? { recordsFetched: counts.fetched, recordsIgnored: counts.ignored, recordsNormalised: counts.normalised }
      : {}),
  });
  return { jobs: ids.map((id) => pageJob({ id, lane: page.lane, generation: 0 }, 'fetch')), completing };
}

function readAgainHints(page: PageRow, records: readonly PreparedRecord[]): NewHint[] {
  const { workspaceId, connectionId, kind, externalId } = page;
  const more = { workspaceId, connectionId, op: 'changed', source: 'overlap', inboxId: null } as const;
  if (kind !== 'single' || externalId === null) return records.map((record) => ({ ...record, ...more }));
  // What a single page read may show another stream's record in part; it is read again as it was.
  return records.length > 0 ? [{ ...page, externalId, ...more }] : [];
}

function followUpHint(page: PageRow, followUp: RecordFollowUp): NewHint {
  return {
    ...followUp,
    workspaceId: page.workspaceId,
    connectionId: page.connectionId,
    scope: page.scope,
    op: 'changed',
    source: 'follow_up',
    inboxId: null,
  };
}
