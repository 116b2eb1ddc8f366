import { toSynclineError } from '@syncline/core';
import { listConnections, setSubscriptions } from '@syncline/store';
import type { EngineContext } from './context.ts';
import { openConnection, resolveSecrets } from './open-connection.ts';

/**
 * Subscribes the connection's webhooks to an ingress. `publicUrl` is the ingress as the vendor reaches it;
 * deliveries go to `<publicUrl>/webhooks/<connection id>`. Idempotent. Returns how many subscriptions stand.
 */
export async function registerWebhooks(
  ctx: EngineContext,
  connectionId: number,
  publicUrl: string,
  signal: AbortSignal,
): Promise<number> {
  const connection = await openConnection(ctx, connectionId, 'live');
  const register = connection.connector.webhooks?.register;
  const secret = resolveSecrets(ctx, connection.row).webhookSecret;
  if (!register || !secret) return 0;
  const url = new URL(`/webhooks/${connectionId}`, publicUrl).href;
  const subscriptions = await register(connection.client, { url, secret }, signal);
  await setSubscriptions(ctx.store, connectionId, subscriptions);
  return subscriptions.length;
}

/** Asks the vendor to send again what it could not deliver since that time; returns how many deliveries it was asked for. */
export async function redeliverMissed(
  ctx: EngineContext,
  connectionId: number,
  since: Date,
  signal: AbortSignal,
): Promise<number> {
  const connection = await openConnection(ctx, connectionId, 'live');
  const redeliver = connection.connector.webhooks?.redeliverFailed;
  if (!redeliver) return 0;
  let asked = 0;
  for (const subscription of connection.row.subscriptions)
    asked += await redeliver(connection.client, subscription, since, signal);
  if (asked > 0) ctx.logger.info({ connectionId, asked, since }, 'asked the vendor for missed deliveries');
  return asked;
}

/** A first look reaches back over the longest outage that is likely; later ones over the time since the last, twice. */
const FIRST_WINDOW_MS = 24 * 3_600_000;
const OVERLAP_MS = 10 * 60_000;

/** Catches up what vendors could not deliver, for every connection with subscriptions (SEMANTICS 9). */
export function missedDeliveriesTask(ctx: EngineContext): () => Promise<void> {
  const lastRunAt = new Map<number, number>();
  return async () => {
    for (const row of await listConnections(ctx.store)) {
      if (row.subscriptions.length === 0 || row.health !== 'ok') continue;
      const startedAt = ctx.clock.now().getTime();
      const last = lastRunAt.get(row.id);
      const since = new Date(last === undefined ? startedAt - FIRST_WINDOW_MS : last - OVERLAP_MS);
      try {
        await redeliverMissed(ctx, row.id, since, AbortSignal.timeout(ctx.config.vendorTimeoutMs * 4));
        lastRunAt.set(row.id, startedAt);
      } catch (error) {
        // The next run looks over the same time again, but for a hook that is gone: it has nothing to send.
        const { class: errorClass } = toSynclineError(error);
        if (errorClass === 'not_found' || errorClass === 'permission') lastRunAt.set(row.id, startedAt);
        ctx.logger.warn({ connectionId: row.id, err: error }, 'missed deliveries could not be asked for');
      }
    }
  };
}
