import { sql } from 'drizzle-orm';
import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  primaryKey,
  real,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline, workspaces } from './connections.ts';

/** What happened in a minute, in figures: service levels are told from these rows, which outlive what they count. */
export const serviceMinutes = syncline.table(
  'service_minutes',
  {
    workspaceId: integer('workspace_id').notNull(),
    minute: instant('minute').notNull(),
    /** Changes announced in this minute, by how long they took: one count a bound of `latencyBounds`, and one for what is beyond. */
    latency: integer().array().notNull().default([]),
    /** Records read and merged, and writes carried out, that succeeded. */
    succeeded: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    conflicts: integer().notNull().default(0),
    /** Looks at how far the graph was behind, and the sum and the worst of what they saw, in seconds. */
    looks: integer().notNull().default(0),
    behindSum: real('behind_sum').notNull().default(0),
    behindMax: real('behind_max').notNull().default(0),
    /** Looks that saw it behind by more than is promised. */
    looksBehind: integer('looks_behind').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.minute] }), index('service_minutes_age').on(t.minute)],
);

/** `pending`: true, but not yet for long enough that anybody is told. */
export type AlertState = 'pending' | 'firing' | 'resolved';
export type AlertSeverity = 'info' | 'warning' | 'critical';

/** One time that something was wrong: from when a rule first held to when it no longer did. */
export const alerts = syncline.table(
  'alerts',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    rule: text().notNull(),
    signal: text().notNull(),
    /** Null: it is about the workspace as a whole. */
    connectionId: integer('connection_id'),
    /** Of the rule and what it is about: one row of each is open at a time. */
    fingerprint: text().notNull(),
    severity: text().$type<AlertSeverity>().notNull(),
    state: text().$type<AlertState>().notNull(),
    summary: text().notNull(),
    /** As the signal was last seen, and the bound that it crossed. */
    value: doublePrecision().notNull(),
    threshold: doublePrecision().notNull(),
    runbook: text(),
    /** When it was first seen. */
    since: instant('since').notNull().defaultNow(),
    firedAt: instant('fired_at'),
    resolvedAt: instant('resolved_at'),
    seenAt: instant('seen_at').notNull().defaultNow(),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedAt: instant('acknowledged_at'),
    note: text(),
    /** Nobody is told of anything before this time, its end excepted. */
    silencedUntil: instant('silenced_until'),
  },
  (t) => [
    uniqueIndex('alerts_open').on(t.workspaceId, t.fingerprint).where(sql`state <> 'resolved'`),
    index('alerts_recent').on(t.workspaceId, t.id),
    index('alerts_resolved').on(t.resolvedAt).where(sql`state = 'resolved'`),
  ],
);

export type AlertMessageState = 'queued' | 'done' | 'given_up';

/** What a destination is to be told of an alert: a row a destination, so that one which is down holds up no other. */
export const alertMessages = syncline.table(
  'alert_messages',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    alertId: bigint('alert_id', { mode: 'number' })
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    route: text().notNull(),
    kind: text().$type<'fired' | 'resolved'>().notNull(),
    state: text().$type<AlertMessageState>().notNull().default('queued'),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull().defaultNow(),
    error: text(),
    /** What is told: as it was when it happened. */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    unique('alert_messages_one').on(t.alertId, t.route, t.kind),
    index('alert_messages_due').on(t.nextAttemptAt).where(sql`state = 'queued'`),
  ],
);
