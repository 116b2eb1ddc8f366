import type { Json } from '@syncline/core';
import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline } from './connections.ts';

/** When a rule is to be run in a workspace, who is at it, and how its last run went. */
export const insightRules = syncline.table(
  'insight_rules',
  {
    workspaceId: integer('workspace_id').notNull(),
    rule: text().notNull(),
    dueAt: instant('due_at').notNull().defaultNow(),
    /** Raised by every run. */
    pass: integer().notNull().default(0),
    leasedUntil: instant('leased_until'),
    ranAt: instant('ran_at'),
    tookMs: integer('took_ms'),
    /** Rows of the last run that went well. */
    found: integer(),
    /** Why the last run failed. */
    error: text(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.rule] })],
);

/** `closed`: what it said holds no longer. */
export type InsightState = 'open' | 'dismissed' | 'closed';

/** What a rule has found about an entity. One row for as long as the rule may say it: it opens and closes. */
export const insightFindings = syncline.table(
  'insight_findings',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    rule: text().notNull(),
    key: text().notNull(),
    entityId: uuid('entity_id').notNull(),
    severity: text().$type<'info' | 'warning' | 'critical'>().notNull(),
    summary: text().notNull(),
    evidence: jsonb().$type<Record<string, Json>>().notNull(),
    /** Of what the rule watches: one that was dismissed is reopened when it is another. */
    fingerprint: text().notNull(),
    state: text().$type<InsightState>().notNull().default('open'),
    openedAt: instant('opened_at').notNull().defaultNow(),
    seenAt: instant('seen_at').notNull().defaultNow(),
    closedAt: instant('closed_at'),
    timesOpened: integer('times_opened').notNull().default(1),
    dismissedBy: text('dismissed_by'),
    dismissedAt: instant('dismissed_at'),
    why: text(),
    proposalId: bigint('proposal_id', { mode: 'number' }),
    /** Of what was proposed last: the same is not proposed twice. */
    proposedDigest: text('proposed_digest'),
    /** Of the run that saw it last. */
    pass: integer().notNull(),
  },
  (t) => [
    unique('insight_findings_key').on(t.workspaceId, t.rule, t.key),
    index('insight_findings_state').on(t.workspaceId, t.state, t.id),
    index('insight_findings_entity').on(t.workspaceId, t.entityId),
    index('insight_findings_closed').on(t.closedAt).where(sql`state = 'closed'`),
    index('insight_findings_open').on(t.workspaceId, t.rule, t.pass).where(sql`state = 'open'`),
  ],
);
