import type { Queue } from 'bullmq';
import { type JobName, jobCatalogue } from './catalogue.ts';
import type { EnqueueRequest } from './job-queue.ts';

const MAX_BATCH = 500;
/**
 * Up to here the Postgres backend takes jobs one by one: its bulk add makes two temporary tables, which
 * cost as much as some fifteen single adds (14 ms against 0.9 ms when measured).
 */
const MAX_SINGLES_ON_POSTGRES = 12;

interface Carried extends EnqueueRequest {
  readonly carried: string | null;
}

interface Batch {
  readonly requests: Carried[];
  readonly done: PromiseWithResolvers<void>;
  isDue: boolean;
}

/** What is on its way to one queue, and what collects meanwhile. */
interface Outbox {
  open: Batch | null;
  sending: Promise<void> | null;
}

export interface Enqueuer {
  /** Sends all or, when one of them does not carry what its catalogue entry says, throws and sends none. */
  add(requests: readonly EnqueueRequest[]): Promise<void>;
  /** Sends what waits for company at once. */
  flush(): Promise<void>;
}

export interface EnqueuerOptions {
  readonly queueOf: (name: JobName) => Queue;
  readonly backend: 'redis' | 'postgres';
  /** What goes along with a job that is added now. */
  readonly carried: (name: JobName) => string | null;
}

/**
 * Sends adds of the same queue that come in one turn of the event loop together, a batch at a time: one bulk add costs a
 * small part of as many single ones. A lone one waits for nothing, and while the queue is slow, the next batch grows.
 */
export function createEnqueuer({ queueOf, backend, carried }: EnqueuerOptions): Enqueuer {
  const maxSingles = backend === 'postgres' ? MAX_SINGLES_ON_POSTGRES : 1;
  const outboxes = new Map<JobName, Outbox>();

  const outboxOf = (name: JobName): Outbox => {
    let outbox = outboxes.get(name);
    if (!outbox) outboxes.set(name, (outbox = { open: null, sending: null }));
    return outbox;
  };

  const openBatch = (name: JobName, outbox: Outbox): Batch => {
    const batch: Batch = { requests: [], done: Promise.withResolvers<void>(), isDue: false };
    setImmediate(() => {
      batch.isDue = true;
      sendIfDue(name, outbox);
    });
    outbox.open = batch;
    return batch;
  };

  const send = (name: JobName, outbox: Outbox, batch: Batch): void => {
    outbox.open = null;
    const sent = sendBatch(queueOf(name), batch.requests, maxSingles);
    sent.then(batch.done.resolve, batch.done.reject);
    const settled = sent
      .catch(() => {})
      .then(() => {
        if (outbox.sending !== settled) return;
        outbox.sending = null;
        sendIfDue(name, outbox);
      });
    outbox.sending = settled;
  };

  const sendIfDue = (name: JobName, outbox: Outbox): void => {
    if (!outbox.sending && outbox.open?.isDue) send(name, outbox, outbox.open);
  };

  return {
    add: async (requests) => {
      // All before the first is put into a batch: a bad one must not leave the others sent and nobody waiting for them.
      for (const { name, payload } of requests) jobCatalogue[name].payload.parse(payload);
      const waits = new Set<Promise<void>>();
      for (const request of requests) {
        const outbox = outboxOf(request.name);
        const batch = outbox.open ?? openBatch(request.name, outbox);
        batch.requests.push({ ...request, carried: carried(request.name) });
        waits.add(batch.done.promise);
        // Full: it goes beside the one that is on its way.
        if (batch.requests.length >= MAX_BATCH) send(request.name, outbox, batch);
      }
      await Promise.all(waits);
    },
    flush: async () => {
      const waits: Promise<void>[] = [];
      for (const [name, outbox] of outboxes) {
        if (outbox.sending) waits.push(outbox.sending);
        if (!outbox.open) continue;
        waits.push(outbox.open.done.promise);
        send(name, outbox, outbox.open);
      }
      await Promise.all(waits);
    },
  };
}

async function sendBatch(queue: Queue, requests: readonly Carried[], maxSingles: number): Promise<void> {
  const jobs = requests.map(({ name, payload, options, carried }) => ({
    name,
    data: payload,
    opts: {
      ...(options.jobId === undefined ? {} : { jobId: options.jobId }),
      ...(carried === null ? {} : { telemetry: { metadata: carried } }),
      ...(options.mailbox === undefined ? {} : { deduplication: { id: options.mailbox, keepLastIfActive: true } }),
    },
  }));
  if (jobs.length <= maxSingles) await Promise.all(jobs.map((job) => queue.add(job.name, job.data, job.opts)));
  else await queue.addBulk(jobs);
}
