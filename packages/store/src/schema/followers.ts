import { integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline } from './connections.ts';

/** How far what is kept beside the graph has followed a workspace, and who is at it. */
export const followers = syncline.table(
  'followers',
  {
    name: text().notNull(),
    workspaceId: integer('workspace_id').notNull(),
    /** Of the events that were followed; null: everything is read anew first. */
    position: text(),
    /** While everything is read anew: the last entity that was, and where the events stood when it began. */
    scannedTo: uuid('scanned_to'),
    scanFrom: text('scan_from'),
    /** Raised by every round. */
    pass: integer().notNull().default(0),
    /** What the last round was told; what follows from other settings is the follower's own. */
    settings: text(),
    leasedUntil: instant('leased_until'),
  },
  (t) => [primaryKey({ columns: [t.name, t.workspaceId] })],
);

/** What an entity is searched by. Its index of trigrams is made beside the migrations that drizzle makes. */
export const entityWords = syncline.table(
  'entity_words',
  {
    workspaceId: integer('workspace_id').notNull(),
    entityId: uuid('entity_id').notNull(),
    words: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.entityId] })],
);
