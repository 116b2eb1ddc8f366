import type { Stream } from '@syncline/connector-sdk';
import { type Diagnostic, SynclineError } from '@syncline/core';
import type { JobInfo } from '@syncline/queue';
import {
  findConnection,
  findPageWithBytes,
  type NewReconciliationItem,
  type NormalisedCounts,
  openItems,
  type PageRow,
  requeueForFetch,
  type Sql,
  storeNormalised,
} from '@syncline/store';
import { connectorOf } from '../connections/connection-configuration.ts';
import { streamOf } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, pageJob } from '../enqueue.ts';
import { mergeSame } from '../merge/merge-page.ts';
import { noteProcess } from '../tracing/note-process.ts';
import { packNormalised, unpackRaw } from './page-bytes.ts';
import { fingerprintOf, giveUpPage, handlePageFailure } from './page-failure.ts';
import { hasNothingNew, type TransformedPage, transformRaw, transformWhatIsNew } from './transform-raw.ts';

const MAX_FETCHES = 3;

/** Turns a raw page into normalised, validated, hashed records. A bad record becomes an item and stops no other. */
export async function transformPage(ctx: EngineContext, pageId: number, info: JobInfo): Promise<void> {
  const page = await findPageWithBytes(ctx.store, pageId, 'raw');
  if (page?.state !== 'fetched' || !page.bytes) return;
  noteProcess(page);
  try {
    const connection = await findConnection(ctx.store, page.connectionId);
    const connector = connectorOf(ctx, connection!);
    const stream = streamOf(connector, page.stream);
    const raw = unpackRaw(page.bytes);
    let transformed = await transformWhatIsNew(ctx.store, connector, stream, page, raw);
    if (transformed !== 'unreadable' && hasNothingNew(transformed)) {
      if (await mergeSame(ctx, page, transformed.same, countsOf(page, stream, transformed))) return;
      transformed = transformRaw(stream, page, raw);
    }
    if (transformed === 'unreadable') return await fetchAgain(ctx, page);
    const packed = packNormalised(transformed);
    const items = transformed.invalid.map((invalid) => invalidItem(page, stream, invalid));
    const store = (sql: Sql): Promise<boolean> =>
      storeNormalised(sql, page, packed, countsOf(page, stream, transformed));
    const stored =
      items.length === 0
        ? await store(ctx.store)
        : await ctx.store.transaction(
            async (tx) => {
              const isStored = await store(tx);
              if (isStored) await openItems(tx, items);
              return isStored;
            },
            { mayBeUndone: page.lane === 'bulk' },
          );
    if (stored) await enqueueAfterCommit(ctx, [pageJob(page, 'merge')]);
  } catch (error) {
    await handlePageFailure(ctx, page, error, info);
  }
}

/** Follow-ups complete records that their list page has counted. */
function countsOf(page: PageRow, stream: Stream, transformed: TransformedPage): NormalisedCounts | null {
  if (!page.processId || page.kind !== 'list') return null;
  const { fetched, ignored, records, same, invalid, listedIds } = transformed;
  return {
    fetched,
    ignored,
    normalised: records.length + same.length,
    failed: invalid.length,
    listedIds: stream.listedId && page.since === null ? listedIds : null,
  };
}

/** A truncated or garbled answer is read again; one that stays garbled is given up. */
async function fetchAgain(ctx: EngineContext, page: PageRow): Promise<void> {
  const fetches = await requeueForFetch(ctx.store, page.id);
  if (fetches === null) return;
  if (fetches >= MAX_FETCHES) {
    const message = `The vendor answered ${page.stream} of ${page.scope} ${fetches} times with something that is not the JSON it documents.`;
    return giveUpPage(
      ctx,
      { ...page, state: 'queued' },
      new SynclineError({ class: 'invalid', code: 'unreadable_answer', message }),
    );
  }
  await enqueueAfterCommit(ctx, [pageJob({ ...page, generation: page.generation + 1 }, 'fetch')]);
}

export function invalidItem(
  page: PageRow,
  stream: Stream,
  invalid: { readonly externalId: string | null; readonly diagnostics: readonly Diagnostic[] },
): NewReconciliationItem {
  const first = invalid.diagnostics[0];
  const code = first?.code ?? 'invalid_record';
  const field = first?.field ?? null;
  return {
    workspaceId: page.workspaceId,
    key: `record ${page.connectionId} ${page.stream} ${invalid.externalId ?? `page ${page.id}`} ${code}`,
    fingerprint: fingerprintOf({ connectionId: page.connectionId, stream: page.stream, class: 'mapping', code, field }),
    connectionId: page.connectionId,
    stream: page.stream,
    scope: page.scope,
    externalId: invalid.externalId,
    locator: null,
    entityKind: stream.kind,
    class: 'mapping',
    code,
    message:
      invalid.diagnostics.map((diagnostic) => diagnostic.message).join(' ') || 'The record can not be understood.',
    field,
    remoteValue: null,
    pageId: page.id,
    inboxId: null,
    processId: page.processId,
    correlationId: page.processId,
  };
}
