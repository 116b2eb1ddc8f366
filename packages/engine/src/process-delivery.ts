import type { AnyConnector, ChangeHint, DecodedDelivery } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import {
  type DeliveryRow,
  findConnection,
  findDelivery,
  finishDelivery,
  insertHints,
  type NewHint,
  noteDelivery,
} from '@syncline/store';
import type { EngineContext } from './context.ts';
import { enqueueAfterCommit, mailboxJob } from './enqueue.ts';
import { isDataError } from './merge-or-isolate.ts';
import { connectorOf } from './open-connection.ts';

/** Each for itself: one that fails does not keep the others, and what they did is not done again with it. */
export async function processDeliveries(ctx: EngineContext, inboxIds: readonly number[]): Promise<void> {
  const results = await Promise.allSettled(inboxIds.map((id) => processDelivery(ctx, id)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Turns a stored delivery into hints in the mailboxes of its records, in one transaction, and wakes them. */
export async function processDelivery(ctx: EngineContext, inboxId: number): Promise<void> {
  const delivery = await findDelivery(ctx.store, inboxId);
  if (delivery?.state !== 'received') return;
  const row = await findConnection(ctx.store, delivery.connectionId);
  const connector = row ? connectorOf(ctx, row) : null;
  await noteDelivery(ctx.store, delivery.connectionId, delivery.receivedAt);
  const decoded = decode(connector, delivery);
  if (decoded.outcome !== 'hints') {
    await finishDelivery(ctx.store, delivery.id, decoded.outcome, decoded.reason, 0);
    ctx.metrics.webhooks.inc({ connector: row?.connector ?? 'unknown', outcome: decoded.outcome });
    return;
  }
  const hints = decoded.hints
    .filter((hint) => takesPart(connector!, row!.settings, hint))
    .map(
      (hint): NewHint => ({
        ...hint,
        workspaceId: delivery.workspaceId,
        connectionId: delivery.connectionId,
        source: 'webhook',
        inboxId: delivery.id,
      }),
    );
  if (!(await storeHints(ctx, delivery, hints))) return;
  ctx.metrics.webhooks.inc({ connector: row!.connector, outcome: 'processed' });
  await enqueueAfterCommit(ctx, hints.map(mailboxJob));
}

/** Ends the delivery with its hints; false when it ended before, or names what no database can keep. */
async function storeHints(ctx: EngineContext, delivery: DeliveryRow, hints: readonly NewHint[]): Promise<boolean> {
  try {
    return await ctx.store.transaction(async (tx) => {
      if (
        !(await finishDelivery(
          tx,
          delivery.id,
          hints.length > 0 ? 'processed' : 'ignored',
          hints.length > 0 ? null : 'The settings leave out what it is about.',
          hints.length,
        ))
      )
        return false;
      await insertHints(tx, hints);
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

/** A decoder that throws must not make its delivery come back for ever. */
function decode(connector: AnyConnector | null, delivery: DeliveryRow): DecodedDelivery {
  if (!connector?.webhooks) return { outcome: 'ignored', reason: 'The connection takes no webhooks.' };
  try {
    return connector.webhooks.decode({ event: delivery.event, headers: delivery.headers, rawBody: delivery.body });
  } catch (error) {
    return { outcome: 'malformed', reason: `The delivery could not be decoded: ${toSynclineError(error).message}` };
  }
}

function takesPart(connector: AnyConnector, settings: Record<string, unknown>, hint: ChangeHint): boolean {
  const chosen = settings.streams as readonly string[] | undefined;
  const stream = connector.streams.find((candidate) => candidate.name === hint.stream);
  if (!stream || (chosen && !chosen.includes(stream.partOf ?? stream.name))) return false;
  return connector.webhooks?.covers?.(connector.settings.parse(settings), hint) ?? true;
}
