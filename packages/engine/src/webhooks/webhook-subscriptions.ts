import { toSynclineError } from '@syncline/core';
import { listConnections, setSubscriptions } from '@syncline/store';
import { openConnection } from '../connections/open-connection.ts';
import { resolveSecrets } from '../connections/resolve-secrets.ts';
import type { EngineContext } from '../context.ts';

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
  const { webhookSecret: secret } = await resolveSecrets(ctx, connection.row);
  if (!register || !secret) return 0;
  const url = webhookAddress(connectionId, publicUrl);
  const subscriptions = await register(connection.client, { url, secret }, signal);
  await setSubscriptions(
    ctx.store,
    connectionId,
    subscriptions.map((subscription) => ({ ...subscription, publicUrl })),
  );
  return subscriptions.length;
}

/** Where a vendor that knows the ingress as `publicUrl` sends a connection's deliveries to. */
export function webhookAddress(connectionId: number, publicUrl: string): string {
  return new URL(`/webhooks/${connectionId}`, publicUrl).href;
}

/** Subscriptions that lapse within this time are renewed. */
const RENEW_BEFORE_MS = 7 * 24 * 3_600_000;

/**
 * Looks after every connection's subscriptions (SEMANTICS 9): those that the vendor no longer knows are made again,
 * those that lapse are renewed before they do.
 */
export async function keepSubscriptions(ctx: EngineContext): Promise<void> {
  for (const row of await listConnections(ctx.store)) {
    if (row.subscriptions.length === 0 || row.health !== 'ok') continue;
    try {
      await keepSubscriptionsOf(ctx, row.id);
    } catch (error) {
      ctx.logger.warn({ connectionId: row.id, err: error }, 'subscriptions could not be looked after');
    }
  }
}

async function keepSubscriptionsOf(ctx: EngineContext, connectionId: number): Promise<void> {
  const signal = AbortSignal.timeout(ctx.config.vendorTimeoutMs * 4);
  const { connector, client, row } = await openConnection(ctx, connectionId, 'live');
  const { subscriptions } = row;
  const standing = (await connector.webhooks?.standing?.(client, subscriptions, signal)) ?? subscriptions;
  const publicUrl = subscriptions[0]?.publicUrl;
  if (standing.length < subscriptions.length && publicUrl !== undefined) {
    const count = await registerWebhooks(ctx, connectionId, publicUrl, signal);
    ctx.logger.warn({ connectionId, lost: subscriptions.length - standing.length, count }, 'webhooks were put back');
    return;
  }
  const soon = ctx.clock.now().getTime() + RENEW_BEFORE_MS;
  const lapsing = subscriptions.filter(({ expiresAt }) => expiresAt !== undefined && Date.parse(expiresAt) < soon);
  if (lapsing.length === 0 || !connector.webhooks?.renew) return;
  const renewed = await connector.webhooks.renew(client, lapsing, signal);
  const byId = new Map(renewed.map((subscription) => [subscription.id, subscription]));
  await setSubscriptions(
    ctx.store,
    connectionId,
    subscriptions.map((subscription) => ({ ...subscription, ...byId.get(subscription.id) })),
  );
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
