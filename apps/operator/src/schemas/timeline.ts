import { timelineKinds } from '@syncline/store';
import { z } from 'zod';
import { instant, pageOf, pagingQuery } from './paging.ts';

const kind = z
  .enum(timelineKinds)
  .describe('run and write: that ended; act: what somebody did; conflict: that was met; alert: that fired');

export const timelinePageSchema = pageOf(
  z
    .object({
      key: z.string(),
      at: instant,
      kind,
      what: z.string(),
      actor: z.string().nullable().describe('Who did it; null: Syncline by itself'),
      connectionId: z.number().int().nullable(),
      connectionName: z.string().nullable(),
      stream: z.string().nullable(),
      entityId: z.uuid().nullable(),
      processId: z.uuid().nullable(),
      itemId: z.number().int().nullable(),
      success: z.boolean().nullable(),
      records: z.number().int().nullable(),
      failed: z.number().int().nullable(),
      tookMs: z.number().nullable(),
      detail: z.string().nullable(),
    })
    .meta({ id: 'TimelineEntry' }),
).meta({ id: 'TimelinePage' });

export const timelineQuery = pagingQuery.extend({
  kind: kind.optional(),
  connectionId: z.coerce.number().int().positive().optional(),
  success: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Of runs and writes; alerts count as failed'),
});
