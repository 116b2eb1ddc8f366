import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

export const webhookDocument = z.object({
  way: z.enum(['registered', 'typed_in', 'none']),
  address: z.string().nullable(),
  hasSecret: z.boolean(),
  subscriptions: z.array(z.object({ id: z.string(), scope: z.string(), expiresAt: z.string().nullable() })),
  lastDeliveryAt: instant.nullable(),
  offers: z.array(z.enum(['ping', 'redelivery'])),
});

/** What is known of the webhooks of each connection. */
export const webhookPage = z.object({ items: z.array(webhookDocument.extend({ connection: z.string() })) });

export const triggeredDocument = z.object({
  pinged: z.number().int(),
  redelivered: z.number().int(),
  /** Deliveries that came while it was waited for; null: nobody waited. */
  arrived: z.number().int().nullable(),
});

const delivery = {
  id: z.number().int(),
  connectionName: z.string(),
  deliveryId: z.string(),
  event: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  hints: z.number().int(),
  receivedAt: instant,
  processedAt: instant.nullable(),
};
export const deliveryPage = z.object({ items: z.array(z.object(delivery)), nextCursor: z.string().nullable() });
export const deliveryDocument = z.object(delivery);
