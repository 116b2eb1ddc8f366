import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline } from './connections.ts';

/** What a record is to a client. `blocker`: it is somebody else's, and work of the client waits for it. */
export type ClientPart = 'person' | 'deal' | 'quote' | 'place' | 'work' | 'interaction' | 'file' | 'blocker';

export interface ClientPipeline {
  /** Null: the deals say none. */
  readonly stage: string | null;
  readonly currency: string | null;
  readonly deals: number;
  readonly amount: number;
  /** Deals without an amount: what the sum leaves out. */
  readonly withoutAmount: number;
  readonly dealIds: readonly string[];
}

/** What is known of a client in figures, each with the records that it comes from. No figure depends on the hour. */
export interface ClientFigures {
  readonly counts: Readonly<Record<Exclude<ClientPart, 'blocker'>, number>>;
  readonly pipeline: readonly ClientPipeline[];
  readonly ended: { readonly won: number; readonly lost: number; readonly dealIds: readonly string[] };
  readonly contact: {
    readonly lastAt: string | null;
    readonly lastId: string | null;
    readonly firstAt: string | null;
    /** By month (`2026-11`) and type, the newest months. */
    readonly byMonth: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  readonly work: {
    readonly open: number;
    readonly done: number;
    readonly blocked: number;
    readonly openIds: readonly string[];
    readonly blockedBy: readonly { readonly id: string; readonly by: readonly string[] }[];
  };
  readonly quality: {
    readonly expected: number;
    readonly filled: number;
    readonly missing: readonly { readonly id: string; readonly fields: readonly string[] }[];
    readonly oldestChange: { readonly id: string; readonly at: string };
    readonly newestChange: { readonly id: string; readonly at: string };
  };
  /** Records with more edges than are followed: figures that rest on them are at least what they say. */
  readonly cut: readonly string[];
}

/** An account as the list of clients shows it, with the figures that are kept of it. Made from the graph, and never more than it. */
export const clients = syncline.table(
  'clients',
  {
    workspaceId: integer('workspace_id').notNull(),
    /** The account. */
    clientId: uuid('client_id').notNull(),
    /** By what it is put in order: its name in lower case. */
    sortName: text('sort_name').notNull().default(''),
    /** What it is searched by: name and domain, and names and addresses of its people. */
    words: text().notNull().default(''),
    lastContactAt: instant('last_contact_at'),
    openDeals: integer('open_deals').notNull().default(0),
    openWork: integer('open_work').notNull().default(0),
    blockedWork: integer('blocked_work').notNull().default(0),
    /** Of the fields that complete records have, the share that there is. */
    completeness: doublePrecision().notNull().default(1),
    /** What waits for somebody, of the account and its people, deals, quotes and work. */
    openConflicts: integer('open_conflicts').notNull().default(0),
    /** Items of the reconciliation that are no conflicts. */
    openItems: integer('open_items').notNull().default(0),
    openDuplicates: integer('open_duplicates').notNull().default(0),
    waitingProposals: integer('waiting_proposals').notNull().default(0),
    /** All of these. */
    troubles: integer().notNull().default(0),
    /** As packages/engine/src/clients/roll-up.ts makes them; null: not yet. */
    figures: jsonb().$type<ClientFigures>(),
    isDirty: boolean('is_dirty').notNull().default(true),
    /** Parts that something has happened to since the figures were made. */
    touched: text().array().notNull().default([]),
    /** Not again before this time: a large client is not counted for each of many changes. */
    dueAt: instant('due_at').notNull().defaultNow(),
    keptAt: instant('kept_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.clientId] }),
    index('clients_name').on(t.workspaceId, t.sortName, t.clientId).where(sql`figures is not null`),
    index('clients_completeness').on(t.workspaceId, t.completeness, t.clientId).where(sql`figures is not null`),
    index('clients_troubles').on(t.workspaceId, t.troubles, t.clientId).where(sql`figures is not null`),
    // Few of many have any: a list of those is read along it.
    index('clients_troubled')
      .on(t.workspaceId, t.sortName, t.clientId)
      .where(sql`figures is not null and troubles > 0`),
    index('clients_due').on(t.workspaceId, t.dueAt).where(sql`is_dirty`),
    index('clients_kept').on(t.workspaceId, t.keptAt).where(sql`not is_dirty`),
  ],
);

/** Which records belong to which client, and through which: found by its edges, kept so that a list is read along an index. */
export const clientParts = syncline.table(
  'client_parts',
  {
    workspaceId: integer('workspace_id').notNull(),
    clientId: uuid('client_id').notNull(),
    part: text().$type<ClientPart>().notNull(),
    entityId: uuid('entity_id').notNull(),
    /** What it hangs on: the account itself, a deal of it … */
    viaId: uuid('via_id').notNull(),
    /** By what a list is in order, newest first: when it took place, else when it was made. */
    at: instant('at').notNull(),
    /** Of deals and work: not closed yet. */
    isOpen: boolean('is_open').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.clientId, t.entityId] }),
    index('client_parts_list').on(
      t.workspaceId,
      t.clientId,
      t.part,
      t.isOpen.desc().nullsFirst(),
      t.at.desc().nullsFirst(),
      t.entityId,
    ),
    index('client_parts_entity').on(t.workspaceId, t.entityId),
  ],
);
