import { createHash } from 'node:crypto';
import { canonicalJson, type SynclineError, toSynclineError } from '@syncline/core';
import type { JobInfo } from '@syncline/queue';
import {
  addOpenPages,
  addToProcess,
  deferPage,
  openItems,
  type PageRow,
  setStreamState,
  storeFailed,
} from '@syncline/store';
import { holdConnection } from '../connections/hold-connection.ts';
import type { EngineContext } from '../context.ts';
import { enqueueCompletion } from '../enqueue.ts';
import { hasDrifted } from '../fields/check-fields.ts';
import { countGivenUp } from '../merge/count-merged.ts';

const DEFAULT_WAIT_MS = 60_000;

/**
 * What to do about a page that could not be worked on (SEMANTICS 6). Returns when the page is dealt with;
 * throws the error again when the queue shall try once more.
 */
export async function handlePageFailure(
  ctx: EngineContext,
  page: PageRow,
  thrown: unknown,
  info: JobInfo,
): Promise<void> {
  // A shutdown is nobody's failure: the next worker takes the job again.
  if (info.signal.aborted) throw thrown;
  const error = toSynclineError(thrown);
  const fields = {
    pageId: page.id,
    stream: page.stream,
    scope: page.scope,
    class: error.class,
    code: error.code,
    attempt: info.attempt,
  };
  if (error.class === 'rate_limited') ctx.logger.debug({ ...fields, retryAt: error.retryAt }, 'page waits for quota');
  else ctx.logger.warn({ ...fields, err: error }, 'page failed');
  switch (error.class) {
    case 'rate_limited':
      // The vendor's wait spends no attempt: the due time lives in Postgres, the scheduler wakes the page.
      await deferPage(
        ctx.store,
        page,
        error.retryAt ?? new Date(ctx.clock.now().getTime() + DEFAULT_WAIT_MS),
        error,
        false,
      );
      return;
    case 'auth':
      await holdConnection(ctx, page.workspaceId, page.connectionId, error);
      return;
    case 'transient':
    case 'partial':
      if (!info.lastAttempt) throw error;
      await giveUpPage(ctx, page, error);
      return;
    case 'permission':
    case 'not_found':
    case 'invalid':
    case 'mapping':
      if (await hasDrifted(ctx, page.connectionId, error)) {
        await deferPage(ctx.store, page, ctx.clock.now(), error, false);
        return;
      }
      await giveUpPage(ctx, page, error);
      return;
    case 'conflict':
      await giveUpPage(ctx, page, error);
      return;
    default:
      error.class satisfies never;
  }
}

/** Ends a page as failed: its process goes on without it, its range stays replayable as an item (rule 7.3). */
export async function giveUpPage(ctx: EngineContext, page: PageRow, error: SynclineError): Promise<void> {
  const completing = await ctx.store.transaction(async (tx) => {
    if (!(await storeFailed(tx, page, error.class, error.message))) return false;
    await openItems(tx, [pageItem(page, error)]);
    if (error.class === 'permission') {
      await setStreamState(tx, page, {
        state: 'error',
        syncedUpTo: null,
        processId: page.processId,
        error: error.message,
      });
    }
    if (page.processId === null) return false;
    await addOpenPages(tx, page.workspaceId, page.processId, page.scope, -1);
    return addToProcess(tx, page.processId, { pagesOpen: -1, pagesFailed: 1 });
  });
  await countGivenUp(ctx, page.connectionId);
  if (completing && page.processId) await enqueueCompletion(ctx, page.processId);
}

/** What stays the same however often this slice is read; a later good read of it closes the item. */
export function pageItemKey(
  page: Pick<PageRow, 'connectionId' | 'stream' | 'scope' | 'kind' | 'cursor' | 'externalId'>,
): string {
  // A probe and a verification stand for the list from its start.
  const kind = page.kind === 'single' ? 'single' : 'list';
  return `page ${page.connectionId} ${page.stream} ${page.scope} ${kind} ${canonicalJson(page.cursor)} ${page.externalId ?? ''}`;
}

/** Items of one cause have one fingerprint, whatever record they are about. */
export function fingerprintOf(parts: {
  readonly connectionId: number;
  readonly stream: string;
  readonly class: string;
  readonly code: string;
  readonly field?: string | null | undefined;
}): string {
  const text = [parts.connectionId, parts.stream, parts.class, parts.code, parts.field ?? ''].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function pageItem(page: PageRow, error: SynclineError): Parameters<typeof openItems>[1][number] {
  return {
    workspaceId: page.workspaceId,
    key: pageItemKey(page),
    fingerprint: fingerprintOf({
      connectionId: page.connectionId,
      stream: page.stream,
      class: error.class,
      code: error.code,
      field: error.field,
    }),
    connectionId: page.connectionId,
    stream: page.stream,
    scope: page.scope,
    externalId: page.externalId,
    locator: page.locator,
    entityKind: null,
    class: error.class,
    code: error.code,
    message: error.message,
    field: error.field ?? null,
    remoteValue: null,
    pageId: page.id,
    inboxId: null,
    processId: page.processId,
    correlationId: page.processId,
  };
}
