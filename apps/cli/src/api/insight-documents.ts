import { z } from 'zod';

const id = z.number().int();
const severity = z.enum(['info', 'warning', 'critical']);

export const insightDocument = z.object({
  id,
  rule: z.string(),
  severity,
  state: z.enum(['open', 'dismissed', 'closed']),
  summary: z.string(),
  entityId: z.string(),
  entityKind: z.string().nullable(),
  entityTitle: z.string().nullable(),
  evidence: z.record(z.string(), z.unknown()),
  openedAt: z.string(),
  seenAt: z.string(),
  closedAt: z.string().nullable(),
  timesOpened: id,
  dismissedBy: z.string().nullable(),
  dismissedAt: z.string().nullable(),
  why: z.string().nullable(),
  proposalId: id.nullable(),
  proposalState: z.string().nullable(),
});
export const insightPage = z.object({ items: z.array(insightDocument), nextCursor: z.string().nullable() });

const packProblem = z.object({
  file: z.string(),
  line: id,
  rule: z.string().nullable(),
  message: z.string(),
  fix: z.string(),
});

export const insightRulesDocument = z.object({
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
      proposes: z.array(z.string()),
      everyMinutes: id,
      file: z.string(),
      line: id,
      open: id,
      ranAt: z.string().nullable(),
      tookMs: id.nullable(),
      found: id.nullable(),
      error: z.string().nullable(),
    }),
  ),
  problems: z.array(packProblem),
});
export const insightsDueDocument = z.object({ rules: z.array(z.string()) });
export const packCheckDocument = z.object({
  ok: z.boolean(),
  rules: z.array(z.string()),
  problems: z.array(packProblem),
});

export type InsightDocument = z.output<typeof insightDocument>;
