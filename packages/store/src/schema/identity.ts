import type { EntityKind, FieldOrigin, Json } from '@syncline/core';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  primaryKey,
  real,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { syncline } from './connections.ts';

/** An entity as it is compared. */
export const identityRecords = syncline.table(
  'identity_records',
  {
    workspaceId: integer('workspace_id').notNull(),
    entityId: uuid('entity_id').notNull(),
    kind: text().$type<EntityKind>().notNull(),
    /** As @syncline/identity reads them. */
    traits: jsonb().$type<Record<string, Json>>().notNull(),
    /** What it is found by: hashes of blocking keys. */
    keys: bigint({ mode: 'bigint' }).array().notNull(),
    /** `trait value`, of what its commonness is counted of. */
    values: text().array().notNull(),
    changedPass: integer('changed_pass').notNull(),
    scoredPass: integer('scored_pass').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.entityId] }),
    index('identity_records_due').on(t.workspaceId, t.entityId).where(sql`scored_pass < changed_pass`),
  ],
);

/** Who is found by a blocking key. */
export const identityKeys = syncline.table(
  'identity_keys',
  {
    workspaceId: integer('workspace_id').notNull(),
    key: bigint({ mode: 'bigint' }).notNull(),
    entityId: uuid('entity_id').notNull(),
    /** How many may hold it for it to be followed. */
    most: smallint().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key, t.entityId] })],
);

/** How many hold a value: `word smith`; of the empty one, how many there are. */
export const identityCounts = syncline.table(
  'identity_counts',
  {
    workspaceId: integer('workspace_id').notNull(),
    kind: text().$type<EntityKind>().notNull(),
    value: text().notNull(),
    holders: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.value] })],
);

/** `gone`: one of the two is no more, or nothing speaks for it any longer. */
export type DuplicateState = 'open' | 'merged' | 'dismissed' | 'gone';

/** Two entities that may be one, with what speaks for it. */
export const duplicates = syncline.table(
  'duplicates',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    kind: text().$type<EntityKind>().notNull(),
    /** The lower id first. */
    aId: uuid('a_id').notNull(),
    bId: uuid('b_id').notNull(),
    probability: real().notNull(),
    /** `link`: it is merged without asking, where the configuration lets it. */
    verdict: text().$type<'link' | 'propose'>().notNull(),
    evidence: jsonb().$type<readonly Record<string, Json>[]>().notNull(),
    heldBack: text('held_back').array().notNull(),
    /** Of what the evidence says: a pair that was dismissed is asked about again when it says something else. */
    fingerprint: text().notNull(),
    state: text().$type<DuplicateState>().notNull().default('open'),
    /** Why it could not be merged when it was tried last. */
    refused: text(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    why: text(),
    mergeId: bigint('merge_id', { mode: 'number' }),
    foundAt: instant('found_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    unique('duplicates_pair').on(t.workspaceId, t.aId, t.bId),
    index('duplicates_state').on(t.workspaceId, t.state, t.probability.desc(), t.id),
    index('duplicates_b').on(t.workspaceId, t.bId),
  ],
);

/** One of the two as it stood before. */
export interface EntityImage {
  readonly version: number;
  readonly fields: Readonly<Record<string, Json>>;
  readonly origins: Readonly<Record<string, FieldOrigin>>;
}

/** Which of the two a field's value was taken from, and why. */
export interface FieldChoice {
  readonly from: 'survivor' | 'loser';
  readonly rule: 'same' | 'only_one' | 'both' | 'policy' | 'newest' | 'survivor' | 'person';
  readonly value: Json;
  /** What was not taken. */
  readonly other: Json;
}

/** What went over to the survivor, and whence: exactly what takes it apart again. */
export interface MovedParts {
  readonly mappings: readonly {
    readonly connectionId: number;
    readonly stream: string;
    readonly externalId: string;
    readonly home: boolean;
    readonly state: 'linked' | 'gone' | 'duplicate';
    /** It rested before, too. */
    readonly wasResting: boolean;
    /** Of records that rest beside another one of their list: what they showed. */
    readonly seen?: Readonly<Record<string, Json>>;
  }[];
  /** Edges of the loser's that were taken along, and those that led to it. */
  readonly edgesFrom: readonly Record<string, Json>[];
  readonly edgesTo: readonly Record<string, Json>[];
  readonly importKeys: readonly { readonly source: string; readonly kind: string; readonly key: string }[];
  readonly items: readonly number[];
  /** Entities with a field that named the loser. */
  readonly referrers: readonly { readonly id: string; readonly field: string }[];
}

/** Two entities that were made one, and what takes them apart again. */
export const merges = syncline.table(
  'merges',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    kind: text().$type<EntityKind>().notNull(),
    survivorId: uuid('survivor_id').notNull(),
    loserId: uuid('loser_id').notNull(),
    duplicateId: bigint('duplicate_id', { mode: 'number' }),
    /** `identity`: by itself. */
    actor: text().notNull(),
    why: text(),
    choices: jsonb().$type<Record<string, FieldChoice>>().notNull(),
    survivorBefore: jsonb('survivor_before').$type<EntityImage>().notNull(),
    loserBefore: jsonb('loser_before').$type<EntityImage>().notNull(),
    /** The survivor's version that holds what came of it. */
    version: integer().notNull(),
    moved: jsonb().$type<MovedParts>().notNull(),
    isAnnounced: boolean('is_announced').notNull(),
    at: instant('at').notNull().defaultNow(),
    undoneBy: text('undone_by'),
    undoneAt: instant('undone_at'),
    undoneWhy: text('undone_why'),
  },
  (t) => [
    index('merges_recent').on(t.workspaceId, t.id),
    index('merges_survivor').on(t.workspaceId, t.survivorId),
    index('merges_loser').on(t.workspaceId, t.loserId),
  ],
);
