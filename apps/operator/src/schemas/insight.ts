import { z } from 'zod';
import { instant, json, pageOf, pagingQuery } from './paging.ts';

const severity = z.enum(['info', 'warning', 'critical']);
const state = z
  .enum(['open', 'dismissed', 'closed'])
  .describe('dismissed: somebody said that nothing is to be done; closed: what it said holds no longer');

export const insightSchema = z
  .object({
    id: z.number().int(),
    rule: z.string(),
    severity,
    state,
    summary: z.string(),
    entityId: z.uuid(),
    entityKind: z.string().nullable(),
    entityTitle: z.string().nullable(),
    evidence: z.record(z.string(), json).describe('By column of the rule: what it says so by'),
    openedAt: instant,
    seenAt: instant.describe('When the rule saw it last'),
    closedAt: instant.nullable(),
    timesOpened: z.number().int(),
    dismissedBy: z.string().nullable(),
    dismissedAt: instant.nullable(),
    why: z.string().nullable(),
    proposalId: z.number().int().nullable().describe('What the rule has proposed about it last'),
    proposalState: z.string().nullable(),
  })
  .meta({ id: 'Insight' });
export const insightPageSchema = pageOf(insightSchema).meta({ id: 'InsightPage' });

export const insightQuery = pagingQuery.extend({
  state: state.optional(),
  rule: z.string().max(100).optional(),
  severity: severity.optional(),
  entityId: z.uuid().optional().describe('Only what is about this one'),
});

export const dismissalSchema = z.strictObject({
  why: z.string().trim().min(1).max(1_000).describe('Why nothing is to be done about it'),
});

export const insightRulesSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        description: z.string().nullable(),
        severity,
        enabled: z.boolean(),
        params: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
        sql: z.string(),
        evidence: z.array(z.string()),
        proposes: z.array(z.string()).describe('The fields that it proposes values for'),
        everyMinutes: z.number().int(),
        file: z.string(),
        line: z.number().int(),
        open: z.number().int().describe('How many of its findings are open'),
        ranAt: instant.nullable(),
        tookMs: z.number().int().nullable(),
        found: z.number().int().nullable().describe('By its last run that went well'),
        error: z.string().nullable().describe('Why its last run failed, or what of its settings can not be done'),
      }),
    ),
    problems: z
      .array(
        z.object({
          file: z.string(),
          line: z.number().int(),
          rule: z.string().nullable(),
          message: z.string(),
          fix: z.string(),
        }),
      )
      .describe('Rules that are left out, and why'),
  })
  .meta({ id: 'InsightRules' });

export const insightRunSchema = z.strictObject({
  rule: z.string().min(1).max(100).optional().describe('Absent: all of them'),
});
export const insightsDueSchema = z
  .object({ rules: z.array(z.string()).describe('What is run at the next look of a scheduler, within seconds') })
  .meta({ id: 'InsightsDue' });
