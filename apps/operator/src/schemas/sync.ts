import { z } from 'zod';
import { instant, json, pageOf, pagingQuery, queryBoolean, serialId } from './paging.ts';

const count = z.number().int();
const connection = z.string().min(1).max(200).optional().describe('Name or id');
const lag = z.number().nullable();

export const mappingPageSchema = pageOf(
  z
    .object({
      entity_id: z.uuid(),
      entity_type: z.string(),
      title: z.string().nullable(),
      connection_id: count,
      connection_name: z.string(),
      stream: z.string(),
      external_id: z.string(),
      locator: z.string().nullable(),
      url: z.string().nullable(),
      status: z.enum(['synced', 'pending', 'conflict', 'error', 'gone']),
      method: z.enum(['webhook', 'poll', 'batch', 'manual']).nullable().describe('How what was accepted last came'),
      remote_updated_at: instant.nullable(),
      local_updated_at: instant,
      last_synced_at: instant,
      created_at: instant,
    })
    .meta({ id: 'SyncMapping' }),
).meta({ id: 'SyncMappingPage' });

export const mappingQuery = pagingQuery.extend({
  config_id: serialId.optional(),
  entity_type: z.string().max(100).optional(),
  entity_id: z.uuid().optional(),
  status: z.enum(['synced', 'pending', 'conflict', 'error', 'gone']).optional(),
  connection,
});

export const historyPageSchema = pageOf(
  z
    .object({
      correlation_id: z.string(),
      type: z.string().describe('backfill, incremental … or writeback'),
      connection_id: count,
      connection_name: z.string(),
      stream: z.string().nullable(),
      entity_id: z.uuid().nullable(),
      items_synced: count,
      items_failed: count,
      started_at: instant.nullable(),
      finished_at: instant,
      success: z.boolean(),
      error: z.string().nullable(),
      details: z.string().nullable(),
    })
    .meta({ id: 'SyncHistoryEntry' }),
).meta({ id: 'SyncHistoryPage' });

/** How far pages can be asked for by number: each one reads over those before it. */
const MAX_NUMBERED_ENTRIES = 10_000;

export const historyQuery = pagingQuery
  .extend({
    page: z.coerce.number().int().min(1).optional().describe('By number, from 1; entries made meanwhile shift them'),
    per_page: z.coerce.number().int().min(1).max(200).optional().describe('Of a numbered page; 50 when absent'),
    config_id: serialId.optional(),
    connection,
    success: queryBoolean.optional(),
  })
  .refine((query) => query.cursor === undefined || (query.page === undefined && query.per_page === undefined), {
    path: ['cursor'],
    message: 'goes without page and per_page: it says where to go on by itself',
  })
  .refine((query) => (query.page ?? 1) * (query.per_page ?? 50) <= MAX_NUMBERED_ENTRIES, {
    path: ['page'],
    message: `is too far on; from entry ${MAX_NUMBERED_ENTRIES} on, follow the cursors`,
  });

/** Where a numbered page lies; a page by cursor skips nothing. */
export function historyPage(query: z.output<typeof historyQuery>): { limit: number; skip: number; cursor?: string } {
  const { page = 1, per_page: perPage, cursor } = query;
  const limit = perPage ?? query.limit;
  return { limit, skip: (page - 1) * limit, ...(cursor === undefined ? {} : { cursor }) };
}

export const syncFigures = {
  mapped: count.describe('Linked records; up to 10 s old'),
  writebacks_pending: count,
  oldest_waiting_ms: z.number().nullable().describe('Age of the oldest change that waits to be written'),
  conflicts_open: count,
  errors_open: count.describe('Open reconciliation items that are no conflicts'),
};

export const syncStatusSchema = z
  .object({
    totals: z.object(syncFigures),
    members: z.array(
      z.object({
        member: z.string().describe('connection/stream'),
        connection_id: count,
        connection_name: z.string(),
        connector: z.string(),
        stream: z.string(),
        kind: z.string(),
        direction: z.string(),
        configs: z.array(z.string()),
        ...syncFigures,
        last_sync_at: instant.nullable(),
        lag_p50_ms: lag.describe('From the observation of a change to its finished write here, in the last hour'),
        lag_p95_ms: lag,
        written_last_hour: count,
        failed_last_hour: count,
      }),
    ),
  })
  .meta({ id: 'SyncStatus' });

