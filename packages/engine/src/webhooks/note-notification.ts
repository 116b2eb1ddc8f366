import { createHash } from 'node:crypto';
import { finishDelivery, insertDeliveries, SURROUNDINGS, writeAudit } from '@syncline/store';
import type { EngineContext } from '../context.ts';

export interface Notification {
  /** Whose it is, which has been proven: `cloudflare`. */
  readonly from: string;
  /** What it is about, in a few words. */
  readonly subject: string;
  readonly text: string;
  readonly details: Readonly<Record<string, string>>;
  /** As it came: the same bytes again are the same notification. */
  readonly rawBody: Uint8Array;
}

/**
 * Keeps what a service around us reports in the inbox and writes it into audit and log, in one transaction; nothing else
 * follows from it. False: it is in the inbox already.
 */
export async function noteNotification(
  ctx: EngineContext,
  workspaceId: number,
  { from, subject, text, details, rawBody }: Notification,
): Promise<boolean> {
  const deliveryId = createHash('sha256').update(rawBody).digest('hex');
  const action = `notification.${from}`;
  const delivery = { workspaceId, connectionId: SURROUNDINGS, deliveryId, event: from, headers: {}, body: rawBody };
  const isNew = await ctx.store.transaction(async (tx) => {
    const [kept] = await insertDeliveries(tx, [delivery]);
    if (!kept?.added) return false;
    await finishDelivery(tx, kept.id, 'processed', `Written into the audit as ${action}: ${subject}`, 0);
    const entry = { workspaceId, actor: from, action, subject, entityId: null, why: text };
    await writeAudit(tx, [{ ...entry, details: { ...details, delivery: deliveryId } }]);
    return true;
  });
  if (isNew) ctx.logger.warn({ from, subject, ...details }, 'notified by a service');
  return isNew;
}
