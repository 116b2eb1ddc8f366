import { z } from 'zod';
import { instant, pageOf, pagingQuery, serialId } from './paging.ts';

const state = z.enum(['received', 'processed', 'ignored', 'malformed']);

export const deliveryPageSchema = pageOf(
  z.object({
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
  }),
).meta({ id: 'DeliveryPage' });

export const deliveryQuery = pagingQuery.extend({
  connectionId: serialId.optional(),
  state: state.optional(),
  event: z.string().max(200).optional(),
});