export const conflictSchema = z
  .object({
    id: count.describe('Id of the reconciliation item that it is'),
    entity_id: z.uuid(),
    entity_type: z.string(),
    title: z.string().nullable(),
    connection_id: count,
    connection_name: z.string(),
    stream: z.string(),
    external_id: z.string().nullable(),
    class: z.string(),
    field: z.string(),
    base_value: json,
    local_value: json,
    remote_value: json,
    policy_mode: z.string().nullable(),
    message: z.string(),
    state: z.enum(['open', 'retrying', 'resolved', 'ignored']),
    strategy: z.string().nullable().describe('How it was resolved'),
    first_seen_at: instant,
    resolved_at: instant.nullable(),
    resolved_by: z.string().nullable(),
  })
  .meta({ id: 'SyncConflict' });
export const conflictPageSchema = pageOf(conflictSchema).meta({ id: 'SyncConflictPage' });

export const conflictQuery = pagingQuery.extend({
  resolved: queryBoolean.optional().describe('Both when absent'),
  config_id: serialId.optional(),
  entity_id: z.uuid().optional(),
  connection,
  class: z.string().max(100).optional(),
  field: z.string().max(200).optional(),
});

const person = {
  connection_id: count,
  connection_name: z.string(),
  stream: z.string(),
  external_id: z.string(),
  called_as: z.string().describe('What a line of `people` calls them at this connection'),
  entity_id: z.uuid(),
  login: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
};

export const personPageSchema = pageOf(
  z
    .object({
      ...person,
      url: z.string().nullable(),
      linked_at: z.array(z.string()).describe('connection/stream of the sides where they are linked'),
      missing_at: z.array(z.string()).describe('connection/stream of the sides where nobody is known to be them'),
      suggestions: z
        .array(
          z
            .object({
              ...person,
              score: z.number().min(0).max(1),
              why: z.enum(['same_email', 'same_login', 'same_name', 'similar_name']),
            })
            .meta({ id: 'PersonSuggestion' }),
        )
        .describe('At most three a missing side, best first; none of it is acted on'),
    })
    .meta({ id: 'Person' }),
).meta({ id: 'PersonPage' });

export const personQuery = pagingQuery.extend({
  unmapped: queryBoolean.optional().describe('true: who is missing at some side; both when absent'),
  connection,
});

export const personDecisionSchema = z.strictObject({
  entity_id: z.uuid().describe('The other user'),
  why: z.string().trim().min(1).max(2_000).optional(),
});

export const personPartingSchema = z.strictObject({
  connection: z
    .string()
    .min(1)
    .max(200)
    .describe('Name or id of the connection that the user is of who is somebody else'),
  external_id: z.string().min(1).max(1_000).describe('Their id there'),
  why: z.string().trim().min(1).max(2_000).optional(),
});

export const decidedPersonSchema = z
  .object({ entity_id: z.uuid(), decision: z.enum(['same', 'different']) })
  .meta({ id: 'DecidedPerson' });

export const partedPersonSchema = z
  .object({
    entity_id: z.uuid(),
    decision: z.literal('apart'),
    other_id: z.uuid().describe('The entity of the one who is somebody else'),
  })
  .meta({ id: 'PartedPerson' });

export const resolutionSchema = z.strictObject({
  resolution_strategy: z
    .enum(['take_local', 'take_remote', 'take_merged', 'ignore', 'elder_wins', 'external_wins', 'merge', 'crm_wins'])
    .describe(
      'take_local, elder_wins: the value of the hub stands and is written; take_remote, external_wins: that of the side; crm_wins: that of the side where it is a CRM, else that of the hub; take_merged: the given value; merge: the given value, without one both changes where they go together, and else the later; ignore: the difference is accepted',
    ),
  value: json.optional().describe('For take_merged and merge: the value, in the terms of the hub'),
  why: z.string().trim().min(1).max(2_000).optional(),
});
