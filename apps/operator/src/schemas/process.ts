import { z } from 'zod';
import { instant, pageOf, pagingQuery, queryBoolean, serialId } from './paging.ts';

const count = z.number().int().min(0);
const states = [
  'created',
  'initializing',
  'counting',
  'queuing_pages',
  'processing',
  'completing',
  'completed',
  'completed_with_errors',
  'failed',
  'paused',
  'cancelled',
] as const;
const state = z.enum(states);
const kind = z.enum(['backfill', 'incremental', 'import']);

const counters = z.object({
  pagesExpected: count,
  pagesFetched: count,
  pagesMerged: count,
  pagesFailed: count,
  recordsExpected: count.nullable(),
  recordsFetched: count,
  recordsIgnored: count,
  recordsNormalised: count,
  recordsCreated: count,
  recordsUpdated: count,
  recordsUnchanged: count,
  recordsStale: count,
  recordsConflicted: count,
  recordsFailed: count,
  recordsWrittenBack: count,
});

const progress = z.object({
  done: count.describe('Records done, of the streams whose size is known'),
  expected: count.nullable().describe('Null until all streams that can be counted are'),
  share: z.number().min(0).max(1).nullable(),
  rate: z.number().nullable().describe('Records a second of late; null when it can not be said'),
  etaMs: z.number().nullable().describe('Milliseconds left at that rate; null means unknown'),
  uncountedStreams: z
    .array(z.string())
    .describe('Streams under way whose size the vendor does not tell; not in the figures above'),
});

export const processSchema = z
  .object({
    id: z.uuid(),
    parentId: z.uuid().nullable(),
    kind,
    connectionId: z.number().int(),
    connectionName: z.string(),
    connector: z.string(),
    stream: z.string().nullable(),
    state,
    treeState: state.describe('What the process and its children are doing as a whole'),
    error: z.string().nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    elapsedMs: z.number().nullable(),
    counters: counters.describe('Exact; of a parent, the sums over its children'),
    progress,
  })
  .meta({ id: 'Process' });

export const processTreeSchema = z
  .object({ ...processSchema.shape, children: z.array(processSchema) })
  .meta({ id: 'ProcessTree' });

export const processPageSchema = pageOf(processSchema).meta({ id: 'ProcessPage' });

export const processQuery = pagingQuery.extend({
  connectionId: serialId.optional(),
  kind: kind.optional(),
  state: state.optional(),
  open: queryBoolean.optional().describe('true: only processes that are not finished; false: only finished ones'),
});

export const processPagesSchema = pageOf(
  z
    .object({
      id: z.number().int(),
      processId: z.uuid(),
      stream: z.string(),
      scope: z.string(),
      kind: z.enum(['probe', 'list', 'verify', 'single']),
      state: z.string(),
      externalId: z.string().nullable().describe('The record, of a page that reads one'),
      attempts: count.describe('Tries that failed'),
      errorClass: z.string().nullable(),
      error: z.string().nullable().describe('Why the last of them did'),
      nextAttemptAt: instant.nullable(),
      records: count.nullable().describe('Merged, whatever came of them; null: not yet'),
      createdAt: instant,
      fetchedAt: instant.nullable(),
      finishedAt: instant.nullable(),
      job: z
        .object({ queue: z.string(), id: z.string(), href: z.string().describe('In Bull Board') })
        .nullable()
        .describe('What moves it on; null: nothing any more'),
    })
    .meta({ id: 'ProcessPageRead' }),
).meta({ id: 'ProcessPageReads' });

export const processPagesQuery = pagingQuery.extend({
  troubled: queryBoolean.optional().describe('true: only those that did not go well at once'),
});

export const syncRequest = z.object({
  connectionId: z.number().int().positive(),
  mode: z.enum(['backfill', 'incremental', 'import']).default('incremental'),
  streams: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(100)
    .optional()
    .describe('All streams of the connection when absent'),
});
export const syncAccepted = z.object({ processId: z.uuid() }).meta({ id: 'SyncAccepted' });
