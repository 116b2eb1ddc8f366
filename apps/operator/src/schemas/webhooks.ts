import { z } from 'zod';
import { instant } from './paging.ts';

export const webhookStateSchema = z
  .object({
    way: z
      .enum(['registered', 'typed_in', 'none'])
      .describe(
        'registered: Syncline can subscribe by itself; typed_in: somebody enters the address at the vendor; none: polled',
      ),
    address: z.string().nullable().describe('Where deliveries go to, as the vendor was told'),
    hasSecret: z.boolean().describe('Whether there is a webhookSecret to prove deliveries by'),
    subscriptions: z.array(z.object({ id: z.string(), scope: z.string(), expiresAt: z.string().nullable() })),
    lastDeliveryAt: instant.nullable(),
    offers: z.array(z.enum(['ping', 'redelivery'])).describe('What the vendor can be asked to send'),
  })
  .meta({ id: 'WebhookState' });

export const registerBody = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional()
    .describe('The ingress as the vendor reaches it; absent: as it was told before'),
});

export const triggerBody = z.strictObject({
  since: instant.optional().describe('Deliveries that failed since then are sent again; absent: of the last hour'),
});

export const triggeredSchema = z
  .object({
    pinged: z.number().int().describe('Subscriptions that the vendor was asked to ping'),
    redelivered: z.number().int().describe('Deliveries that it was asked to send again'),
  })
  .meta({ id: 'WebhooksTriggered' });
