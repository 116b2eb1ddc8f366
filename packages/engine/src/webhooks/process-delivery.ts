import type { DecodedDelivery } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import { inSpan } from '@syncline/observability';
import {
  type DeliveryRow,
  explainDelivery,
  findConnection,
  findDelivery,
  finishDelivery,
  insertHints,
  type NewHint,
  noteDelivery,
  SURROUNDINGS,
} from '@syncline/store';
import {
  type ConnectionConfiguration,
  configurationOf,
  isMisconfiguration,
} from '../connections/connection-configuration.ts';
import { holdConnection } from '../connections/hold-connection.ts';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, mailboxJob } from '../enqueue.ts';
import { isDataError } from '../merge/merge-or-isolate.ts';
import { correlationOfDelivery, traced } from '../tracing/row-trace.ts';
import { takesPart } from './takes-part.ts';

/** Each for itself: one that fails does not keep the others, and what they did is not done again with it. */
export async function processDeliveries(ctx: EngineContext, inboxIds: readonly number[]): Promise<void> {
  const results = await Promise.allSettled(inboxIds.map((id) => processDelivery(ctx, id)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/**
 * Turns a stored delivery into hints in the mailboxes of its records, in one transaction, and wakes them. That of a
 * connection which can't be used as it is set up waits, and says why.
 */
export async function processDelivery(ctx: EngineContext, inboxId: number): Promise<void> {
  const delivery = await findDelivery(ctx.store, inboxId);
  if (delivery?.state !== 'received') return;
  const fields = { correlationId: correlationOfDelivery(delivery.deliveryId), connectionId: delivery.connectionId };
  await inSpan('delivery process', { kind: 'consumer', parent: delivery.traceparent, fields }, () =>
    understand(ctx, delivery),
  );
}

async function understand(ctx: EngineContext, delivery: DeliveryRow): Promise<void> {
  // Nothing follows from it but what was written as it came.
  if (delivery.connectionId === SURROUNDINGS)
    return void (await finishDelivery(ctx.store, delivery.id, 'processed', 'It is in the audit', 0));
  const [row] = await Promise.all([
    findConnection(ctx.store, delivery.connectionId),
    noteDelivery(ctx.store, delivery.connectionId, delivery.receivedAt),
  ]);
  let configuration: ConnectionConfiguration | null;
  try {
    configuration = row && configurationOf(ctx, row);
  } catch (error) {
    return holdDelivery(ctx, delivery, error);
  }
  const decoded = decode(configuration, delivery);
  if (decoded.outcome !== 'hints') {
    await finishDelivery(ctx.store, delivery.id, decoded.outcome, decoded.reason, 0);
    ctx.metrics.webhooks.inc({ connector: row?.connector ?? 'unknown', outcome: decoded.outcome });
    return;
  }
  const hints = decoded.hints.map(
    (hint): NewHint => ({
      ...hint,
      workspaceId: delivery.workspaceId,
      connectionId: delivery.connectionId,
      source: 'webhook',
      inboxId: delivery.id,
    }),
  );
  if (!(await storeHints(ctx, delivery, hints))) return;
  ctx.logger.debug({ inboxId: delivery.id, hints: hints.length }, 'delivery understood');
  ctx.metrics.webhooks.inc({ connector: row!.connector, outcome: 'processed' });
  await enqueueAfterCommit(ctx, hints.map(mailboxJob));
}

async function holdDelivery(ctx: EngineContext, delivery: DeliveryRow, thrown: unknown): Promise<void> {
  const error = toSynclineError(thrown);
  if (!isMisconfiguration(error)) throw thrown;
  ctx.logger.warn({ inboxId: delivery.id, code: error.code, err: error }, 'delivery waits for its connection');
  await explainDelivery(ctx.store, delivery.id, error.message);
  await holdConnection(ctx, delivery.workspaceId, delivery.connectionId, error);
}

/** Ends the delivery with its hints; false when it ended before, or names what no database can keep. */
async function storeHints(ctx: EngineContext, delivery: DeliveryRow, hints: readonly NewHint[]): Promise<boolean> {
  try {
    return await ctx.store.transaction(async (tx) => {
      if (!(await finishDelivery(tx, delivery.id, 'processed', null, hints.length))) return false;
      await insertHints(tx, traced(hints));
      return true;
    });
  } catch (error) {
    // Such a delivery would come back for ever.
    if (!isDataError(error)) throw error;
    await finishDelivery(
      ctx.store,
      delivery.id,
      'malformed',
      `The database refuses what it names: ${toSynclineError(error).message.slice(0, 300)}`,
      0,
    );
    return false;
  }
}

/** The hints that concern the connection, if any. A connector that throws must not make its delivery come back for ever. */
function decode(configuration: ConnectionConfiguration | null, delivery: DeliveryRow): DecodedDelivery {
  const webhooks = configuration?.connector.webhooks;
  if (!configuration || !webhooks) return { outcome: 'ignored', reason: 'The connection takes no webhooks.' };
  try {
    const decoded = webhooks.decode({ event: delivery.event, headers: delivery.headers, rawBody: delivery.body });
    if (decoded.outcome !== 'hints') return decoded;
    const hints = decoded.hints.filter((hint) => takesPart(configuration, hint));
    if (hints.length > 0) return { outcome: 'hints', hints };
    return { outcome: 'ignored', reason: 'The settings leave out what it is about.' };
  } catch (error) {
    return { outcome: 'malformed', reason: `The delivery could not be decoded: ${toSynclineError(error).message}` };
  }
}
