import { z } from 'zod';
import { instant, pageOf, pagingQuery, serialId } from './paging.ts';

const state = z.enum(['received', 'processed', 'ignored', 'malformed']);

const deliverySchema = z
  .object({
    id: z.number().int(),
    connectionId: z.number().int(),
    connectionName: z.string(),
    deliveryId: z.string(),
    event: z.string(),
    state,
    reason: z.string().nullable(),
    hints: z.number().int().describe('Change hints that came out of it'),
    bytes: z.number().int(),
    receivedAt: instant,
    processedAt: instant.nullable(),
  })
  .meta({ id: 'Delivery' });

export const deliveryPageSchema = pageOf(deliverySchema).meta({ id: 'DeliveryPage' });

export const deliveryDetailSchema = z
  .object({
    ...deliverySchema.shape,
    headers: z
      .record(z.string(), z.union([z.string(), z.array(z.string())]))
      .describe('As they came; what proves its origin is struck out'),
    body: z.string().describe('As it came, at most its first MB'),
    bodyEncoding: z.enum(['utf8', 'base64']).describe('base64: it is no text'),
    bodyCut: z.boolean(),
    caused: z
      .array(
        z.object({
          stream: z.string(),
          externalId: z.string(),
          op: z.enum(['changed', 'deleted']),
          state: z.enum(['pending', 'done', 'ignored', 'failed']),
          at: instant,
          entityId: z.uuid().nullable().describe('Null while the record is not in the graph'),
        }),
      )
      .describe('Records that it had read again, at most 200'),
    items: z.array(z.number().int()).describe('Open reconciliation items that came of it'),
  })
  .meta({ id: 'DeliveryDetail' });

export const deliveryQuery = pagingQuery.extend({
  connectionId: serialId.optional(),
  state: state.optional(),
  event: z.string().max(200).optional(),
});
