import { z } from 'zod';
import { instant, pageOf, pagingQuery } from './paging.ts';

export const auditPageSchema = pageOf(
  z
    .object({
      id: z.number().int(),
      at: instant,
      actor: z.string().describe('`syncline`, a member (`connection/stream`), or who asked'),
      action: z.string(),
      subject: z.string(),
      entityId: z.uuid().nullable(),
      why: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
    })
    .meta({ id: 'AuditEntry' }),
).meta({ id: 'AuditPage' });

export const auditQuery = pagingQuery.extend({
  entityId: z.uuid().optional(),
  actor: z.string().max(200).optional(),
  action: z.string().max(100).optional().describe('Whole (`item.ignore`), or a family (`item`)'),
  since: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional(),
});
