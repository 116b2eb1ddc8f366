import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import { type Diagnostic, SynclineError } from '@syncline/core';
import type { JobInfo } from '@syncline/queue';
import {
  addToProcess,
  findConnection,
  findPageWithBytes,
  type NewReconciliationItem,
  openItems,
  type PageRow,
  type PreparedRecord,
  requeueForFetch,
  storeNormalised,
} from '@syncline/store';
import { connectorOf } from './connection-configuration.ts';
import type { EngineContext } from './context.ts';
import { enqueueAfterCommit, pageJob } from './enqueue.ts';
import { streamOf } from './open-connection.ts';
import { type FollowUp, type NormalisedPage, packNormalised, unpackRaw } from './page-bytes.ts';
import { fingerprintOf, giveUpPage, handlePageFailure } from './page-failure.ts';
import { prepareRecord } from './prepare-record.ts';

export interface TransformedPage extends NormalisedPage {
  readonly fetched: number;
  readonly ignored: number;
  readonly invalid: readonly { readonly externalId: string | null; readonly diagnostics: readonly Diagnostic[] }[];
}

const MAX_FETCHES = 3;

/** Turns a raw page into normalised, validated, hashed records. A bad record becomes an item and stops no other. */
export async function transformPage(ctx: EngineContext, pageId: number, info: JobInfo): Promise<void> {
  const page = await findPageWithBytes(ctx.store, pageId, 'raw');
  if (page?.state !== 'fetched' || !page.bytes) return;
  try {
    const connection = await findConnection(ctx.store, page.connectionId);
    const stream = streamOf(connectorOf(ctx, connection!), page.stream);
    const transformed = transformRaw(stream, page, await unpackRaw(page.bytes));
    if (transformed === 'unreadable') return await fetchAgain(ctx, page);
    const packed = await packNormalised(transformed);
    const stored = await ctx.store.transaction(
      async (tx) => {
        if (!(await storeNormalised(tx, page.id, packed))) return false;
        await openItems(
          tx,
          transformed.invalid.map((invalid) => invalidItem(page, stream, invalid)),
        );
        // Follow-ups complete records that their list page has counted.
        if (page.processId && page.kind === 'list') {
          await addToProcess(tx, page.processId, {
            recordsFetched: transformed.fetched,
            recordsIgnored: transformed.ignored,
            recordsNormalised: transformed.records.length,
            outcome: {
              created: 0,
              updated: 0,
              unchanged: 0,
              stale: 0,
              conflicted: 0,
              failed: transformed.invalid.length,
            },
          });
        }
        return true;
      },
      { mayBeUndone: page.lane === 'bulk' },
    );
    if (stored) await enqueueAfterCommit(ctx, [pageJob(page, 'merge')]);
  } catch (error) {
    await handlePageFailure(ctx, page, error, info);
  }
}

/** The pure part: from bytes to prepared records. `unreadable` when the bytes are not what the vendor sends. */
export function transformRaw(
  stream: Stream,
  page: Pick<PageRow, 'scope'>,
  raw: Uint8Array,
): TransformedPage | 'unreadable' {
  let items: readonly unknown[];
  try {
    items = stream.parsePage(raw);
  } catch {
    return 'unreadable';
  }
  const records: PreparedRecord[] = [];
  const embedded = new Map<string, PreparedRecord>();
  const followUps: FollowUp[] = [];
  const invalid: { externalId: string | null; diagnostics: readonly Diagnostic[] }[] = [];
  let ignored = 0;
  for (const item of items) {
    const result: NormalizeResult = stream.normalize(item, page.scope);
    if (result.outcome === 'ignored') ignored++;
    else if (result.outcome === 'invalid') invalid.push(result);
    else {
      records.push(prepareRecord(result.record, page.scope));
      for (const part of result.embedded) {
        const key = `${part.stream}/${part.externalId}`;
        if (!embedded.has(key)) embedded.set(key, prepareRecord(part, page.scope));
      }
      followUps.push(...result.followUps);
    }
  }
  return { records, embedded: [...embedded.values()], followUps, fetched: items.length, ignored, invalid };
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
