import { SynclineError } from '@syncline/core';
import type { ConnectionRow } from '@syncline/store';
import { connectorFor } from '../connections/connector-for.ts';
import { openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { redeliverMissed, registerWebhooks, webhookAddress } from './webhook-subscriptions.ts';

/** How a connection hears of changes, and what can be done about it. */
export interface WebhookState {
  /** `registered`: Syncline can subscribe by itself; `typed_in`: a person enters the address at the vendor; `none`: it is polled. */
  readonly way: 'registered' | 'typed_in' | 'none';
  /** Where deliveries go to as the vendor was told; null: nobody was told yet. */
  readonly address: string | null;
  readonly hasSecret: boolean;
  readonly subscriptions: readonly { readonly id: string; readonly scope: string; readonly expiresAt: string | null }[];
  readonly lastDeliveryAt: Date | null;
  /** What the vendor can be asked for: a delivery that tells of nothing, or what it could not deliver. */
  readonly offers: readonly ('ping' | 'redelivery')[];
}

export function webhookState(ctx: EngineContext, row: ConnectionRow): WebhookState {
  const webhooks = connectorFor(ctx.connectors, row)?.webhooks;
  const publicUrl = row.subscriptions[0]?.publicUrl;
  return {
    way: !webhooks ? 'none' : webhooks.register ? 'registered' : 'typed_in',
    address: publicUrl === undefined ? null : webhookAddress(row.id, publicUrl),
    hasSecret: row.secrets['webhookSecret'] !== undefined,
    subscriptions: row.subscriptions.map(({ id, scope, expiresAt = null }) => ({ id, scope, expiresAt })),
    lastDeliveryAt: row.lastDeliveryAt,
    offers: [
      ...(webhooks?.ping ? (['ping'] as const) : []),
      ...(webhooks?.redeliverFailed ? (['redelivery'] as const) : []),
    ],
  };
}

/**
 * Subscribes a connection to an ingress, as a person asks for it. Throws SynclineError of class invalid where the vendor's
 * subscriptions are made by hand, or no secret is there to prove deliveries by.
 */
export async function subscribeWebhooks(
  ctx: EngineContext,
  row: ConnectionRow,
  publicUrl: string,
  signal: AbortSignal,
): Promise<void> {
  const { way, hasSecret } = webhookState(ctx, row);
  const address = webhookAddress(row.id, publicUrl);
  if (way === 'none') throw refused('no_webhooks', `${row.connector} sends no webhooks; it is polled.`);
  if (way === 'typed_in')
    throw refused('typed_in', `${row.connector} takes its webhooks by hand: enter ${address} there.`);
  if (!hasSecret)
    throw refused(
      'no_webhook_secret',
      'There is no webhookSecret to prove deliveries by: enter one for the connection, then try again.',
    );
  await registerWebhooks(ctx, row.id, publicUrl, signal);
}

export interface Asked {
  /** Subscriptions that were pinged. */
  readonly pinged: number;
  /** Deliveries that were asked for once more. */
  readonly redelivered: number;
}

/**
 * Has the vendor send something now: a ping of each subscription, and what it could not deliver since a time. Throws
 * SynclineError of class invalid where it offers neither, or there is no subscription.
 */
export async function triggerWebhooks(
  ctx: EngineContext,
  row: ConnectionRow,
  since: Date,
  signal: AbortSignal,
): Promise<Asked> {
  const { offers } = webhookState(ctx, row);
  if (row.subscriptions.length === 0)
    throw refused('no_subscription', 'There is no subscription yet: register webhooks first.');
  if (offers.length === 0)
    throw refused('vendor_sends_nothing', `${row.connector} sends nothing on request: change a record there instead.`);
  const { connector, client } = await openConnection(ctx, row.id, 'live');
  let pinged = 0;
  for (const subscription of connector.webhooks?.ping ? row.subscriptions : []) {
    await connector.webhooks?.ping?.(client, subscription, signal);
    pinged += 1;
  }
  return { pinged, redelivered: await redeliverMissed(ctx, row.id, since, signal) };
}

const refused = (code: string, message: string): SynclineError =>
  new SynclineError({ class: 'invalid', code, message });
