import { findConnection, findDelivery, finishDelivery, insertHints, type NewHint } from '@syncline/store';
import type { EngineContext } from './context.ts';
import { enqueueAfterCommit, mailboxJob } from './enqueue.ts';
import { connectorOf } from './open-connection.ts';

/** Turns a stored delivery into hints in the mailboxes of its records, in one transaction, and wakes them. */
export async function processDelivery(ctx: EngineContext, inboxId: number): Promise<void> {
  const delivery = await findDelivery(ctx.store, inboxId);
  if (delivery?.state !== 'received') return;
  const row = await findConnection(ctx.store, delivery.connectionId);
  const connector = row ? connectorOf(ctx, row) : null;
  const decoded = connector?.webhooks
    ? connector.webhooks.decode({ event: delivery.event, headers: delivery.headers, rawBody: delivery.body })
    : { outcome: 'ignored' as const, reason: 'The connection takes no webhooks.' };
  if (decoded.outcome !== 'hints') {
    await finishDelivery(ctx.store, delivery.id, decoded.outcome, decoded.reason, 0);
    ctx.metrics.webhooks.inc({ connector: row?.connector ?? 'unknown', outcome: decoded.outcome });
    return;
  }
  const known = new Set(connector!.streams.map((stream) => stream.name));
  const hints = decoded.hints
    .filter((hint) => known.has(hint.stream))
    .map((hint): NewHint => ({ ...hint, workspaceId: delivery.workspaceId, connectionId: delivery.connectionId, source: 'webhook', inboxId: delivery.id }));
  const ended = await ctx.store.transaction(async (tx) => {
    if (!(await finishDelivery(tx, delivery.id, 'processed', null, hints.length))) return false;
    await insertHints(tx, hints);
    return true;
  });
  if (!ended) return;
  ctx.metrics.webhooks.inc({ connector: row!.connector, outcome: 'processed' });
  await enqueueAfterCommit(ctx, hints.map(mailboxJob));
}
