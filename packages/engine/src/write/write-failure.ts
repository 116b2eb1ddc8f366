import { backoffDelayMs, type HeldField, type SynclineError, toSynclineError } from '@syncline/core';
import type { JobInfo } from '@syncline/queue';
import {
  askAgain,
  deferWriteback,
  endAttempt,
  type FieldItem,
  finishWriteback,
  loadEntityStates,
  openFieldItems,
  type Sql,
  saveEntityStates,
  type WritebackRow,
} from '@syncline/store';
import { connectorIdOf } from '../connections/connector-id-of.ts';
import { holdConnection } from '../connections/hold-connection.ts';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, writebackJob } from '../enqueue.ts';
import { hasDrifted } from '../fields/check-fields.ts';
import { countGivenUp } from '../merge/count-merged.ts';
import { loadPlan } from '../sync/load-plan.ts';
import { WriteRefused } from './write-refused.ts';

const MAX_ATTEMPTS = 8;
const MAX_CONFLICTS = 3;
const DEFAULT_WAIT_MS = 60_000;

/** What to do about a write that failed (SEMANTICS 6). The row always says what comes next; nothing is thrown again. */
export async function handleWriteFailure(
  ctx: EngineContext,
  row: WritebackRow,
  thrown: unknown,
  info: JobInfo,
): Promise<void> {
  const refused = thrown instanceof WriteRefused ? thrown : null;
  const error = toSynclineError(refused ? refused.cause : thrown);
  // A shutdown is nobody's failure: the lease is given back, and what was sent is in doubt.
  if (info.signal.aborted) {
    await deferWriteback(ctx.store, row.id, { until: null, countAttempt: false });
    return;
  }
  const now = ctx.clock.now().getTime();
  ctx.logger.warn(
    {
      writebackId: row.id,
      stream: row.stream,
      class: error.class,
      code: error.code,
      attempts: row.attempts,
      err: error,
    },
    'write failed',
  );
  const connector = await connectorIdOf(ctx, row.connectionId);
  ctx.metrics.writebacks.inc({ connector, op: row.op, outcome: error.class });
  const notes = { errorClass: error.class, error: error.message.slice(0, 2_000) };
  switch (error.class) {
    case 'rate_limited':
      // Refused before it was looked at: no attempt is spent, and nothing is in doubt.
      if (refused) await endAttempt(ctx.store, refused.attemptId, 'unsent', error.code);
      return deferWriteback(ctx.store, row.id, {
        until: error.retryAt ?? new Date(now + DEFAULT_WAIT_MS),
        countAttempt: false,
        ...notes,
      });
    case 'auth':
      if (refused) await endAttempt(ctx.store, refused.attemptId, 'unsent', error.code);
      await holdConnection(ctx, row.workspaceId, row.connectionId, error);
      return deferWriteback(ctx.store, row.id, {
        until: new Date(now + ctx.config.sweepAfterMs),
        countAttempt: false,
        ...notes,
      });
    case 'transient':
    case 'partial':
      // The attempt stays as it is: its request may have landed, or land yet (rule 5.4).
      if (row.attempts + 1 < MAX_ATTEMPTS)
        return deferWriteback(ctx.store, row.id, {
          until: new Date(now + backoffDelayMs(row.attempts + 1)),
          countAttempt: true,
          ...notes,
        });
      return giveUp(ctx, row, error, refused);
    case 'conflict':
      if (refused) await endAttempt(ctx.store, refused.attemptId, 'refused', error.code);
      // Merge inbound, then once more (SEMANTICS 6): a claim that met a conflict reads first.
      if (row.conflicts + 1 < MAX_CONFLICTS)
        return deferWriteback(ctx.store, row.id, {
          until: new Date(now + backoffDelayMs(row.conflicts + 1) / 4),
          countAttempt: false,
          countConflict: true,
          ...notes,
        });
      return giveUp(ctx, row, error, null);
    case 'invalid':
    case 'mapping':
      if (refused) await endAttempt(ctx.store, refused.attemptId, 'refused', error.code);
      // Refused for a field that is no more: what is left is sent without it.
      if (await hasDrifted(ctx, row.connectionId, error))
        return deferWriteback(ctx.store, row.id, { until: ctx.clock.now(), countAttempt: false, ...notes });
      if (refused && error.field !== undefined && error.field in refused.fields && row.op === 'update')
        return holdField(ctx, row, error, error.field);
      return giveUp(ctx, row, error, null);
    case 'permission':
    case 'not_found':
      if (refused) await endAttempt(ctx.store, refused.attemptId, 'refused', error.code);
      return giveUp(ctx, row, error, null);
    default:
      error.class satisfies never;
  }
}

