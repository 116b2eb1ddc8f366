import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline } from './connections.ts';

export type ProposalKind = 'mapping' | 'enrichment' | 'merge' | 'writeback' | 'bulk_delete' | 'import';
export type ProposalState = 'waiting' | 'approved' | 'rejected' | 'expired' | 'superseded' | 'done' | 'failed';

/** One value before and after; of a create there is nothing before, of a delete nothing after. */
export interface ProposedChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What waits for a second pair of eyes before it is done, and what became of it (ADR 29). */
export const proposals = syncline.table(
  'proposals',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    kind: text().$type<ProposalKind>().notNull(),
    state: text().$type<ProposalState>().notNull().default('waiting'),
    /** What it is about, such that one of it waits at a time. */
    key: text().notNull(),
    title: text().notNull(),
    entityId: uuid('entity_id'),
    entityKind: text('entity_kind'),
    connectionId: integer('connection_id'),
    stream: text(),
    externalId: text('external_id'),
    writebackId: bigint('writeback_id', { mode: 'number' }),
    /** What carrying it out needs, by its kind. */
    subject: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    diff: jsonb().$type<readonly ProposedChange[]>().notNull(),
    evidence: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** Of all that is approved: who approves says which one was seen. */
    digest: text().notNull(),
    /** Raised when what is proposed changes: what was decided about an older one does not count. */
    version: integer().notNull().default(1),
    /** Who made the changes: they can't approve them. */
    proposers: text().array().notNull(),
    policy: text().notNull(),
    role: text().$type<'approver' | 'admin'>().notNull(),
    needed: integer().notNull(),
    supersedes: bigint({ mode: 'number' }),
    supersededBy: bigint('superseded_by', { mode: 'number' }),
    reason: text(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('proposals_standing').on(t.workspaceId, t.key).where(sql`state in ('waiting', 'approved')`),
    index('proposals_recent').on(t.workspaceId, t.state, t.id),
    index('proposals_expiry').on(t.expiresAt).where(sql`state = 'waiting'`),
    index('proposals_writeback').on(t.writebackId).where(sql`writeback_id is not null`),
    index('proposals_entity').on(t.workspaceId, t.entityId).where(sql`state = 'waiting'`),
    index('proposals_place').on(t.workspaceId, t.entityId, t.connectionId, t.stream).where(sql`state = 'rejected'`),
  ],
);

/** Who said what about a proposal. Only ever added to. */
export const proposalDecisions = syncline.table(
  'proposal_decisions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    proposalId: bigint('proposal_id', { mode: 'number' })
      .notNull()
      .references(() => proposals.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    verdict: text().$type<'approve' | 'reject'>().notNull(),
    actor: text().notNull(),
    /** The key that it was done with, where there is one: two names on one key are one pair of eyes. */
    eyes: text().notNull(),
    words: text(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [unique('proposal_decisions_once').on(t.proposalId, t.version, t.eyes)],
);
