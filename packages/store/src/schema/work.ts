import type { PageOutcomeCounts, PageState, ProcessKind, ProcessState } from '@syncline/core';
import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';
import { syncline } from './connections.ts';

const count = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);

/** One run of work that a person may want to watch. A parent has a child a stream (SEMANTICS 7). */
export const processes = syncline.table(
  'processes',
  {
    id: uuid().primaryKey(),
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    parentId: uuid('parent_id'),
    kind: text().$type<ProcessKind>().notNull(),
    stream: text(),
    state: text().$type<ProcessState>().notNull(),
    /** The state to go back to when a paused process is resumed. */
    resumeState: text('resume_state').$type<ProcessState>(),
    params: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    childrenOpen: integer('children_open').notNull().default(0),
    pagesOpen: integer('pages_open').notNull().default(0),
    pagesExpected: count('pages_expected'),
    pagesFetched: count('pages_fetched'),
    pagesMerged: count('pages_merged'),
    pagesFailed: count('pages_failed'),
    recordsExpected: bigint('records_expected', { mode: 'number' }),
    recordsFetched: count('records_fetched'),
    recordsIgnored: count('records_ignored'),
    recordsNormalised: count('records_normalised'),
    recordsCreated: count('records_created'),
    recordsUpdated: count('records_updated'),
    recordsUnchanged: count('records_unchanged'),
    recordsStale: count('records_stale'),
    recordsConflicted: count('records_conflicted'),
    recordsFailed: count('records_failed'),
    recordsWrittenBack: count('records_written_back'),
    error: text(),
    generation: integer().notNull().default(0),
    createdAt: instant('created_at').notNull().defaultNow(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    touchedAt: instant('touched_at').notNull().defaultNow(),
  },
  (t) => [
    index('processes_recent').on(t.workspaceId, t.createdAt),
    // A state that few runs are in is found without reading the others.
    index('processes_runs').on(t.workspaceId, t.state, t.createdAt, t.id).where(sql`parent_id is null`),
    index('processes_parent').on(t.parentId),
    index('processes_open').on(t.touchedAt).where(sql`finished_at is null`),
    index('processes_finished').on(t.finishedAt).where(sql`finished_at is not null`),
  ],
);

/** The share of a stream's process that lies in one scope, such as one repository. */
export const partitions = syncline.table(
  'process_partitions',
  {
    workspaceId: integer('workspace_id').notNull(),
    processId: uuid('process_id').notNull(),
    scope: text().notNull(),
    /** Pages of this partition that are not finished; the scope is verified when it reaches zero. */
    pagesOpen: integer('pages_open').notNull().default(0),
    /** Listing passes begun: a list that shrank while it was read is read once more. */
    passes: integer().notNull().default(0),
    /** What the list held when it began to be read, and what was first; null for lists that no page numbers name. */
    probeCount: bigint('probe_count', { mode: 'number' }),
    probeHead: text('probe_head'),
    /** Pages made after this one have read what the probe counted. */
    probePageId: bigint('probe_page_id', { mode: 'number' }),
    /** The vendor's clock at the first read: what the checkpoint becomes when the process is done. */
    observedAt: instant('observed_at'),
    unstable: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.processId, t.scope] })],
);

export type PageKind = 'probe' | 'list' | 'verify' | 'single';
export type Lane = 'live' | 'bulk';

/** One fetched slice of a stream: the unit of fan-out and of resumption. Raw and normalised bytes are zstd. */
export const pages = syncline.table(
  'pages',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    processId: uuid('process_id'),
    stream: text().notNull(),
    scope: text().notNull(),
    lane: text().$type<Lane>().notNull(),
    kind: text().$type<PageKind>().notNull(),
    cursor: jsonb().$type<Record<string, string | number>>(),
    /** A list page that follows `next` (the last planned page of a fan-out, every page of a follow). */
    follows: integer().notNull().default(0),
    since: instant('since'),
    /** For single pages: which record. */
    externalId: text('external_id'),
    locator: text(),
    state: text().$type<PageState>().notNull().default('queued'),
    generation: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    fetches: integer().notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    /** Drawn from the read sequence before the call and after its answer (rule 2.7). */
    readStartedSeq: bigint('read_started_seq', { mode: 'number' }),
    readEndedSeq: bigint('read_ended_seq', { mode: 'number' }),
    raw: bytea(),
    normalised: bytea(),
    outcome: jsonb().$type<PageOutcomeCounts>(),
    /** What a page of a counted list showed, in its order; null for what has no id. It proves the list whole (ADR 8). */
    listedIds: text('listed_ids').array(),
    /** `stream/id` of records this page showed unchanged: they were not written, but no older read may change them. */
    unchangedIds: text('unchanged_ids').array(),
    errorClass: text('error_class'),
    error: text(),
    createdAt: instant('created_at').notNull().defaultNow(),
    touchedAt: instant('touched_at').notNull().defaultNow(),
    fetchedAt: instant('fetched_at'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    index('pages_process').on(t.processId, t.scope),
    index('pages_moving').on(t.touchedAt).where(sql`state in ('queued', 'fetched', 'normalised')`),
    // Which wait for their time, and how many were let go for the quota that there is.
    index('pages_queued').on(t.connectionId, t.lane, t.nextAttemptAt).where(sql`state = 'queued'`),
    index('pages_read_fence').on(t.workspaceId, t.connectionId, t.readEndedSeq).where(sql`unchanged_ids is not null`),
    index('pages_finished').on(t.finishedAt),
    index('pages_raw').on(t.finishedAt).where(sql`raw is not null and state in ('merged', 'cancelled', 'failed')`),
  ],
);

