import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';
import { syncline } from './connections.ts';

/**
 * Who did what, and why: decisions that overrode a value, actions on items, edits in the hub, configuration. Rows are
 * only ever added; a trigger refuses the rest, but for the seal, once, and the removal of what a checkpoint stands for.
 */
export const auditLog = syncline.table(
  'audit_log',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    at: instant('at').notNull().defaultNow(),
    /** `syncline`, a member (`connection/stream`), or who asked. */
    actor: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    entityId: uuid('entity_id'),
    why: text(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** Its place in the chain of the workspace, given by the sealer after the commit; null until then. */
    seq: bigint({ mode: 'number' }),
    /** SHA-256 of the row with the seal of the one before it. */
    hash: bytea(),
  },
  (t) => [
    index('audit_recent').on(t.workspaceId, t.at),
    index('audit_entity').on(t.workspaceId, t.entityId).where(sql`entity_id is not null`),
    uniqueIndex('audit_chain').on(t.workspaceId, t.seq).where(sql`seq is not null`),
    index('audit_unsealed').on(t.workspaceId, t.id).where(sql`seq is null`),
  ],
);

/** How far the audit of a workspace is sealed, and what was removed of it. */
export const auditChains = syncline.table('audit_chains', {
  workspaceId: integer('workspace_id').primaryKey(),
  seq: bigint({ mode: 'number' }).notNull().default(0),
  hash: bytea().notNull(),
  sealedAt: instant('sealed_at'),
  /** The checkpoint: the last row that retention removed. The first row that is left follows it. */
  prunedSeq: bigint('pruned_seq', { mode: 'number' }).notNull().default(0),
  prunedHash: bytea('pruned_hash').notNull(),
  prunedAt: instant('pruned_at'),
});
