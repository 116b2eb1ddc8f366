import type { EntityKind, FieldDecision, FieldOrigin, Json, RelationType } from '@syncline/core';
import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, xid8 } from './columns.ts';
import { syncline } from './connections.ts';
import type { MappingShadow } from './sync.ts';

/** One canonical record of the hub graph. Ids are UUIDv7, so the primary key is in order of creation. */
export const entities = syncline.table(
  'entities',
  {
    workspaceId: integer('workspace_id').notNull(),
    id: uuid().notNull(),
    kind: text().$type<EntityKind>().notNull(),
    version: integer().notNull(),
    fields: jsonb().$type<Record<string, Json>>().notNull(),
    /** Where each field's value comes from, of entities that are kept in step with more than one remote. */
    origins: jsonb().$type<Record<string, FieldOrigin>>(),
    /** Where version 1 came from; later versions are in entity_versions. */
    originPageId: bigint('origin_page_id', { mode: 'number' }),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    /** Tombstone: entities are never erased (rule 3.10). */
    deletedAt: instant('deleted_at'),
    /** Of a tombstone: what it has become part of. */
    mergedInto: uuid('merged_into'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('entities_kind').on(t.workspaceId, t.kind, t.id),
    // What rows of imports are recognised by.
    index('entities_contact_email').on(t.workspaceId, sql`lower(fields ->> 'email')`).where(sql`kind = 'contact'`),
    index('entities_account_domain').on(t.workspaceId, sql`lower(fields ->> 'domain')`).where(sql`kind = 'account'`),
    index('entities_account_name').on(t.workspaceId, sql`lower(fields ->> 'name')`).where(sql`kind = 'account'`),
    index('entities_item_sku').on(t.workspaceId, sql`lower(fields ->> 'sku')`).where(sql`kind = 'inventory_item'`),
    index('entities_item_name').on(t.workspaceId, sql`lower(fields ->> 'name')`).where(sql`kind = 'inventory_item'`),
    index('entities_interest_of')
      .on(t.workspaceId, sql`coalesce(fields ->> 'contact', fields ->> 'account')`)
      .where(sql`kind = 'interest'`),
  ],
);

/**
 * The link between one entity and one remote object. `seen` is what the remote last showed, `base` what
 * both sides last agreed on; a null base means "the same as seen", which nearly every row is.
 */
export const mappings = syncline.table(
  'mappings',
  {
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    externalId: text('external_id').notNull(),
    entityId: uuid('entity_id').notNull(),
    locator: text(),
    scope: text().notNull(),
    url: text(),
    seen: jsonb().$type<Record<string, Json>>().notNull(),
    base: jsonb().$type<Record<string, Json>>(),
    /** The rest of the shadow (see core's `Shadow`); null: nothing of it. */
    shadow: jsonb().$type<MappingShadow>(),
    /** Our key on the remote object, when we created it or bound it by one. */
    ownKey: text('own_key'),
    /** The vendor's own version of the record: the condition of a conditional write. */
    remoteVersion: text('remote_version'),
    /** True for the mapping that the entity was made from: fields without a rule are taken from it alone. */
    home: boolean().notNull().default(true),
    /** How what was accepted last came. */
    method: text().$type<'webhook' | 'poll' | 'batch' | 'manual'>(),
    seenHash: text('seen_hash').notNull(),
    /**
     * Hash of the bytes that `seen` came from, followed by the seen hash of then: whoever changes `seen` need not
     * know of it. Null: not known by its bytes.
     */
    rawHash: text('raw_hash'),
    /** Of the edges alone: most changes leave them as they are. */
    edgesHash: text('edges_hash').notNull(),
    remoteUpdatedAt: instant('remote_updated_at'),
    /** End of the newest read that was accepted (rule 2.7). */
    acceptedSeq: bigint('accepted_seq', { mode: 'number' }).notNull(),
    acceptedPageId: bigint('accepted_page_id', { mode: 'number' }),
    /** `duplicate`: it is read, and not written; another record of its stream is the entity's. */
    state: text().$type<'linked' | 'gone' | 'duplicate'>().notNull().default('linked'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.connectionId, t.stream, t.externalId] }),
    index('mappings_entity').on(t.workspaceId, t.entityId),
    index('mappings_locator').on(t.locator, t.workspaceId, t.connectionId),
    index('mappings_own_key').on(t.workspaceId, t.connectionId, t.ownKey).where(sql`own_key is not null`),
    index('mappings_held').on(t.workspaceId, t.connectionId).where(sql`shadow -> 'held' is not null`),
  ],
);

