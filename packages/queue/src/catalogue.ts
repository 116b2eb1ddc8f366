import { z } from 'zod';

const pageJob = z.object({ pageId: z.number().int() });
const writebackJob = z.object({ writebackId: z.number().int() });
const processJob = z.object({ processId: z.uuid() });

/**
 * Every job there is: its queue and what it carries. Jobs carry ids, never records (rule 2.2). Live and
 * bulk work have queues of their own, so that a backfill can't make a webhook wait (SEMANTICS 8).
 */
export const jobCatalogue = {
  /** Deliveries that were committed together go together: a job each would cost more than all else that an ingress does. */
  deliveries: { payload: z.object({ inboxIds: z.array(z.number().int()).min(1) }), lane: 'live' },
  records: {
    payload: z.object({
      workspaceId: z.number().int(),
      connectionId: z.number().int(),
      stream: z.string(),
      externalId: z.string(),
    }),
    lane: 'live',
  },
  'fetch-live': { payload: pageJob, lane: 'live' },
  'fetch-bulk': { payload: pageJob, lane: 'bulk' },
  'transform-live': { payload: pageJob, lane: 'live' },
  'transform-bulk': { payload: pageJob, lane: 'bulk' },
  'merge-live': { payload: pageJob, lane: 'live' },
  'merge-bulk': { payload: pageJob, lane: 'bulk' },
  'write-live': { payload: writebackJob, lane: 'live' },
  'write-bulk': { payload: writebackJob, lane: 'bulk' },
  'process-plan': { payload: processJob, lane: 'bulk' },
  'process-complete': { payload: processJob, lane: 'bulk' },
  reconcile: { payload: z.object({ itemId: z.number().int() }), lane: 'bulk' },
} as const satisfies Record<string, { payload: z.ZodType; lane: 'live' | 'bulk' }>;

export type JobName = keyof typeof jobCatalogue;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobCatalogue)[Name]['payload']>;
export const jobNames = Object.keys(jobCatalogue) as JobName[];

/** A row's id plus the generation that the sweeper raises: BullMQ silently ignores the id of a retained job (rule 2.3). */
export function rowJobId(
  row: 'page' | 'inbox' | 'process' | 'item' | 'writeback',
  stage: string,
  id: number | string,
  generation: number,
): string {
  return `${row}-${stage}-${id}-${generation}`;
}

/**
 * The name of a mailbox. Its parts are encoded, so that no two mailboxes have one name, and that none holds a colon,
 * by which BullMQ separates its Redis keys.
 */
export function mailboxId(parts: readonly (string | number)[]): string {
  return parts.map((part) => encodeURIComponent(String(part).toWellFormed())).join('/');
}
