import { backoffDelayMs, toSynclineError } from '@syncline/core';
import { failSpan, inSpan } from '@syncline/observability';
import type { JobInfo } from '@syncline/queue';
import {
  beginRead,
  deferHints,
  finishHints,
  insertPages,
  lockRecords,
  openItems,
  type PendingHint,
  pendingHints,
  type RecordAddress,
  recordDelete,
  reopenItems,
  resolveItems,
  stopWaiting,
} from '@syncline/store';
import { holdConnection } from '../connections/hold-connection.ts';
import { type OpenConnection, openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import { hasDrifted } from '../fields/check-fields.ts';
import { countGivenUp } from '../merge/count-merged.ts';
import { mergeSingle } from '../merge/merge-single.ts';
import { spreadDelete } from '../sync/spread-delete.ts';
import { fingerprintOf } from './page-failure.ts';

const MAX_ATTEMPTS = 8;
const MAX_ROUNDS = 20;

/**
 * Drains the mailbox of one record (rule 2.6): however many hints wait, the record is read once, after
 * the newest of them, and merged. The payloads that hinted are never taken for the record's state.
 */
export async function syncRecord(ctx: EngineContext, record: RecordAddress, info: JobInfo): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const hints = await pendingHints(ctx.store, record);
    const newest = hints.at(-1);
    if (!newest || hints.some((hint) => !hint.due)) return;
    if (!(await answerHints(ctx, record, hints, newest, info.signal))) return;
  }
}

/** A part of the work that the newest hint came from; the others are linked to it. False when the record could not be read. */
function answerHints(
  ctx: EngineContext,
  record: RecordAddress,
  hints: readonly PendingHint[],
  newest: PendingHint,
  signal: AbortSignal,
): Promise<boolean> {
  const options = {
    kind: 'consumer',
    parent: newest.traceparent,
    links: hints.slice(0, -1).map((hint) => hint.traceparent),
    fields: { correlationId: newest.correlationId, connectionId: record.connectionId },
    attributes: { 'syncline.stream': record.stream, 'syncline.hints': hints.length },
  } as const;
  return inSpan('record read', options, async (span) => {
    try {
      await syncOnce(ctx, record, hints, newest, signal);
      return true;
    } catch (error) {
      if (signal.aborted) throw error;
      failSpan(span, error);
      await handleRecordFailure(ctx, record, hints, newest, error);
      return false;
    }
  });
}

async function syncOnce(
  ctx: EngineContext,
  record: RecordAddress,
  hints: readonly PendingHint[],
  newest: PendingHint,
  signal: AbortSignal,
): Promise<void> {
  const connection = await openConnection(ctx, record.connectionId, 'live');
  if (connection.row.health !== 'ok') {
    await deferHints(ctx.store, record, new Date(ctx.clock.now().getTime() + ctx.config.sweepAfterMs), false);
    return;
  }
  const stream = connection.stream(record.stream);
  // The vendor's own word, for an id that it never gives to anything else, needs no further proof (rule 3.10).
  if (stream.idsNeverReused && hints.some((hint) => hint.op === 'deleted')) return bury(ctx, record, hints, null);
  if (!stream.fetchOne) {
    await finishHints(ctx.store, idsOf(hints), 'done');
    return;
  }
  await readAndMerge(ctx, record, hints, newest, connection, signal);
}

async function readAndMerge(
  ctx: EngineContext,
  record: RecordAddress,
  hints: readonly PendingHint[],
  newest: PendingHint,
  connection: OpenConnection,
  signal: AbortSignal,
): Promise<void> {
  const stream = connection.stream(record.stream);
  const [pageId] = await insertPages(ctx.store, [
    {
      ...record,
      processId: null,
      scope: newest.scope,
      lane: 'live',
      kind: 'single',
      cursor: null,
      follows: false,
      since: null,
      locator: newest.locator,
    },
  ]);
  const startedSeq = await beginRead(ctx.store, pageId!, { held: true });
  const key = { externalId: record.externalId, locator: newest.locator, scope: newest.scope };
  try {
    const fetched = await stream.fetchOne!(connection.client, key, signal);
    switch (fetched.outcome) {
      case 'found':
        await mergeSingle(ctx, {
          record,
          pageId: pageId!,
          startedSeq: startedSeq!,
          scope: newest.scope,
          stream,
          raw: fetched.raw,
          hintIds: idsOf(hints),
        });
        for (const { createdAt } of hints)
          ctx.metrics.syncLatency.observe({ platform: connection.connector.id }, secondsSince(ctx, createdAt));
        return;
      case 'gone':
        // A replica of the vendor may not have heard of a record yet that a webhook told us of: ask twice.
        if (newest.attempts === 0) {
          return await deferHints(
            ctx.store,
            record,
            new Date(ctx.clock.now().getTime() + ctx.config.goneConfirmMs),
            true,
          );
        }
        return await bury(ctx, record, hints, startedSeq);
      case 'moved':
      case 'unreachable':
        // Proves nothing about the record (rule 3.10): it stays as it is.
        ctx.logger.info(
          { ...record, outcome: fetched.outcome, detail: fetched.detail },
          'record not where it was hinted',
        );
        await finishHints(ctx.store, idsOf(hints), 'done');
        await reopenItems(ctx.store, record, `Read again: ${fetched.detail}.`);
        return;
      case 'out_of_scope':
        ctx.logger.info({ ...record, detail: fetched.detail }, 'record left out by the settings');
        return await leaveOut(ctx, record, hints, fetched.detail);
      default:
        fetched satisfies never;
    }
  } finally {
    // The mailbox decides when to read again; a page left behind would be read on its own.
    await discard(ctx, pageId!);
  }
}

