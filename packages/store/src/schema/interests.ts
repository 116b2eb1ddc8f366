import type { InterestExplanation } from '@syncline/core';
import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline } from './connections.ts';

/** `item`: in stock; `interest`: stated; `said`: a call, text, mail or note. */
export type InterestSide = 'item' | 'interest' | 'said';

/** By what things in stock and those who may want them find one another; who shares no key is not compared (ADR 35). */
export const interestKeys = syncline.table(
  'interest_keys',
  {
    workspaceId: integer('workspace_id').notNull(),
    entityId: uuid('entity_id').notNull(),
    side: text().$type<InterestSide>().notNull(),
    /** Hashes of keys, each with the workspace in it. */
    keys: bigint({ mode: 'bigint' }).array().notNull(),
    /** Whose it is: contacts and accounts as they stand. */
    who: uuid().array().notNull(),
    /** Of what was said: when it counts no longer. */
    fadesAt: instant('fades_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.entityId] }),
    // What was just written is looked up at once: a list of what is pending would be read by each look.
    index('interest_keys_found').using('gin', t.keys).with({ fastupdate: false }),
    index('interest_keys_fades').on(t.workspaceId, t.fadesAt).where(sql`fades_at is not null`),
  ],
);

/**
 * A reason for an edge `interested_in`: an interest, or what was said, that an item fits. The best one explains the edge. With
 * a score of 0 it is one against it; what the others count then is in the view `interest_reasons`.
 */
export const interestMatches = syncline.table(
  'interest_matches',
  {
    workspaceId: integer('workspace_id').notNull(),
    whoId: uuid('who_id').notNull(),
    itemId: uuid('item_id').notNull(),
    /** The interest, or the activity. */
    sourceId: uuid('source_id').notNull(),
    score: real().notNull(),
    explanation: jsonb().$type<InterestExplanation>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.whoId, t.itemId, t.sourceId] }),
    index('interest_matches_source').on(t.workspaceId, t.sourceId),
    index('interest_matches_item').on(t.workspaceId, t.itemId),
    // Each reason is asked whether there is one against it, and those are few.
    index('interest_matches_refused').on(t.workspaceId, t.whoId, t.itemId).where(sql`score = 0`),
  ],
);
