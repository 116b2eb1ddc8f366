import type { HeldField, Json, Reversals, TextLoss } from '@syncline/core';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline } from './connections.ts';

/** Which streams are kept in step, and how: the document is checked when it is written, and compiled when it is used. */
export const syncConfigs = syncline.table(
  'sync_configs',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    name: text().notNull(),
    /** The connectors it joins, in words: `github, jira`. */
    platform: text().notNull(),
    enabled: boolean().notNull().default(true),
    /** Seconds. */
    syncInterval: integer('sync_interval').notNull().default(300),
    batchFallbackEnabled: boolean('batch_fallback_enabled').notNull().default(true),
    batchSize: integer('batch_size').notNull().default(100),
    twoWayCreate: boolean('two_way_create').notNull().default(false),
    webhookEnabled: boolean('webhook_enabled').notNull().default(true),
    /** Where the webhook secret is: `env:NAME` or `file:/path`. */
    secretReference: text('secret_reference'),
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Raised by every change: what was compiled from an older one is not used. */
    version: integer().notNull().default(1),
    lastSyncAt: instant('last_sync_at'),
    lastBatchSyncAt: instant('last_batch_sync_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('sync_configs_name').on(t.workspaceId, t.name)],
);

export type WritebackOp = 'create' | 'update' | 'delete';
/** `held`: it waits for an approval, and nobody carries it on before. */
export type WritebackState = 'queued' | 'sending' | 'held' | 'done' | 'failed' | 'cancelled';

/** One intended write to one remote object, decided in a transaction and carried out later (SEMANTICS 5). */
export const writebacks = syncline.table(
  'writebacks',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    entityId: uuid('entity_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    /** Null: the remote object is to be created, and this row reserves its mapping (5.6). */
    externalId: text('external_id'),
    op: text().$type<WritebackOp>().notNull(),
    state: text().$type<WritebackState>().notNull().default('queued'),
    lane: text().$type<'live' | 'bulk'>().notNull().default('live'),
    scope: text(),
    ownKey: text('own_key'),
    /** Of a delete: the entity as it stood when that was decided. What was edited since is not deleted. */
    entityVersion: integer('entity_version'),
    /** Raised by every decision that concerns it: one that came while it was being sent has it sent again. */
    wanted: integer().notNull().default(1),
    carried: integer().notNull().default(0),
    generation: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    conflicts: integer().notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    /** While a worker is at it; after this time it is taken to be dead. */
    leasedUntil: instant('leased_until'),
    waitsFor: text('waits_for'),
    processId: uuid('process_id'),
    correlationId: text('correlation_id'),
    /** Places in traces that asked for it, the newest first: many changes may make one write. */
    traceparents: text().array().notNull().default([]),
    errorClass: text('error_class'),
    error: text(),
    /** What of it was approved: it is sent as long as it is that. */
    approvedDigest: text('approved_digest'),
    /** When what it carries was observed at its origin, for the lag. */
    causedAt: instant('caused_at').notNull().defaultNow(),
    createdAt: instant('created_at').notNull().defaultNow(),
    touchedAt: instant('touched_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    uniqueIndex('writebacks_open')
      .on(t.workspaceId, t.connectionId, t.stream, t.entityId)
      .where(sql`state in ('queued', 'sending', 'held')`),
    index('writebacks_moving').on(t.touchedAt).where(sql`state in ('queued', 'sending')`),
    index('writebacks_own_key').on(t.workspaceId, t.connectionId, t.ownKey).where(sql`own_key is not null`),
    index('writebacks_entity').on(t.workspaceId, t.entityId),
    index('writebacks_of_late').on(t.workspaceId, t.connectionId, t.stream, t.createdAt),
    index('writebacks_finished').on(t.finishedAt),
  ],
);

export type AttemptState = 'sent' | 'doubt' | 'done' | 'refused' | 'unsent';

/** One try of a writeback, committed before the call (5.3). */
export const attempts = syncline.table(
  'writeback_attempts',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    writebackId: bigint('writeback_id', { mode: 'number' }).notNull(),
    entityId: uuid('entity_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    externalId: text('external_id'),
    patch: jsonb().$type<Record<string, Json>>().notNull(),
    expected: jsonb().$type<Record<string, Json>>().notNull(),
    /** Fields of the patch that are known to have landed: they are expected no longer. */
    landed: text().array().notNull().default([]),
    state: text().$type<AttemptState>().notNull().default('sent'),
    error: text(),
    startedAt: instant('started_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    index('attempts_open')
      .on(t.workspaceId, t.connectionId, t.stream, t.entityId)
      .where(sql`state in ('sent', 'doubt')`),
    index('attempts_writeback').on(t.writebackId),
  ],
);

/** What certain records are recognised by: the values of match fields (rule 3.8). */
export const matchKeys = syncline.table(
  'match_keys',
  {
    workspaceId: integer('workspace_id').notNull(),
    kind: text().notNull(),
    field: text().notNull(),
    value: text().notNull(),
    entityId: uuid('entity_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.field, t.value, t.entityId] }),
    index('match_keys_entity').on(t.workspaceId, t.entityId),
  ],
);

/** Records that wait for a person to say which entity they are, by what they may be recognised by. */
export const waitingMatches = syncline.table(
  'waiting_matches',
  {
    workspaceId: integer('workspace_id').notNull(),
    kind: text().notNull(),
    field: text().notNull(),
    value: text().notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    externalId: text('external_id').notNull(),
    scope: text().notNull(),
    locator: text(),
  },
  (t) => [
    primaryKey({
      name: 'waiting_matches_value',
      columns: [t.workspaceId, t.kind, t.field, t.value, t.connectionId, t.stream, t.externalId],
    }),
    index('waiting_matches_record').on(t.workspaceId, t.connectionId, t.stream, t.externalId),
  ],
);

/** Pairs of records that somebody said are not the same thing, each twice: from either side. They are never proposed again. */
export const refusedMatches = syncline.table(
  'refused_matches',
  {
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    externalId: text('external_id').notNull(),
    otherConnectionId: integer('other_connection_id').notNull(),
    otherStream: text('other_stream').notNull(),
    otherExternalId: text('other_external_id').notNull(),
    refusedBy: text('refused_by').notNull(),
    refusedAt: instant('refused_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({
      name: 'refused_matches_pair',
      columns: [
        t.workspaceId,
        t.connectionId,
        t.stream,
        t.externalId,
        t.otherConnectionId,
        t.otherStream,
        t.otherExternalId,
      ],
    }),
  ],
);

/** Columns of a mapping that two-way sync alone fills. */
export interface MappingShadow {
  readonly sent: Record<string, Json>;
  readonly held: Record<string, HeldField>;
  readonly reversals: Record<string, Reversals>;
  readonly approved: Record<string, Json>;
  readonly losses: Record<string, readonly TextLoss[]>;
}
