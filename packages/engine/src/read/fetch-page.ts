import { type FetchedPage, type PageCursor, type Probe, type Stream } from '@syncline/connector-sdk';
import { canonicalJson, isRunning, SynclineError } from '@syncline/core';
import type { EnqueueRequest, JobInfo } from '@syncline/queue';
import {
  addOpenPages,
  addToProcess,
  beginRead,
  findPage,
  insertPages,
  type NewPage,
  observePartition,
  type PageRow,
  processAtWork,
  storeRaw,
} from '@syncline/store';
import { refuseOutsideWindow } from '../configuration/refuse-outside-window.ts';
import { type OpenConnection, openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, pageJob } from '../enqueue.ts';
import { noteProcess } from '../tracing/note-process.ts';
import { packRaw } from './page-bytes.ts';
import { handlePageFailure } from './page-failure.ts';
import { layOutWindows, probePartition, windowPages } from './probe-partition.ts';
import { verifyPartition } from './verify-partition.ts';

/**
 * Reads one page from the vendor and keeps it raw. The transaction that stores it also inserts its
 * successors, so that a process can't run out of pages before its end (rule 7.3).
 */
export async function fetchPage(ctx: EngineContext, pageId: number, info: JobInfo): Promise<void> {
  const page = await findPage(ctx.store, pageId);
  if (page?.state !== 'queued') return;
  noteProcess(page);
  const process = page.processId === null ? null : await processAtWork(ctx.store, page.processId);
  // A paused process's pages rest until it is resumed.
  if (page.processId !== null && !(process && isRunning(process.state))) return;
  try {
    const connection = await openConnection(ctx, page.connectionId, page.lane);
    if (connection.row.health !== 'ok') return;
    refuseOutsideWindow(ctx, connection.row, page.lane);
    const startedSeq = await beginRead(ctx.store, page.id);
    if (startedSeq === null) return;
    await readByKind(ctx, page, connection, { startedSeq, pageSize: process?.pageSize ?? undefined }, info.signal);
  } catch (error) {
    await handlePageFailure(ctx, page, error, info);
  }
}

async function readByKind(
  ctx: EngineContext,
  page: PageRow,
  connection: OpenConnection,
  { startedSeq, pageSize }: { readonly startedSeq: number; readonly pageSize: number | undefined },
  signal: AbortSignal,
): Promise<void> {
  const stream = connection.stream(page.stream);
  switch (page.kind) {
    case 'probe':
      return layOutPartition(ctx, page, stream, connection, signal);
    case 'verify':
      return verifyPartition(ctx, page, stream, connection.client, signal);
    case 'single':
      return storeSingle(ctx, page, stream, connection.client, startedSeq, signal);
    case 'list': {
      const fetched = await stream.readPage(
        connection.client,
        { scope: page.scope, cursor: page.cursor, since: page.since, ...(page.since && { pageSize }) },
        signal,
      );
      return storeList(ctx, page, fetched, startedSeq);
    }
    default:
      page.kind satisfies never;
  }
}

async function layOutPartition(
  ctx: EngineContext,
  page: PageRow,
  stream: Stream,
  connection: OpenConnection,
  signal: AbortSignal,
): Promise<void> {
  const windows = await stream.planWindows?.(connection.client, page.scope, signal);
  if (windows) return layOutWindows(ctx, page, windows);
  return probePartition(ctx, page, stream, await probe(stream, connection, page, signal));
}

async function probe(stream: Stream, connection: OpenConnection, page: PageRow, signal: AbortSignal): Promise<Probe> {
  if (!stream.probe)
    throw new SynclineError({
      class: 'invalid',
      code: 'no_probe',
      message: `The stream ${stream.name} can't be probed.`,
    });
  return stream.probe(connection.client, page.scope, signal);
}

async function storeList(ctx: EngineContext, page: PageRow, fetched: FetchedPage, startedSeq: number): Promise<void> {
  const raw = packRaw(fetched.raw);
  const after = page.follows && fetched.next ? [successorOf(page, fetched.next)] : [];
  const successors = [...after, ...windowPages(page, page.follows ? (fetched.split ?? []) : [])];
  const jobs = await ctx.store.transaction(
    async (tx) => {
      const stored = await storeRaw(tx, page.id, startedSeq, raw, successors.length > 0);
      if (!stored) return [];
      const requests: EnqueueRequest[] = [pageJob(page, 'transform')];
      // A page that was garbled and is read again has planned its successors already.
      const added = stored.follows ? successors.length : 0;
      if (added > 0) {
        const ids = await insertPages(tx, successors);
        requests.push(...ids.map((id) => pageJob({ id, lane: page.lane, generation: 0 }, 'fetch')));
      }
      if (page.processId) {
        await observePartition(tx, page.workspaceId, page.processId, page.scope, fetched.observedAt);
        if (added > 0) await addOpenPages(tx, page.workspaceId, page.processId, page.scope, added);
        await addToProcess(tx, page.processId, {
          pagesFetched: stored.isFirst ? 1 : 0,
          pagesOpen: added,
          pagesExpected: added,
        });
      }
      return requests;
    },
    { mayBeUndone: page.lane === 'bulk' },
  );
  await enqueueAfterCommit(ctx, jobs);
}

/** The page that `next` names. A vendor that names the same page again would keep us reading for ever. */
function successorOf(page: PageRow, next: PageCursor): NewPage {
  if (canonicalJson(next) === canonicalJson(page.cursor)) {
    throw new SynclineError({
      class: 'invalid',
      code: 'paging_stands_still',
      message: `The vendor names ${JSON.stringify(next)} as the page after itself in ${page.stream} of ${page.scope}; reading it again would never end.`,
    });
  }
  return { ...page, kind: 'list', cursor: next as Record<string, string | number>, follows: true };
}

async function storeSingle(
  ctx: EngineContext,
  page: PageRow,
  stream: Stream,
  client: unknown,
  startedSeq: number,
  signal: AbortSignal,
): Promise<void> {
  const fetched = await fetchSingle(stream, client, page, signal);
  const raw = packRaw(fetched);
  const stored = await ctx.store.transaction(async (tx) => {
    const first = await storeRaw(tx, page.id, startedSeq, raw);
    if (!first) return false;
    if (page.processId && first.isFirst) await addToProcess(tx, page.processId, { pagesFetched: 1 });
    return true;
  });
  if (stored) await enqueueAfterCommit(ctx, [pageJob(page, 'transform')]);
}

/** A record of a process that is gone by now is an empty page: what became of it is for its own mailbox to find out. */
async function fetchSingle(stream: Stream, client: unknown, page: PageRow, signal: AbortSignal): Promise<Uint8Array> {
  if (!stream.fetchOne || page.externalId === null) {
    throw new SynclineError({
      class: 'invalid',
      code: 'no_fetch_one',
      message: `Records of ${stream.name} can't be read one by one.`,
    });
  }
  const result = await stream.fetchOne(
    client,
    { externalId: page.externalId, locator: page.locator, scope: page.scope },
    signal,
  );
  return result.outcome === 'found' ? result.raw : Buffer.from('[]');
}
