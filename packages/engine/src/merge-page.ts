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
  storeMerged,
  streamOfProcess,
} from '@syncline/store';
import type { EngineContext } from './context.ts';
import { enqueueAfterCommit, enqueueCompletion, mailboxJob, pageJob } from './enqueue.ts';
import { mergeOrIsolate, poisonItem } from './merge-or-isolate.ts';
import type { MergeSource } from './merge-records.ts';
import { type FollowUp, type NormalisedPage, unpackNormalised } from './page-bytes.ts';
import { handlePageFailure, pageItemKey } from './page-failure.ts';
import { plannedSourceOf } from './sync/planned-source.ts';
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
    const merged = await ctx.store.transaction((tx) => mergeInTransaction(ctx, tx, found.id, content), {
      mayBeUndone: found.lane === 'bulk',
    });
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

async function mergeInTransaction(
  ctx: EngineContext,
  tx: Sql,
  pageId: number,
  content: NormalisedPage,
): Promise<MergedPage | null> {
  const page = await lockPage(tx, pageId, 'normalised');
  if (!page) return null;
  const { result, poison } = await mergeOrIsolate(
    tx,
    { ...sourceOf(page), planned: await plannedSourceOf(ctx, tx, page) },
    content,
  );
  const outcome = { ...result.outcome, failed: result.outcome.failed + poison.length };
  await openItems(
    tx,
    poison.map(({ record, error }) => poisonItem(page, record, error)),
  );
  await resolveItems(
    tx,
    page.workspaceId,
    page.connectionId,
    pageItemKey(page),
    content.records.filter((record) => !poison.some((p) => p.record === record)),
  );
  const hints = [
    ...result.readAgain.map((record) => readAgainHint(page, record)),
    ...(page.processId ? [] : content.followUps.map((f) => followUpHint(page, f))),
  ];
  await insertHints(tx, hints);
  await storeMerged(tx, page.id, outcome, result.unchangedIds);
  const jobs = [...hints.map(mailboxJob), ...result.jobs];
  const finished = page.processId
    ? await finishInProcess(tx, page, page.processId, content.followUps, outcome)
    : { jobs: [], completing: false };
  return { outcome, jobs: [...jobs, ...finished.jobs], completing: finished.completing };
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
  followUps: readonly FollowUp[],
  outcome: PageOutcomeCounts,
): Promise<{ readonly jobs: readonly EnqueueRequest[]; readonly completing: boolean }> {
  const more: NewPage[] = followUps.map((followUp) => ({
    ...page,
    ...followUp,
    kind: 'single',
    cursor: null,
    follows: false,
  }));
  const partition = await addOpenPages(tx, page.workspaceId, processId, page.scope, more.length - 1);
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
  });
  return { jobs: ids.map((id) => pageJob({ id, lane: page.lane, generation: 0 }, 'fetch')), completing };
}

function readAgainHint(page: PageRow, record: PreparedRecord): NewHint {
  return {
    ...record,
    // What a single page read may show another stream's record in part; it is read again as it was.
    ...(page.kind === 'single' && page.externalId !== null
      ? { stream: page.stream, externalId: page.externalId, locator: page.locator }
      : {}),
    workspaceId: page.workspaceId,
    connectionId: page.connectionId,
    op: 'changed',
    source: 'overlap',
    inboxId: null,
  };
}

function followUpHint(page: PageRow, followUp: FollowUp): NewHint {
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

function countMerged(ctx: EngineContext, outcome: PageOutcomeCounts): void {
  for (const [name, count] of Object.entries(outcome))
    if (count > 0) ctx.metrics.recordsMerged.inc({ outcome: name }, count);
}
