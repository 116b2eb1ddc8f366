import type { Json } from '@syncline/core';
import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';
import { syncline } from './connections.ts';

/** Files as they came: evidence, never changed (ADR 26). The same bytes are kept once a workspace. */
export const importFiles = syncline.table(
  'import_files',
  {
    id: uuid().primaryKey(),
    workspaceId: integer('workspace_id').notNull(),
    /** Lower-case hex; null while it comes in. */
    sha256: text(),
    /** Bytes. */
    size: bigint({ mode: 'number' }).notNull().default(0),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('import_files_hash').on(t.workspaceId, t.sha256).where(sql`sha256 is not null`),
    index('import_files_coming').on(t.createdAt).where(sql`sha256 is null`),
  ],
);

export const importChunks = syncline.table(
  'import_chunks',
  {
    fileId: uuid('file_id').notNull(),
    /** From 0. */
    seq: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.seq] })],
);

export type ImportState = 'proposed' | 'applying' | 'applied' | 'undoing' | 'undone';

/** One import of a file: what was proposed for it, what was decided, and what became of it. */
export const imports = syncline.table(
  'imports',
  {
    id: uuid().primaryKey(),
    workspaceId: integer('workspace_id').notNull(),
    fileId: uuid('file_id').notNull(),
    /** The file's name. */
    name: text().notNull(),
    state: text().$type<ImportState>().notNull().default('proposed'),
    /** As @syncline/imports says it. */
    proposal: jsonb().$type<Record<string, unknown>>().notNull(),
    manifest: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The profile that the manifest was taken from. */
    profile: text(),
    /** The process at work on it, or that was last. */
    processId: uuid('process_id'),
    /** Rows staged, and whether those are all. */
    rowsStaged: bigint('rows_staged', { mode: 'number' }).notNull().default(0),
    stagedAt: instant('staged_at'),
    /** The import whose evidence and manifest it repeats. */
    replayOf: uuid('replay_of'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [index('imports_recent').on(t.workspaceId, t.createdAt), index('imports_process').on(t.processId)],
);

/** Manifests that were saved, found again by the header of a file. */
export const importProfiles = syncline.table(
  'import_profiles',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    name: text().notNull(),
    fingerprint: text().notNull(),
    manifest: jsonb().$type<Record<string, unknown>>().notNull(),
    savedBy: text('saved_by').notNull(),
    savedAt: instant('saved_at').notNull().defaultNow(),
  },
  (t) => [
    unique('import_profiles_name').on(t.workspaceId, t.name),
    index('import_profiles_fingerprint').on(t.workspaceId, t.fingerprint),
  ],
);

export type ImportRowState = 'staged' | 'applied' | 'unchanged' | 'failed' | 'corrected';

/** The canonical projection of a file's rows, apart from the evidence. */
export const importRows = syncline.table(
  'import_rows',
  {
    importId: uuid('import_id').notNull(),
    /** Where a person finds it in the file, from 1. */
    row: bigint({ mode: 'number' }).notNull(),
    state: text().$type<ImportRowState>().notNull().default('staged'),
    records: jsonb().$type<readonly unknown[]>().notNull(),
    problems: jsonb().$type<readonly unknown[]>(),
    /** The cells by column, of rows with a problem: what a correction starts from. */
    cells: jsonb().$type<Record<string, Json>>(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.row] }),
    index('import_rows_staged').on(t.importId, t.row).where(sql`state = 'staged'`),
    index('import_rows_problems').on(t.importId, t.row).where(sql`problems is not null`),
  ],
);

/** What an import did to an entity, or found that it need not do: what an undo takes back. */
export const importEffects = syncline.table(
  'import_effects',
  {
    importId: uuid('import_id').notNull(),
    entityId: uuid('entity_id').notNull(),
    /** `revived`: one that an undo had tombstoned. */
    action: text().$type<'created' | 'revived' | 'updated' | 'unchanged'>().notNull(),
    /** The first row that spoke of it. */
    row: bigint({ mode: 'number' }).notNull(),
    /** What rows of this import said of it. */
    said: jsonb().$type<Record<string, Json>>().notNull(),
    /** What it put there, and what stood there before. */
    applied: jsonb().$type<Record<string, Json>>().notNull(),
    replaced: jsonb().$type<Record<string, Json>>().notNull(),
    /** The version that it left; of an entity that it made the last one before somebody else changed that. */
    version: integer().notNull(),
    /** Null: not taken back. `kept`: changed or built on since, so that it stands. */
    undone: text().$type<'restored' | 'kept'>(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.entityId] }),
    index('import_effects_entity').on(t.entityId),
    // An undo takes the next ones from its end.
    index('import_effects_open').on(t.importId, t.entityId).where(sql`undone is null`),
  ],
);

/** Under which key files of one shape speak of an entity, and what they said last. */
export const importKeys = syncline.table(
  'import_keys',
  {
    workspaceId: integer('workspace_id').notNull(),
    source: text().notNull(),
    kind: text().notNull(),
    key: text().notNull(),
    entityId: uuid('entity_id').notNull(),
    said: jsonb().$type<Record<string, Json>>().notNull(),
    importId: uuid('import_id').notNull(),
    /** What stood here before that import spoke (`{ said, importId }`), for its undo; null: nothing. */
    before: jsonb().$type<{ readonly said: Record<string, Json>; readonly importId: string }>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.source, t.kind, t.key] }),
    // An undo looks for those of some entities at a time.
    index('import_keys_import').on(t.importId, t.entityId),
    index('import_keys_entity').on(t.workspaceId, t.entityId),
  ],
);
