import type { Queue } from 'bullmq';
import { jobCatalogue, type JobName } from './catalogue.ts';
import type { EnqueueRequest } from './job-queue.ts';

/** How long a call waits for company, in ms: one bulk add costs a small part of as many single ones. */
const BATCH_WINDOW_MS = 2;
const MAX_BATCH = 500;

interface Batch {
  readonly requests: EnqueueRequest[];
  readonly done: Promise<void>;
  send(): void;
}

export interface Enqueuer {
  add(requests: readonly EnqueueRequest[]): Promise<void>;
  /** Sends what waits for company at once. */
  flush(): Promise<void>;
}

/** Collects adds of the same queue for a moment and sends them together. */
export function createEnqueuer(queueOf: (name: JobName) => Queue): Enqueuer {
  const open = new Map<JobName, Batch>();

  const openBatch = (name: JobName): Batch => {
    const requests: EnqueueRequest[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const send = (): void => {
      clearTimeout(timer);
      if (open.get(name) === batch) open.delete(name);
      sendBatch(queueOf(name), requests).then(resolve, reject);
    };
    const timer = setTimeout(send, BATCH_WINDOW_MS);
    const batch: Batch = { requests, done: promise, send };
    open.set(name, batch);
    return batch;
  };

  return {
    add: async (requests) => {
      const waits = new Set<Promise<void>>();
      for (const request of requests) {
        jobCatalogue[request.name].payload.parse(request.payload);
        const batch = open.get(request.name) ?? openBatch(request.name);
        batch.requests.push(request);
        waits.add(batch.done);
        if (batch.requests.length >= MAX_BATCH) batch.send();
      }
      await Promise.all(waits);
    },
    flush: async () => {
      const batches = [...open.values()];
      for (const batch of batches) batch.send();
      await Promise.all(batches.map((batch) => batch.done));
    },
  };
}

async function sendBatch(queue: Queue, requests: readonly EnqueueRequest[]): Promise<void> {
  await queue.addBulk(
    requests.map(({ name, payload, options }) => ({
      name,
      data: payload,
      opts: {
        ...(options.jobId === undefined ? {} : { jobId: options.jobId }),
        ...(options.mailbox === undefined ? {} : { deduplication: { id: options.mailbox, keepLastIfActive: true } }),
      },
    })),
  );
}
