import { z } from 'zod';

const severity = z.enum(['info', 'warning', 'critical']);
const instant = z.string();

const alertDocument = z.object({
  id: z.number().int(),
  rule: z.string(),
  signal: z.string(),
  severity,
  state: z.enum(['pending', 'firing', 'resolved']),
  summary: z.string(),
  connectionId: z.number().int().nullable(),
  connectionName: z.string().nullable(),
  value: z.number(),
  threshold: z.number(),
  runbook: z.string().nullable(),
  since: instant,
  firedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  seenAt: instant,
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
  note: z.string().nullable(),
  silencedUntil: instant.nullable(),
});

export const alertPage = z.object({ items: z.array(alertDocument), nextCursor: z.string().nullable() });

export const alertDetailDocument = alertDocument.extend({
  messages: z.array(
    z.object({
      route: z.string(),
      kind: z.enum(['fired', 'resolved']),
      state: z.enum(['queued', 'done', 'given_up']),
      attempts: z.number().int(),
      error: z.string().nullable(),
      createdAt: instant,
      nextAttemptAt: instant,
      finishedAt: instant.nullable(),
    }),
  ),
});

export const serviceLevelsDocument = z.object({
  items: z.array(
    z.object({
      objective: z.string(),
      description: z.string(),
      unit: z.string(),
      target: z.object({ is: z.enum(['below', 'above']), value: z.number() }),
      window: z.string(),
      value: z.number().nullable(),
      samples: z.number().int(),
      inBreach: z.boolean(),
      budgetLeft: z.number(),
      series: z.array(z.object({ at: instant, value: z.number().nullable() })),
    }),
  ),
});

export type AlertDetailDocument = z.output<typeof alertDetailDocument>;
export type ServiceLevelsDocument = z.output<typeof serviceLevelsDocument>;