/** Rule 3.5: the field that the vendor names is held, the rest is sent. */
async function holdField(ctx: EngineContext, row: WritebackRow, error: SynclineError, remote: string): Promise<void> {
  const again = await ctx.store.transaction(async (tx) => {
    const item = await itemFor(ctx, tx, row, error, remote);
    const state = (await loadEntityStates(tx, row.workspaceId, [row.entityId])).get(row.entityId);
    const mapping = state?.mappings.find((m) => m.connectionId === row.connectionId && m.stream === row.stream);
    if (state && mapping) {
      const held: Record<string, HeldField> = {
        ...mapping.shadow.held,
        [remote]: { reason: error.code === 'invalid_transition' ? error.code : 'refused', key: item.key },
      };
      mapping.shadow = { ...mapping.shadow, held };
      mapping.dirty = true;
      await saveEntityStates(tx, row.workspaceId, [state]);
    }
    await openFieldItems(tx, [item]);
    // Looked at again at once: what else differs is sent without the field.
    await askAgain(tx, row.id);
    return finishWriteback(tx, row.id, { state: 'done' });
  });
  if (again === 'again') await enqueueAfterCommit(ctx, [writebackJob({ ...row, generation: row.generation + 1 })]);
}

async function giveUp(
  ctx: EngineContext,
  row: WritebackRow,
  error: SynclineError,
  unanswered: WriteRefused | null,
): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    if (unanswered) await endAttempt(tx, unanswered.attemptId, 'doubt', error.code);
    await openFieldItems(tx, [await itemFor(ctx, tx, row, error, error.field ?? null)]);
    await finishWriteback(tx, row.id, {
      state: 'failed',
      errorClass: error.class,
      error: error.message.slice(0, 2_000),
    });
  });
  await countGivenUp(ctx, row.connectionId);
}

async function itemFor(
  ctx: EngineContext,
  tx: Sql,
  row: WritebackRow,
  error: SynclineError,
  remote: string | null,
): Promise<FieldItem> {
  const plan = await loadPlan(ctx, tx, row.workspaceId);
  const member = plan.memberOf(row.connectionId, row.stream);
  const rule = member?.rules.find((candidate) => candidate.remote === remote);
  const state = (await loadEntityStates(tx, row.workspaceId, [row.entityId])).get(row.entityId);
  const mapping = state?.mappings.find((m) => m.connectionId === row.connectionId && m.stream === row.stream);
  const field = rule?.field ?? remote;
  const isConflict =
    error.class === 'conflict' || error.code === 'invalid_transition' || error.code === 'stale_outbound_write';
  const choices = error.choices ? ` On offer: ${error.choices.join(', ')}.` : '';
  return {
    workspaceId: row.workspaceId,
    key: `write ${row.entityId} ${row.connectionId} ${row.stream} ${error.code} ${field ?? ''}`,
    fingerprint: `${member?.key ?? row.stream} ${error.class} ${error.code} ${field ?? ''}`,
    connectionId: row.connectionId,
    stream: row.stream,
    externalId: mapping?.externalId ?? row.externalId,
    scope: mapping?.scope ?? row.scope,
    locator: mapping?.locator ?? null,
    entityKind: state?.kind ?? member?.kind ?? 'unknown',
    entityId: row.entityId,
    class: isConflict ? 'conflict' : error.class,
    code: error.class === 'conflict' ? 'stale_outbound_write' : error.code,
    field,
    message: `${error.message}${choices}`,
    base: (remote === null ? null : mapping?.shadow.base[remote]) ?? null,
    local: (field === null ? null : state?.fields[field]) ?? null,
    remote: (remote === null ? null : mapping?.shadow.seen[remote]) ?? null,
    policyMode: rule?.policy.mode ?? null,
    pageId: null,
    processId: row.processId,
    correlationId: row.correlationId,
  };
}
