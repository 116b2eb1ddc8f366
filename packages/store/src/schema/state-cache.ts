import type { Json } from '@syncline/core';
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline } from './connections.ts';

/** What was written to the state cache, key by key: it is not asked what it holds before something is written or removed. */
export const stateCacheKeys = syncline.table(
  'state_cache_keys',
  {
    workspaceId: integer('workspace_id').notNull(),
    key: text().notNull(),
    /** The entity that it is about; null: about several. An entity that moves leaves keys behind, which are found by it. */
    subject: uuid(),
    /** Of the content, in hex. */
    sha256: text().notNull(),
    /** Goes up with each value that is written under the key. */
    version: integer().notNull(),
    writtenAt: instant('written_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.key] }),
    index('state_cache_keys_subject').on(t.workspaceId, t.subject).where(sql`subject is not null`),
  ],
);

export type StateCacheTask = 'verify' | 'rebuild';

/** What a comparison of the cache with the truth has found. */
export interface StateCacheReport {
  readonly task: StateCacheTask;
  readonly keys: number;
  /** Keys that the cache lacks, holds otherwise, and holds though there is nothing any more. */
  readonly missing: number;
  readonly different: number;
  readonly extra: number;
  /** Written so lately that the cache may not show it everywhere; they are not judged. */
  readonly tooFresh: number;
  /** How long the oldest difference has stood, in ms; 0: there is none. */
  readonly oldestDriftMs: number;
  readonly repaired: number;
  readonly tookMs: number;
  /** Some keys that differed. */
  readonly examples: readonly string[];
}

/** The one row of who keeps the state cache, how far, and how it goes. */
export const stateCacheKeeper = syncline.table('state_cache_keeper', {
  id: integer().primaryKey(),
  /** Which cache it is, so that another one is filled from the start. */
  cache: text(),
  /** Everything that events up to here have changed is written; null: nothing is. */
  position: text(),
  /** When that was so last. */
  positionAt: instant('position_at'),
  leaseHolder: text('lease_holder'),
  leaseUntil: instant('lease_until'),
  /** When the last writes ended, on the keeper's clock. */
  wroteAt: instant('wrote_at'),
  error: text(),
  failingSince: instant('failing_since'),
  wanted: text().$type<StateCacheTask>(),
  wantedAt: instant('wanted_at'),
  checkedAt: instant('checked_at'),
  report: jsonb().$type<StateCacheReport>(),
});

/** What an agent wants to remember: one document each. */
export const agentMemories = syncline.table(
  'agent_memories',
  {
    workspaceId: integer('workspace_id').notNull(),
    agentId: uuid('agent_id').notNull(),
    version: integer().notNull(),
    document: jsonb().$type<Json>().notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.agentId] })],
);
