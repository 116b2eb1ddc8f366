import { z } from 'zod';
import { managedBy } from './configuration.ts';
import { instant, pageOf } from './paging.ts';

const health = z
  .enum(['on time', 'on track', 'delayed', 'error', 'action required', 'in progress', 'paused', 'pending'])
  .describe('delayed: older than one period; error: older than two; on track: a run failed, but within the period');

const stream = z.object({
  stream: z.string(),
  health,
  state: z.enum(['idle', 'syncing', 'error']),
  scopes: z.number().int(),
  scopesInError: z.number().int(),
  syncedUpTo: instant.nullable().describe('Everything changed before this time is in the graph'),
  ageMs: z.number().nullable(),
  lastError: z
    .string()
    .nullable()
    .describe('Why the last run did not end well, or what is wrong with a record that was refused since'),
});

const fieldDrift = z
  .enum(['gone', 'type_changed'])
  .describe('gone: the vendor describes it no longer; type_changed: it holds another kind of value');

const quota = z.object({
  capacity: z.number().int(),
  remaining: z.number().int(),
  windowMs: z.number().int(),
  resetAt: instant,
  pausedUntil: instant.nullable(),
  pauseReason: z
    .string()
    .nullable()
    .describe('`vendor_failing`: the vendor kept failing and is left alone; else the bucket that is spent'),
});

const webhookSilence = z.object({
  since: instant.describe('When a poll first brought a change that a delivery should have told of'),
  missed: z.number().int().describe('Changed records that polls have brought since the last delivery'),
  streams: z.array(z.string()),
});

export const connectionSchema = z
  .object({
    id: z.number().int(),
    name: z.string(),
    connector: z.string(),
    isStub: z.boolean().describe('True: there is no vendor behind it'),
    baseUrl: z.string(),
    settings: z.record(z.string(), z.unknown()).describe('As they were given; no secrets'),
    managedBy,
    health,
    credentials: z
      .enum(['ok', 'needs_reauth', 'misconfigured', 'paused'])
      .describe('Anything but ok: its work waits. paused: somebody has it wait'),
    healthReason: z.string().nullable(),
    healthAt: instant,
    subscriptions: z.number().int().describe('Webhooks registered at the vendor'),
    lastDeliveryAt: instant.nullable(),
    webhookSilence: webhookSilence
      .nullable()
      .describe('Polls have found what webhooks should have told, and no delivery came since; null: nothing is amiss'),
    createdAt: instant,
    processesRunning: z.number().int(),
    processesPaused: z.number().int(),
    openItems: z.number().int().describe('Reconciliation items that wait'),
    schemaDrift: z
      .array(
        z.object({
          stream: z.string(),
          field: z.string(),
          name: z.string(),
          drift: fieldDrift,
          since: instant,
        }),
      )
      .describe('Fields of the account that are paused, each alone'),
    quota: quota.nullable(),
    streams: z.array(stream),
  })
  .meta({ id: 'Connection' });

export const connectionPageSchema = pageOf(connectionSchema).meta({ id: 'ConnectionPage' });

export const failedCheck = z.object({
  outcome: z.literal('failed'),
  class: z.string(),
  code: z.string(),
  message: z.string().describe('The cause'),
  place: z
    .enum(['address', 'credentials', 'access', 'settings', 'vendor'])
    .describe('Where to look; access: the account is let in, and not to this'),
  fix: z.string(),
});

export const connectionCheckSchema = z
  .discriminatedUnion('outcome', [z.object({ outcome: z.literal('ok'), account: z.string() }), failedCheck])
  .meta({ id: 'ConnectionCheck' });

const describedField = z.object({
  stream: z.string(),
  key: z.string().describe('What field maps name'),
  name: z.string().describe('What people at the vendor call it'),
  type: z.string().describe('text, number, boolean, date, date_time, select, multi_select, user, money or other'),
  options: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .nullable()
    .describe('Of select and multi_select; records carry the ids'),
  writable: z.boolean(),
  currency: z.string().nullable(),
  mappedTo: z.array(z.string()).describe('Fields of the entity that it is mapped to'),
  drift: fieldDrift.nullable().describe('While it is not as the field map relies on, it is paused'),
  driftedAt: instant.nullable(),
  foundType: z.string().nullable().describe('What the vendor describes now; null: it is gone'),
});

export const describedFieldsSchema = z.object({ items: z.array(describedField) }).meta({ id: 'DescribedFields' });

export const fieldsQuery = z.object({
  stream: z.string().min(1).max(100).optional().describe('Absent: all that field maps name such fields of'),
});

export const quotaHistoryQuery = z.object({
  window: z.enum(['6h', '24h', '7d']).default('24h').describe('In steps of 5 minutes, 15 minutes, an hour'),
});

const quotaStep = z.object({
  at: instant.describe('When the step began'),
  capacity: z.number().int().nullable(),
  lowest: z.number().int().nullable().describe('The least that was left in the step; null: nobody looked'),
  held: z.boolean().describe('Nothing might be asked of the vendor at some time: it said to wait, or kept failing'),
});

export const quotaHistorySchema = z
  .object({
    window: z.enum(['6h', '24h', '7d']),
    stepMs: z.number().int(),
    buckets: z.array(
      z.object({
        bucket: z.enum(['core', 'burst']).describe("core: the vendor's window; burst: the short one within it"),
        series: z.array(quotaStep),
      }),
    ),
  })
  .meta({ id: 'QuotaHistory' });
