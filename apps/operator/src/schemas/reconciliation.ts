import { z } from 'zod';
import { instant, json, pageOf, pagingQuery, serialId } from './paging.ts';

const state = z.enum(['open', 'retrying', 'resolved', 'ignored']);

export const itemSchema = z
  .object({
    id: z.number().int(),
    fingerprint: z.string().describe('The same for items of one cause'),
    connectionId: z.number().int(),
    connectionName: z.string(),
    stream: z.string(),
    scope: z.string().nullable(),
    externalId: z.string().nullable(),
    locator: z.string().nullable(),
    entityKind: z.string().nullable(),
    entityId: z.uuid().nullable(),
    class: z.string(),
    code: z.string(),
    message: z.string(),
    field: z.string().nullable(),
    baseValue: json,
    localValue: json,
    remoteValue: json,
    policyMode: z.string().nullable(),
    pageId: z.number().int().nullable(),
    inboxId: z.number().int().nullable(),
    processId: z.uuid().nullable(),
    correlationId: z.string().nullable(),
    state,
    attempts: z.number().int(),
    firstSeenAt: instant,
    lastAttemptAt: instant,
    resolvedAt: instant.nullable(),
    resolvedBy: z.string().nullable(),
    resolution: z.string().nullable(),
  })
  .meta({ id: 'ReconciliationItem' });

export const itemPageSchema = pageOf(itemSchema).meta({ id: 'ReconciliationItemPage' });

export const groupPageSchema = pageOf(
  z.object({
    connectionId: z.number().int(),
    connectionName: z.string(),
    fingerprint: z.string(),
    items: z.number().int(),
    stream: z.string(),
    class: z.string(),
    code: z.string(),
    field: z.string().nullable(),
    message: z.string(),
    newestItemId: z.number().int(),
    firstSeenAt: instant,
    lastAttemptAt: instant,
  }),
).meta({ id: 'ReconciliationGroupPage' });

export const itemQuery = pagingQuery.extend({
  state: z
    .enum([...state.options, 'any'])
    .optional()
    .describe('Open and retrying items when absent'),
  connectionId: serialId.optional(),
  stream: z.string().max(100).optional(),
  class: z.string().max(100).optional(),
  fingerprint: z.string().max(500).optional(),
  processId: z.uuid().optional(),
});

export const allItemStates = state.options;
