import { bigint, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline } from './connections.ts';

/** What files held when they were copied. Their bytes are never kept. */
export const files = syncline.table(
  'files',
  {
    workspaceId: integer('workspace_id').notNull(),
    entityId: uuid('entity_id').notNull(),
    /** Lower-case hex. */
    sha256: text().notNull(),
    /** Bytes. */
    size: bigint({ mode: 'number' }).notNull(),
    /** Where they were read, by `connection id/stream/external id`. */
    readFrom: text('read_from').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.entityId] })],
);
