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
      seq: z.number().int().nullable().describe('Its place in the chain; null for the moment until it is sealed'),
      hash: z.string().nullable().describe('Its seal: SHA-256 of the row with the seal of the one before it, in hex'),
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

const chainPlace = z.object({ seq: z.number().int(), hash: z.string() });

export const auditSealSchema = z
  .object({
    head: chainPlace.describe('The last sealed row'),
    sealedAt: instant.nullable(),
    checkpoint: chainPlace.describe('What the first row that is kept follows: the last one that retention removed'),
    prunedAt: instant.nullable(),
    unsealed: z.number().int().describe('Rows that are not sealed yet'),
    oldestUnsealedAt: instant.nullable(),
  })
  .meta({ id: 'AuditSeal' });

export const auditVerificationSchema = z
  .object({
    rows: z.number().int(),
    start: chainPlace,
    end: chainPlace,
    faults: z
      .array(
        z.object({
          kind: z.enum(['changed', 'removed', 'inserted', 'reordered']),
          seq: z.number().int().describe('The first row that it is about'),
          message: z.string(),
        }),
      )
      .describe('The first hundred; none: every row is as it was sealed'),
    moreFaults: z.number().int(),
    unsealed: z.number().int().describe('Rows that are not sealed yet: they were not looked at'),
    oldestUnsealedAt: instant.nullable(),
  })
  .meta({ id: 'AuditVerification' });

export const auditExportQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Only what follows this sealed row; all that is kept when absent'),
});
