import { z } from 'zod';
import { relationDocument } from './relation-document.ts';

const instant = z.iso.datetime({ offset: true });
const count = z.number().int();
const paged = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
const fields = z.record(z.string(), z.unknown());

export const configDocument = z.object({
  id: count,
  name: z.string(),
  platform: z.string(),
  enabled: z.boolean(),
  sync_interval: count,
  batch_fallback_enabled: z.boolean(),
  batch_size: count,
  two_way_create: z.boolean(),
  webhook_enabled: z.boolean(),
  secret_reference: z.string().nullable(),
  settings: fields,
  managed_by: z.enum(['file', 'api']),
  version: count,
  last_sync_at: instant.nullable(),
  last_batch_sync_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});
export const configPage = paged(configDocument);
export const appliedDocument = z.object({
  dryRun: z.boolean(),
  action: z.enum(['create', 'update', 'none']),
  changes: z.array(z.string()),
  config: configDocument,
});

const figures = {
  mapped: count,
  writebacks_pending: count,
  oldest_waiting_ms: z.number().nullable(),
  conflicts_open: count,
  errors_open: count,
};
export const syncStatusDocument = z.object({
  totals: z.object(figures),
  members: z.array(
    z.object({
      member: z.string(),
      connection_id: count,
      connection_name: z.string(),
      connector: z.string(),
      stream: z.string(),
      kind: z.string(),
      direction: z.string(),
      configs: z.array(z.string()),
      ...figures,
      last_sync_at: instant.nullable(),
      lag_p50_ms: z.number().nullable(),
      lag_p95_ms: z.number().nullable(),
      written_last_hour: count,
      failed_last_hour: count,
    }),
  ),
});

export const conflictDocument = z.object({
  id: count,
  entity_id: z.string(),
  entity_type: z.string(),
  title: z.string().nullable(),
  connection_id: count,
  connection_name: z.string(),
  stream: z.string(),
  external_id: z.string().nullable(),
  class: z.string(),
  field: z.string(),
  base_value: z.unknown(),
  local_value: z.unknown(),
  remote_value: z.unknown(),
  policy_mode: z.string().nullable(),
  message: z.string(),
  state: z.string(),
  strategy: z.string().nullable(),
  first_seen_at: instant,
  resolved_at: instant.nullable(),
  resolved_by: z.string().nullable(),
});
export const conflictPage = paged(conflictDocument);

const person = {
  connection_id: count,
  connection_name: z.string(),
  stream: z.string(),
  external_id: z.string(),
  called_as: z.string(),
  entity_id: z.string(),
  login: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
};
export const personPage = paged(
  z.object({
    ...person,
    url: z.string().nullable(),
    linked_at: z.array(z.string()),
    missing_at: z.array(z.string()),
    suggestions: z.array(z.object({ ...person, score: z.number(), why: z.string() })),
  }),
);

export const decidedPerson = z.object({ entity_id: z.string(), decision: z.string() });

export const partedPerson = decidedPerson.extend({ other_id: z.string() });

export const groupOutcomeAnswer = z.object({
  dryRun: z.boolean(),
  matched: count,
  ids: z.array(count),
  done: count,
  refused: z.array(z.object({ id: count, reason: z.string() })),
  nextAfter: count.nullable(),
});
/** What an action on items did, or would do. */
export const actedDocument = groupOutcomeAnswer.omit({ nextAfter: true }).extend({ action: z.string() });

const entity = {
  id: z.string(),
  kind: z.string(),
  title: z.string().nullable(),
  version: count,
  fields,
  createdAt: instant,
  updatedAt: instant,
  deletedAt: instant.nullable(),
};
export const entityPage = paged(z.object(entity));

const source = {
  connectionId: count.nullable(),
  connectionName: z.string().nullable(),
  stream: z.string().nullable(),
  pageId: count.nullable(),
  processId: z.string().nullable(),
  remoteUpdatedAt: instant.nullable(),
  actor: z.string().nullable(),
  version: count,
  at: instant,
  decision: z.string(),
};
export const entityDocument = z.object({
  ...entity,
  origins: z.record(z.string(), z.object({ at: z.string(), by: z.string(), version: count })),
  mappings: z.array(
    z.looseObject({
      connectionName: z.string(),
      stream: z.string(),
      externalId: z.string(),
      url: z.string().nullable(),
      state: z.string(),
      seen: fields,
      base: fields,
      held: z.record(z.string(), z.object({ reason: z.string(), key: z.string() })),
      losses: z
        .record(
          z.string(),
          z.array(z.object({ kind: z.string(), count: z.number(), excerpt: z.string(), where: z.string().nullable() })),
        )
        .default({}),
    }),
  ),
  relations: z.array(relationDocument),
  moreRelations: z.boolean(),
  history: z.array(
    z.object({
      ...source,
      changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
      decisions: z.array(
        z.object({
          field: z.string(),
          outcome: z.string(),
          policy: z.string(),
          overridden: z.unknown().optional(),
        }),
      ),
    }),
  ),
  provenance: z.record(z.string(), z.object(source)),
});
export const plannedEditDocument = z.object({
  dryRun: z.literal(true),
  action: z.string(),
  target: z.string(),
  changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
});

export type ConfigDocument = z.output<typeof configDocument>;
export type SyncStatusDocument = z.output<typeof syncStatusDocument>;
export type ConflictDocument = z.output<typeof conflictDocument>;
export type EntityDocument = z.output<typeof entityDocument>;
export type PersonDocument = z.output<typeof personPage>['items'][number];
export type ActedDocument = z.output<typeof actedDocument>;
