import type { Stream } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { inSpan } from '@syncline/observability';
import {
  finishHints,
  insertHints,
  lockPage,
  type NewHint,
  openItems,
  type RecordAddress,
  resolveItems,
  storeMerged,
  storeRaw,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, mailboxJob } from '../enqueue.ts';
import { nextReads } from '../read/next-reads.ts';
import { packRaw } from '../read/page-bytes.ts';
import { pageItemKey } from '../read/page-failure.ts';
import { invalidItem } from '../read/transform-page.ts';
import { transformRaw } from '../read/transform-raw.ts';
import type { BoundTo } from '../sync/merge-work.ts';
import { plannedSourceOf } from '../sync/planned-source.ts';
import { traced } from '../tracing/row-trace.ts';
import { countMerged } from './count-merged.ts';
import { mergeOrIsolate, poisonItem } from './merge-or-isolate.ts';

export interface SingleRead {
  readonly record: RecordAddress;
  readonly pageId: number;
  readonly startedSeq: number;
  readonly scope: string;
  readonly stream: Stream;
  readonly raw: Uint8Array;
  /** The hints that this read answers. */
  readonly hintIds: readonly number[];
  /** The entity that the record was made for, when it is the answer to a create of ours; or that a person says it is. */
  readonly boundTo?: Pick<BoundTo, 'entityId' | 'isDecided'>;
}

/**
 * The in-process short cut of a live record: stored raw, normalised and merged in one transaction, with
 * the rows and guarantees that the three workers give a bulk page.
 */
export function mergeSingle(ctx: EngineContext, read: SingleRead): Promise<void> {
  return inSpan('record merge', { attributes: { 'syncline.stream': read.record.stream } }, () => merge(ctx, read));
}

async function merge(ctx: EngineContext, read: SingleRead): Promise<void> {
  const { record, pageId, stream, scope } = read;
  const packed = packRaw(read.raw);
  const transformed = transformRaw(stream, { scope }, read.raw);
  if (transformed === 'unreadable') {
    throw new SynclineError({
      class: 'transient',
      code: 'unreadable_answer',
      message: `The vendor answered ${stream.name} ${record.externalId} with something that is not the JSON it documents.`,
    });
  }
  const done = await ctx.store.transaction(async (tx) => {
    if (!(await storeRaw(tx, pageId, read.startedSeq, packed))) return null;
    const page = await lockPage(tx, pageId, 'fetched');
    if (!page) return null;
    const source = {
      ...record,
      pageId,
      processId: null,
      readStartedSeq: read.startedSeq,
      readEndedSeq: page.readEndedSeq!,
      planned: await plannedSourceOf(
        ctx,
        tx,
        page,
        read.boundTo === undefined ? undefined : { ...record, ...read.boundTo },
      ),
    };
    const { result: merged, poison } = await mergeOrIsolate(tx, source, transformed);
    const refused = new Set(poison.map((entry) => entry.record));
    await openItems(tx, [
      ...transformed.invalid.map((invalid) => invalidItem(page, stream, invalid)),
      ...poison.map((entry) => poisonItem(page, entry.record, entry.error)),
    ]);
    await resolveItems(
      tx,
      record.workspaceId,
      record.connectionId,
      pageItemKey(page),
      transformed.records.filter((shown) => !refused.has(shown)),
    );
    const next = await nextReads(tx, record, transformed, merged);
    const hint = { ...record, scope, op: 'changed', inboxId: null } as const;
    const hints: NewHint[] = next.followUps.map((followUp) => ({ ...hint, ...followUp, source: 'follow_up' }));
    // Read again as it was read: what came may be another stream's record in part.
    if (next.readAgain.length > 0) hints.push({ ...hint, locator: page.locator, source: 'overlap' });
    await storeMerged(tx, pageId, merged.outcome, merged.unchangedIds);
    await finishHints(tx, read.hintIds, 'done');
    await insertHints(tx, traced(hints));
    const outcome = { ...merged.outcome, failed: merged.outcome.failed + poison.length };
    return { outcome, mirrored: merged.mirrored, jobs: [...hints.map(mailboxJob), ...merged.jobs] };
  });
  if (!done) return;
  await countMerged(ctx, record.connectionId, done);
  await enqueueAfterCommit(ctx, done.jobs);
}
