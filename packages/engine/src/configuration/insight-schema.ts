import { severities } from '@syncline/insights';
import { z } from 'zod';

/** What a workspace says of a rule of insights, by the rule's id. */
export const insightRuleSettings = z.strictObject({
  enabled: z.boolean().optional().describe('Whether it is run; true by default'),
  severity: z.enum(severities).optional().describe('How grave its findings are; as the pack says by default'),
  params: z
    .record(z.string(), z.union([z.number(), z.boolean(), z.string().max(500)]))
    .optional()
    .describe('Values of its parameters; those of the pack by default'),
});

export type InsightRuleSettings = z.output<typeof insightRuleSettings>;
