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
    title: z.string().nullable().describe('What people call the entity'),
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
  code: z.string().max(200).optional(),
  field: z.string().max(200).optional(),
  entityId: z.uuid().optional(),
  fingerprint: z.string().max(500).optional(),
  processId: z.uuid().optional(),
});

export const allItemStates = state.options;

const action = z
  .enum(['retry', 'edit', 'take_local', 'take_remote', 'take_merged', 'ignore', 'resolve', 'link', 'refuse'])
  .describe(
    'retry: read or write once more; take_local: the value of the hub stands (approves what waits for an approval); take_remote; take_merged and edit: the given value; ignore: accept the difference; resolve: it was dealt with elsewhere; link: the record is that entity; refuse: it is none of those proposed, and is never proposed to be again',
  );
const why = z.string().trim().min(1).max(2_000).describe('For the audit');
const value = json.optional().describe('For take_merged and edit: the value, in the terms of the hub');

export const itemActionSchema = z.strictObject({
  action,
  value,
  entityId: z
    .uuid()
    .nullable()
    .optional()
    .describe('For link; null: the record is a new entity. For refuse: the one that it is not; absent: all of them'),
  why,
});

export const undoSchema = z.strictObject({ why });

export const groupActionSchema = z.strictObject({
  filter: z
    .strictObject({
      fingerprint: z.string().max(500).optional(),
      class: z.string().max(100).optional(),
      code: z.string().max(200).optional(),
      connectionId: z.number().int().positive().max(2_147_483_647).optional(),
      stream: z.string().max(100).optional(),
      field: z.string().max(200).optional(),
    })
    .refine((filter) => Object.values(filter).some((each) => each !== undefined), 'say which items: give at least one')
    .describe('Open items that match all that is given'),
  action: action.exclude(['link']),
  value,
  why,
  dryRun: z.boolean().default(false).describe('Only list which items it would be'),
  limit: z.number().int().min(1).max(1_000).default(200).describe('At most this many in one call'),
  after: z.number().int().min(0).default(0).describe('`nextAfter` of the call before'),
});

export const groupOutcomeSchema = z
  .object({
    dryRun: z.boolean(),
    matched: z.number().int().describe('Items looked at; of a dry run: all that match'),
    ids: z.array(z.number().int()).describe('Of a dry run: which, at most `limit`'),
    done: z.number().int(),
    refused: z.array(z.object({ id: z.number().int(), reason: z.string() })),
    nextAfter: z.number().int().nullable().describe('Where to go on; null: that were all'),
  })
  .meta({ id: 'GroupActionOutcome' });