/**
 * Remote objects that the vendor said are deleted. Kept apart from mappings because the word may come
 * before the record was ever read; an older read must not bring it back.
 */
export const remoteTombstones = syncline.table(
  'remote_tombstones',
  {
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    externalId: text('external_id').notNull(),
    proof: text().$type<'event' | 'read'>().notNull(),
    /** End of the read that found it gone: a read that started later and shows it is believed. Null: the vendor's word. */
    seq: bigint({ mode: 'number' }),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId, t.stream, t.externalId] })],
);

/**
 * Edges, as one side's remote showed them. `to_entity_id` is null while the target is not in the graph
 * (rule 3.9). A target is named by its id, or by its locator where the vendor shows no id (`target` holds
 * `id:<external id>` or `at:<locator>`).
 */
export const relations = syncline.table(
  'relations',
  {
    workspaceId: integer('workspace_id').notNull(),
    fromEntityId: uuid('from_entity_id').notNull(),
    type: text().$type<RelationType>().notNull(),
    connectionId: integer('connection_id').notNull(),
    toStream: text('to_stream').notNull(),
    target: text().notNull(),
    toEntityId: uuid('to_entity_id'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.fromEntityId, t.type, t.connectionId, t.toStream, t.target] }),
    index('relations_to').on(t.workspaceId, t.toEntityId).where(sql`to_entity_id is not null`),
    index('relations_pending').on(t.workspaceId, t.connectionId, t.toStream, t.target).where(sql`to_entity_id is null`),
  ],
);

/** Why a field has the value it has: which read changed it and what it replaced (rule 3.13). */
export const entityVersions = syncline.table(
  'entity_versions',
  {
    workspaceId: integer('workspace_id').notNull(),
    entityId: uuid('entity_id').notNull(),
    version: integer().notNull(),
    /** `{ field: [replaced value or null] }`; the new value stands in the next version or the entity. */
    replaced: jsonb().$type<Record<string, Json>>().notNull(),
    decision: text().notNull(),
    /** Field by field, where more than one remote had a say. */
    decisions: jsonb().$type<readonly FieldDecision[]>(),
    /** Who edited it in the hub. */
    actor: text(),
    connectionId: integer('connection_id'),
    stream: text(),
    pageId: bigint('page_id', { mode: 'number' }),
    processId: uuid('process_id'),
    remoteUpdatedAt: instant('remote_updated_at'),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.entityId, t.version] })],
);

/**
 * What happened, written in the transaction that made it so. `tx` and `id` give an order in which no
 * row appears behind a reader: rows are read only below the oldest running transaction (ADR 4).
 */
export const events = syncline.table(
  'events',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    tx: xid8().notNull().default(sql`pg_current_xact_id()`),
    workspaceId: integer('workspace_id').notNull(),
    type: text().notNull(),
    entityId: uuid('entity_id'),
    entityVersion: integer('entity_version'),
    processId: uuid('process_id'),
    connectionId: integer('connection_id'),
    payload: jsonb().$type<Record<string, unknown>>(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tx, t.id] }),
    // The relay hands a backlog on in the order of ids (ADR 19).
    index('events_id').on(t.id),
  ],
);

/** How far events were handed on to the bus, and who does it (ADR 19). One row, made by the first relay. */
export const eventRelay = syncline.table('event_relay', {
  name: text().primaryKey(),
  epoch: bigint({ mode: 'number' }).notNull().default(0),
  holder: text(),
  leasedUntil: instant('leased_until'),
  /** Snapshots of the server, as text: what was handed on, and what is being handed on. */
  seen: text(),
  until: text(),
  afterId: bigint('after_id', { mode: 'number' }).notNull().default(0),
  published: bigint({ mode: 'number' }).notNull().default(0),
  publishedAt: instant('published_at'),
  error: text(),
  failingSince: instant('failing_since'),
});
