import { createHash } from 'node:crypto';
import { hasAuditOf, writeAudit } from '@syncline/store';
import type { EngineContext } from './context.ts';

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

/** A day is longer than anybody sends the same one again. */
const REPEAT_MS = 86_400_000;

/** Writes what a service around us reports into the audit and the log; nothing else follows from it. False: it was known. */
export async function noteNotification(
  ctx: EngineContext,
  workspaceId: number,
  { from, subject, text, details, rawBody }: Notification,
): Promise<boolean> {
  const delivery = createHash('sha256').update(rawBody).digest('hex');
  const action = `notification.${from}`;
  const since = new Date(ctx.clock.now().getTime() - REPEAT_MS);
  const isNew = await ctx.store.transaction(async (tx) => {
    if (await hasAuditOf(tx, workspaceId, action, delivery, since)) return false;
    const entry = { workspaceId, actor: from, action, subject, entityId: null, why: text };
    await writeAudit(tx, [{ ...entry, details: { ...details, delivery } }]);
    return true;
  });
  if (isNew) ctx.logger.warn({ from, subject, ...details }, 'notified by a service');
  return isNew;
}