/** `ignored`: about something that the connection's settings leave out. */
export type HintState = 'pending' | 'done' | 'ignored' | 'failed';

/** The mailbox of a record: what asks for it to be read again, in order (rule 2.6). */
export const hints = syncline.table(
  'hints',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    externalId: text('external_id').notNull(),
    locator: text(),
    scope: text().notNull(),
    op: text().$type<'changed' | 'deleted'>().notNull(),
    source: text().$type<'webhook' | 'feed' | 'overlap' | 'follow_up' | 'replay'>().notNull(),
    inboxId: bigint('inbox_id', { mode: 'number' }),
    /** What it came from: its place in a trace, and what lines of the log about it have in common. */
    traceparent: text(),
    correlationId: text('correlation_id'),
    state: text().$type<HintState>().notNull().default('pending'),
    attempts: integer().notNull().default(0),
    generation: integer().notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
    touchedAt: instant('touched_at').notNull().defaultNow(),
  },
  (t) => [
    index('hints_mailbox').on(t.workspaceId, t.connectionId, t.stream, t.externalId).where(sql`state = 'pending'`),
    index('hints_waiting').on(t.touchedAt).where(sql`state = 'pending'`),
    index('hints_finished').on(t.createdAt).where(sql`state <> 'pending'`),
  ],
);

/** How far a connection has read the changes that its vendor writes down. */
export const feeds = syncline.table(
  'feeds',
  {
    workspaceId: integer('workspace_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    /** Understood by the connector alone. */
    position: text().notNull(),
    /** When it was last read to its end. */
    readAt: instant('read_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId] })],
);

export type ReconciliationState = 'open' | 'retrying' | 'resolved' | 'ignored';

/** Anything the engine could not finish alone (SEMANTICS 6). */
export const reconciliationItems = syncline.table(
  'reconciliation_items',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').notNull(),
    /** Deterministic: the same trouble is one row however often it is met. */
    key: text().notNull(),
    /** Groups items of one cause. */
    fingerprint: text().notNull(),
    connectionId: integer('connection_id').notNull(),
    stream: text().notNull(),
    scope: text(),
    externalId: text('external_id'),
    locator: text(),
    entityKind: text('entity_kind'),
    entityId: uuid('entity_id'),
    class: text().notNull(),
    code: text().notNull(),
    message: text().notNull(),
    field: text(),
    baseValue: jsonb('base_value'),
    localValue: jsonb('local_value'),
    remoteValue: jsonb('remote_value'),
    policyMode: text('policy_mode'),
    pageId: bigint('page_id', { mode: 'number' }),
    inboxId: bigint('inbox_id', { mode: 'number' }),
    processId: uuid('process_id'),
    correlationId: text('correlation_id'),
    state: text().$type<ReconciliationState>().notNull().default('open'),
    attempts: integer().notNull().default(0),
    firstSeenAt: instant('first_seen_at').notNull().defaultNow(),
    lastAttemptAt: instant('last_attempt_at').notNull().defaultNow(),
    resolvedAt: instant('resolved_at'),
    resolvedBy: text('resolved_by'),
    resolution: text(),
  },
  (t) => [
    unique('reconciliation_items_key').on(t.workspaceId, t.key),
    index('reconciliation_items_open')
      .on(t.workspaceId, t.connectionId, t.fingerprint)
      .where(sql`state in ('open', 'retrying')`),
    index('reconciliation_items_recent').on(t.workspaceId, t.firstSeenAt),
    // A timeline has the conflicts among other things, by time.
    index('reconciliation_items_conflicts').on(t.workspaceId, t.firstSeenAt).where(sql`class = 'conflict'`),
    index('reconciliation_items_resolved').on(t.resolvedAt).where(sql`state = 'resolved'`),
    index('reconciliation_items_entity').on(t.workspaceId, t.entityId).where(sql`state in ('open', 'retrying')`),
    // What they point to is kept while they are open.
    index('reconciliation_items_page').on(t.pageId).where(sql`state in ('open', 'retrying')`),
    index('reconciliation_items_delivery').on(t.inboxId).where(sql`state in ('open', 'retrying')`),
    index('reconciliation_items_process').on(t.processId).where(sql`state in ('open', 'retrying')`),
  ],
);
