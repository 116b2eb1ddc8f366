import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

export const syncline = pgSchema('syncline');

/** The owner of everything below; part of every unique key. */
export const workspaces = syncline.table('workspaces', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull().unique(),
  /** What a rule of insights is given to see this workspace by: no rule can guess that of another. */
  insightsScope: uuid('insights_scope').notNull().defaultRandom(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** Anything but `ok`: the connection's work waits for somebody to mend it, or to let it go on. */
export type ConnectionHealth = 'ok' | 'needs_reauth' | 'misconfigured' | 'paused';

/** A webhook of ours at the vendor, and the address it was made for. */
export interface SubscriptionRow {
  readonly id: string;
  readonly scope: string;
  readonly expiresAt?: string;
  readonly publicUrl?: string;
}

/** Opens on these days (1 is Monday) at `from`, in minutes after midnight by the clocks of the time zone. */
export interface BulkWindowRow {
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
}

/** One account of one vendor. `secrets` holds references (`env:NAME`, `file:/path`), never a secret. */
export const connections = syncline.table(
  'connections',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    name: text().notNull(),
    connector: text().notNull(),
    baseUrl: text('base_url').notNull(),
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    secrets: jsonb().$type<Record<string, string>>().notNull(),
    subscriptions: jsonb().$type<SubscriptionRow[]>().notNull().default([]),
    health: text().$type<ConnectionHealth>().notNull().default('ok'),
    healthReason: text('health_reason'),
    healthAt: instant('health_at').notNull().defaultNow(),
    lastDeliveryAt: instant('last_delivery_at'),
    /** How often it is polled, whatever its sync configs say; null: as they say. */
    pollIntervalMs: integer('poll_interval_ms'),
    /** When its bulk work may run; null: always. */
    bulkWindows: jsonb('bulk_windows').$type<BulkWindowRow[]>(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('connections_name').on(t.workspaceId, t.name)],
);

/** What one connection may still call: one row that all workers share (SEMANTICS 8). */
export const quotas = syncline.table(
  'quotas',
  {
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    /** What a window holds for us: the vendor's word, else the connector's, never more than the operator allows. */
    capacity: integer().notNull(),
    /** What the vendor's headers call its limit; null until they do. */
    vendorCapacity: integer('vendor_capacity'),
    remaining: integer().notNull(),
    windowMs: integer('window_ms').notNull(),
    resetAt: instant('reset_at').notNull(),
    burstCapacity: integer('burst_capacity'),
    burstRemaining: integer('burst_remaining'),
    burstWindowMs: integer('burst_window_ms'),
    burstResetAt: instant('burst_reset_at'),
    liveReserve: real('live_reserve').notNull(),
    pausedUntil: instant('paused_until'),
    pauseReason: text('pause_reason'),
    /** Addresses that the vendor has failed to serve, as hashes, since it last served any. */
    failing: text().array().notNull().default([]),
    /** The breaker: no calls before this time, then one that looks whether the vendor is back. Null: closed. */
    openUntil: instant('open_until'),
    /** How often it has opened since it was closed. */
    openings: integer().notNull().default(0),
    /** While one call looks; after this time it is taken to be lost. */
    probeUntil: instant('probe_until'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId] })],
);

export type QuotaBucket = 'core' | 'burst';

/** What a bucket had left in each five minutes, sampled: it is asked in the moment, and this is how it came to that. */
export const quotaSamples = syncline.table(
  'quota_samples',
  {
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    /** `core` is the vendor's window, `burst` the short one within it. */
    bucket: text().$type<QuotaBucket>().notNull(),
    /** When the five minutes began. */
    at: instant('at').notNull(),
    capacity: integer().notNull(),
    /** The least that any look found left. */
    lowest: integer().notNull(),
    /** A look found that nothing might be asked of the vendor: it said to wait, or kept failing. */
    held: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.connectionId, t.bucket, t.at] }),
    index('quota_samples_age').on(t.at),
  ],
);

/** A field of the account's own, as `describeFields` of its connector gives it. */
export interface FieldSchema {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly options?: readonly { readonly id: string; readonly name: string }[];
  readonly writable: boolean;
  readonly currency?: string;
}

/** `gone`: the vendor describes it no longer. `type_changed`: it holds another kind of value than what was agreed on. */
export type FieldDrift = 'gone' | 'type_changed';

/** The fields of the account's own: as the field maps rely on them, and as the vendor described them last. */
export const fieldSchemas = syncline.table(
  'field_schemas',
  {
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    key: text().notNull(),
    agreed: jsonb().$type<FieldSchema>().notNull(),
    /** Null: it is gone. */
    found: jsonb().$type<FieldSchema>(),
    /** Null: it is as agreed, or nobody maps it. While there is one, the field is paused. */
    drift: text().$type<FieldDrift>(),
    driftedAt: instant('drifted_at'),
    /** Of one that was gone and is there again: reads that ended before it say nothing about it. */
    returnedSeq: bigint('returned_seq', { mode: 'number' }),
    changedAt: instant('changed_at').notNull().defaultNow(),
    readAt: instant('read_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId, t.stream, t.key] })],
);

export type StreamSyncState = 'idle' | 'syncing' | 'error';

/** Where a stream stands in one scope: its checkpoint and how the last run ended (rule 7.6). */
export const streamStates = syncline.table(
  'stream_states',
  {
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    scope: text().notNull(),
    state: text().$type<StreamSyncState>().notNull().default('idle'),
    /** Everything changed before this time is in the graph; null until a first backfill has ended. */
    syncedUpTo: instant('synced_up_to'),
    lastProcessId: text('last_process_id'),
    lastError: text('last_error'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId, t.stream, t.scope] })],
);

export type InboxState = 'received' | 'processed' | 'ignored' | 'malformed';

/** Webhook deliveries, committed before they are answered (rule 2.1). */
export const inbox = syncline.table(
  'inbox',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    deliveryId: text('delivery_id').notNull(),
    event: text().notNull(),
    headers: jsonb().$type<Record<string, string | string[]>>().notNull(),
    body: bytea().notNull(),
    state: text().$type<InboxState>().notNull().default('received'),
    reason: text(),
    hints: integer().notNull().default(0),
    generation: integer().notNull().default(0),
    /** The place in a trace of the request that brought it (W3C traceparent). */
    traceparent: text(),
    receivedAt: instant('received_at').notNull().defaultNow(),
    touchedAt: instant('touched_at').notNull().defaultNow(),
    processedAt: instant('processed_at'),
  },
  (t) => [
    unique('inbox_delivery').on(t.workspaceId, t.connectionId, t.deliveryId),
    index('inbox_waiting').on(t.touchedAt).where(sql`state = 'received'`),
    index('inbox_received_at').on(t.receivedAt),
  ],
);
