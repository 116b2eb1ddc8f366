import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const count = z.number().int();
const paged = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

const counters = z.record(z.string(), z.number().nullable());
const progress = z.object({
  done: count,
  expected: count.nullable(),
  share: z.number().nullable(),
  rate: z.number().nullable(),
  etaMs: z.number().nullable(),
  uncountedStreams: z.array(z.string()),
});

export const processDocument = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  kind: z.string(),
  connectionId: count,
  connectionName: z.string(),
  connector: z.string(),
  stream: z.string().nullable(),
  state: z.string(),
  treeState: z.string(),
  error: z.string().nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  elapsedMs: z.number().nullable(),
  counters,
  progress,
});
export const processTreeDocument = processDocument.extend({ children: z.array(processDocument) });
export const processPage = paged(processDocument);

const stream = z.object({
  stream: z.string(),
  health: z.string(),
  state: z.string(),
  scopes: count,
  scopesInError: count,
  syncedUpTo: instant.nullable(),
  ageMs: z.number().nullable(),
  lastError: z.string().nullable(),
});

export const connectionDocument = z.object({
  id: count,
  name: z.string(),
  connector: z.string(),
  isStub: z.boolean(),
  baseUrl: z.string(),
  managedBy: z.enum(['file', 'api']),
  health: z.string(),
  credentials: z.string(),
  healthReason: z.string().nullable(),
  healthAt: instant,
  subscriptions: count,
  lastDeliveryAt: instant.nullable(),
  webhookSilence: z.object({ since: instant, missed: count, streams: z.array(z.string()) }).nullable(),
  createdAt: instant,
  processesRunning: count,
  processesPaused: count,
  openItems: count,
  schemaDrift: z.array(
    z.object({ stream: z.string(), field: z.string(), name: z.string(), drift: z.string(), since: instant }),
  ),
  quota: z
    .object({
      capacity: count,
      remaining: count,
      windowMs: count,
      resetAt: instant,
      pausedUntil: instant.nullable(),
      pauseReason: z.string().nullable(),
    })
    .nullable(),
  streams: z.array(stream),
});
export const connectionPage = paged(connectionDocument);
export const connectionCheckDocument = z.object({
  outcome: z.enum(['ok', 'failed']),
  account: z.string().optional(),
  class: z.string().optional(),
  message: z.string().optional(),
});

export const describedFieldsDocument = z.object({
  items: z.array(
    z.object({
      stream: z.string(),
      key: z.string(),
      name: z.string(),
      type: z.string(),
      options: z.array(z.object({ id: z.string(), name: z.string() })).nullable(),
      writable: z.boolean(),
      currency: z.string().nullable(),
      mappedTo: z.array(z.string()),
      drift: z.string().nullable(),
      driftedAt: instant.nullable(),
      foundType: z.string().nullable(),
    }),
  ),
});

export const itemDocument = z.object({
  id: count,
  fingerprint: z.string(),
  connectionId: count,
  connectionName: z.string(),
  stream: z.string(),
  scope: z.string().nullable(),
  externalId: z.string().nullable(),
  locator: z.string().nullable(),
  entityKind: z.string().nullable(),
  entityId: z.string().nullable(),
  class: z.string(),
  code: z.string(),
  message: z.string(),
  field: z.string().nullable(),
  baseValue: z.unknown(),
  localValue: z.unknown(),
  remoteValue: z.unknown(),
  policyMode: z.string().nullable(),
  pageId: count.nullable(),
  inboxId: count.nullable(),
  processId: z.string().nullable(),
  correlationId: z.string().nullable(),
  state: z.string(),
  attempts: count,
  firstSeenAt: instant,
  lastAttemptAt: instant,
  resolvedAt: instant.nullable(),
  resolvedBy: z.string().nullable(),
  resolution: z.string().nullable(),
});
export const itemPage = paged(itemDocument);

const groupDocument = z.object({
  connectionId: count,
  connectionName: z.string(),
  fingerprint: z.string(),
  items: count,
  stream: z.string(),
  class: z.string(),
  code: z.string(),
  field: z.string().nullable(),
  message: z.string(),
  newestItemId: count,
  firstSeenAt: instant,
  lastAttemptAt: instant,
});
export const groupPage = paged(groupDocument);

export const statusDocument = z.object({
  health: z.enum(['ok', 'busy', 'attention']),
  sentence: z.string(),
  version: z.string(),
  databaseTime: instant,
  lagMs: z.number(),
  counts: z.looseObject({
    entities: count,
    itemsOpen: count,
    deliveriesWaiting: count,
    deliveriesLastHour: count,
    processesOpen: count,
    entitiesByKind: z.record(z.string(), count),
  }),
  connections: z.array(z.object({ id: count, name: z.string(), connector: z.string(), health: z.string() })),
  processes: z.array(processDocument),
  links: z.record(z.string(), z.string()),
});

export const startedDocument = z.object({ processId: z.string() });

/** Answers that the doctor reads; not printed as they are. */
export const readinessAnswer = z.object({
  ready: z.boolean(),
  checks: z.record(z.string(), z.object({ ok: z.boolean(), ms: z.number(), error: z.string().optional() })),
});
export const diagnosticsAnswer = z.object({
  version: z.string(),
  node: z.string(),
  serverTime: instant,
  database: z.object({ version: z.string(), time: instant }),
  queue: z.object({ backend: z.string(), safe: z.boolean(), problem: z.string().nullable() }),
});

export type ProcessDocument = z.output<typeof processDocument>;
export type ProcessTreeDocument = z.output<typeof processTreeDocument>;
export type ConnectionDocument = z.output<typeof connectionDocument>;
export type StatusDocument = z.output<typeof statusDocument>;
