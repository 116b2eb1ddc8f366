import { z } from 'zod';

/** One policy of approval, as a sync config states it. All that it names has to hold of what it asks for. */
export const approvalPolicy = z
  .strictObject({
    name: z.string().min(1).max(100),
    kinds: z
      .array(z.enum(['writeback', 'bulk_delete', 'import', 'merge', 'mapping', 'enrichment']))
      .min(1)
      .default(['writeback'])
      .describe(
        'What it is about: writes to a vendor (writeback), deletes there that are many (bulk_delete), files that are imported, entities that are merged, records that are mapped, values that are added.',
      ),
    entities: z.array(z.string()).optional().describe('Only entities of these kinds, such as deal.'),
    members: z
      .array(z.string().regex(/^[^/]+\/[^/]+$/, 'write it as connection/stream'))
      .optional()
      .describe('Only writes to these streams; absent: to all of this config.'),
    ops: z
      .array(z.enum(['create', 'update', 'delete']))
      .optional()
      .describe('Only these writes.'),
    fields: z.array(z.string()).optional().describe('Only when one of these fields of the entity is to change.'),
    above: z
      .strictObject({ field: z.string(), value: z.number() })
      .optional()
      .describe('Only when this field of the entity is more than the value, before or after.'),
    moreThan: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe('Only beyond so many records: written to at a stream within an hour, or rows of an import.'),
    share: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Only when within an hour more than this share of the linked records of a stream is written to.'),
    confidenceBelow: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Only what is less sure than this: merges, mappings and values that are added.'),
    role: z.enum(['approver', 'admin']).default('approver').describe('The least role that may approve.'),
    approvals: z.number().int().min(1).max(5).default(1).describe('How many have to approve.'),
    expiresAfterHours: z
      .number()
      .positive()
      .max(8_760)
      .default(168)
      .describe('How long it waits; then it is not done.'),
  })
  .meta({ id: 'ApprovalPolicy' });

export type ApprovalPolicySettings = z.infer<typeof approvalPolicy>;
