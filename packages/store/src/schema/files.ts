import type { Json } from '@syncline/core';
import { bigint, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
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

/** What of a rich text one remote can't say, kept beside its mapping; no row: everything is said. */
export const textLosses = syncline.table(
  'text_losses',
  {
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    externalId: text('external_id').notNull(),
    /** The remote's field. */
    field: text().notNull(),
    /** `Loss[]` of rich-text. */
    losses: jsonb().$type<readonly Json[]>().notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId, t.stream, t.externalId, t.field] })],
);