function secondsSince(ctx: EngineContext, at: Date): number {
  return Math.max(0, ctx.clock.now().getTime() - at.getTime()) / 1000;
}

function idsOf(hints: readonly PendingHint[]): number[] {
  return hints.map((hint) => hint.id);
}

/** A read that showed no record leaves no page behind to be worked on. */
async function discard(ctx: EngineContext, pageId: number): Promise<void> {
  await ctx.store.query(
    `update pages set state = 'cancelled', finished_at = now() where id = $1 and state = 'queued'`,
    [pageId],
  );
}

/** Whatever was open about a record that the settings leave out is nobody's concern any more. */
async function leaveOut(
  ctx: EngineContext,
  record: RecordAddress,
  hints: readonly PendingHint[],
  detail: string,
): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    await finishHints(tx, idsOf(hints), 'ignored');
    await resolveItems(tx, record.workspaceId, record.connectionId, '', [record], detail, 'all');
    await stopWaiting(tx, record, [record]);
  });
}

/** `startedSeq` is the start of the read that found it gone; null for the vendor's own word. */
async function bury(
  ctx: EngineContext,
  record: RecordAddress,
  hints: readonly PendingHint[],
  startedSeq: number | null,
): Promise<void> {
  const jobs = await ctx.store.transaction(async (tx) => {
    await lockRecords(tx, record, [record]);
    const { stream, externalId } = record;
    const entityId = await recordDelete(tx, record, { stream, externalId, startedSeq });
    await resolveItems(tx, record.workspaceId, record.connectionId, '', [record], 'gone', 'all');
    await stopWaiting(tx, record, [record]);
    await finishHints(tx, idsOf(hints), 'done');
    // What is found gone once more has been decided about.
    return entityId === null ? [] : spreadDelete(ctx, tx, record, entityId);
  });
  await enqueueAfterCommit(ctx, jobs);
}

async function handleRecordFailure(
  ctx: EngineContext,
  record: RecordAddress,
  hints: readonly PendingHint[],
  newest: PendingHint,
  thrown: unknown,
): Promise<void> {
  const error = toSynclineError(thrown);
  ctx.logger.warn({ ...record, class: error.class, code: error.code, err: error }, 'record could not be read');
  const now = ctx.clock.now().getTime();
  switch (error.class) {
    case 'rate_limited':
      return deferHints(ctx.store, record, error.retryAt ?? new Date(now + 60_000), false);
    case 'auth':
      await holdConnection(ctx, record.workspaceId, record.connectionId, error);
      return deferHints(ctx.store, record, new Date(now + ctx.config.sweepAfterMs), false);
    case 'transient':
    case 'partial':
      if (newest.attempts + 1 < MAX_ATTEMPTS)
        return deferHints(ctx.store, record, new Date(now + backoffDelayMs(newest.attempts + 1)), true);
      break;
    case 'invalid':
    case 'mapping':
      if (await hasDrifted(ctx, record.connectionId, error)) return deferHints(ctx.store, record, new Date(now), false);
      break;
    default:
      break;
  }
  await ctx.store.transaction(async (tx) => {
    await finishHints(tx, idsOf(hints), 'failed');
    await openItems(tx, [
      {
        ...record,
        key: `record ${record.connectionId} ${record.stream} ${record.externalId} ${error.code}`,
        fingerprint: fingerprintOf({
          connectionId: record.connectionId,
          stream: record.stream,
          class: error.class,
          code: error.code,
          field: error.field,
        }),
        scope: newest.scope,
        locator: newest.locator,
        entityKind: null,
        class: error.class,
        code: error.code,
        message: error.message,
        field: error.field ?? null,
        remoteValue: null,
        pageId: null,
        inboxId: newest.inboxId,
        processId: null,
        correlationId: newest.correlationId,
      },
    ]);
  });
  await countGivenUp(ctx, record.connectionId);
}
