import type { Json } from '@syncline/core';
import { integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline } from './connections.ts';

export type ResourceKind =
  | 'connection'
  | 'sync_config'
  | 'schedule'
  | 'window'
  | 'alert_rule'
  | 'alert_route'
  | 'identity'
  | 'insight';
export type ManagedBy = 'file' | 'api';

/** Who configured what: what a file has said of a thing, and where each of its values comes from (ADR 16). */
export const configResources = syncline.table(
  'config_resources',
  {
    workspaceId: integer('workspace_id').notNull(),
    kind: text().$type<ResourceKind>().notNull(),
    name: text().notNull(),
    managedBy: text('managed_by').$type<ManagedBy>().notNull(),
    /** Of kinds that have no table of their own; null for the others, and for what was removed. */
    value: jsonb().$type<Record<string, Json>>(),
    /** What the file said when it was last applied, by JSON pointer; null: no file names it. */
    applied: jsonb().$type<Record<string, Json>>(),
    /** Values of the API that were let stand against the file, by pointer. */
    kept: jsonb().$type<Record<string, Json>>().notNull().default({}),
    /** By pointer; the nearest one above counts for what has none of its own. */
    origins: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.name] })],
);
