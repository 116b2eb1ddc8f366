import { z } from 'zod';
import { instant, pageOf, pagingQuery, serialId } from './paging.ts';

const state = z
  .enum(['pending', 'firing', 'resolved'])
  .describe('pending: it holds, but not yet for as long as it must before anybody is told');
const severity = z.enum(['info', 'warning', 'critical']);

const alert = z.object({
  id: z.number().int(),
  rule: z.string(),
  signal: z.string().describe('What the rule looks at'),
  severity,
  state,
  summary: z.string(),
  connectionId: z.number().int().nullable().describe('Null: it is about the workspace as a whole'),
  connectionName: z.string().nullable(),
  value: z.number().describe('Of the signal, when it was last seen'),
  threshold: z.number(),
  runbook: z.string().nullable().describe('What to do about it'),
  since: instant.describe('When it was first seen'),
  firedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  seenAt: instant,
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
  note: z.string().nullable(),
  silencedUntil: instant.nullable(),
});

export const alertPageSchema = pageOf(alert.meta({ id: 'Alert' })).meta({ id: 'AlertPage' });

export const alertDetailSchema = alert
  .extend({
    messages: z
      .array(
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
      )
      .describe('Who was told of it, or is to be'),
  })
  .meta({ id: 'AlertDetail' });

export const alertQuery = pagingQuery.extend({
  state: state.optional(),
  severity: severity.optional(),
  rule: z.string().max(200).optional(),
  connectionId: serialId.optional(),
});

export const acknowledgeSchema = z.strictObject({
  note: z.string().max(1_000).optional().describe('What is known, or who looks after it'),
  silenceUntil: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional()
    .describe('Until then nobody is told when it fires again'),
});

export const serviceLevelsSchema = z
  .object({
    items: z.array(
      z.object({
        objective: z.enum(['sync_latency', 'success_rate', 'conflict_rate', 'state_freshness']),
        description: z.string(),
        unit: z.enum(['seconds', 'share', 'conflicts per hour']),
        target: z.object({ is: z.enum(['below', 'above']), value: z.number() }),
        window: z.enum(['1h', '24h', '7d']),
        value: z.number().nullable().describe('Null: nothing happened'),
        samples: z.number().int().describe('Changes, operations, minutes or looks that the value is made from'),
        inBreach: z.boolean(),
        budgetLeft: z.number().describe('Share of what may go wrong in the window that is left; below 0 in breach'),
        series: z.array(z.object({ at: instant, value: z.number().nullable() })).describe('Oldest first'),
      }),
    ),
  })
  .meta({ id: 'ServiceLevels' });
