import { type BackoffOptions, backoffDelayMs, defaultBackoff } from '@syncline/core';
import { type Job, type Queue, UnrecoverableError, type Worker } from 'bullmq';
import { type BullMq, createBullMq, type QueueBackend } from './backend.ts';
import { type JobName, type JobPayload, jobCatalogue, jobNames } from './catalogue.ts';
import { createEnqueuer } from './enqueuer.ts';

export interface EnqueueOptions {
  /** Derived from the row (`rowJobId`); absent for mailbox wake-ups, which are told apart by `mailbox`. */
  readonly jobId?: string;
  /** One wake-up a mailbox: a further one while it runs makes it run once more, and none is lost. */
  readonly mailbox?: string;
}

export interface EnqueueRequest<Name extends JobName = JobName> {
  readonly name: Name;
  readonly payload: JobPayload<Name>;
  readonly options: EnqueueOptions;
}

export interface JobInfo {
  readonly jobId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** True when the queue will not try again: give the work up in the database. */
  readonly lastAttempt: boolean;
  /** Aborted when the worker is told to stop at once. */
  readonly signal: AbortSignal;
}

export interface WorkOptions {
  readonly concurrency: number;
}

export interface JobQueue {
  readonly backend: QueueBackend['kind'];
  /** Resolves when the job is in the queue. Calls of one turn of the event loop go together. */
  enqueue<Name extends JobName>(name: Name, payload: JobPayload<Name>, options?: EnqueueOptions): Promise<void>;
  enqueueAll(requests: readonly EnqueueRequest[]): Promise<void>;
  /** Starts a worker. What the handler throws makes the job be tried again, with exponential backoff and full jitter. */
  work<Name extends JobName>(
    name: Name,
    handler: (payload: JobPayload<Name>, info: JobInfo) => Promise<void>,
    options: WorkOptions,
  ): void;
  /** Which of these jobs are waiting, running or to be retried. */
  liveJobs(name: JobName, jobIds: readonly string[]): Promise<Set<string>>;
  counts(): Promise<Record<JobName, Record<string, number>>>;
  /** BullMQ's own queue objects, for Bull Board. */
  queues(): readonly Queue[];
  assertSafe(): Promise<void>;
  ping(): Promise<void>;
  /** Stops taking jobs, waits for running ones up to `drainMs`, then closes. */
  close(drainMs?: number): Promise<void>;
}

export interface JobQueueOptions {
  readonly backend: QueueBackend;
  /** Tries of a job before its work is given up. */
  readonly attempts?: number;
  readonly backoff?: BackoffOptions;
  /** How long a job of a killed worker stays locked, in ms. Tests shorten it. */
  readonly lockDurationMs?: number;
  readonly onError?: (error: Error) => void;
  readonly onJob?: (name: JobName, outcome: 'completed' | 'failed', ms: number) => void;
  readonly trace?: JobTrace;
}

/** Which work a job came from, and how it is done as a part of that. */
export interface JobTrace {
  /** What goes along with jobs that are put into the queue now; null: nothing. */
  carry(name: JobName): string | null;
  /** Does a job, given what went along with it. */
  run(name: JobName, carried: string | null, work: () => Promise<void>): Promise<void>;
}

/**
 * With BullMQ's default of one stall, killed workers lost 48 of 3,000 jobs. Effects are fenced in
 * Postgres, so a job may run as often as it takes.
 */
const MAX_STALLED_COUNT = 1_000;
/** What jobs get to end after they were told to stop, in ms. */
const LEAVING_MS = 1_000;
const COMPLETED_AGE_S = 300;
const FAILED_AGE_S = 7 * 24 * 3600;

export function createJobQueue(options: JobQueueOptions): JobQueue {
  const onError = options.onError ?? (() => {});
  const bull: BullMq = createBullMq(options.backend, onError);
  const backoff = options.backoff ?? defaultBackoff;
  const lockDuration = options.lockDurationMs ?? 30_000;
  const defaultJobOptions = {
    attempts: options.attempts ?? 6,
    backoff: { type: 'custom' },
    removeOnComplete: { age: COMPLETED_AGE_S },
    removeOnFail: { age: FAILED_AGE_S },
  };
  const queues = new Map<JobName, Queue>();
  const workers: Worker[] = [];
  const stopping = new AbortController();
  const queueOf = (name: JobName): Queue => {
    let queue = queues.get(name);
    if (!queue) {
      queue = bull.openQueue(name, { defaultJobOptions });
      queue.on('error', onError);
      queues.set(name, queue);
    }
    return queue;
  };
  const carried = options.trace?.carry.bind(options.trace) ?? (() => null);
  const enqueuer = createEnqueuer({ queueOf, backend: bull.kind, carried });

  return {
    backend: bull.kind,
    enqueue: (name, payload, jobOptions = {}) => enqueuer.add([{ name, payload, options: jobOptions }]),
    enqueueAll: (requests) => enqueuer.add(requests),
    work: (name, handler, { concurrency }) => {
      const { payload: schema } = jobCatalogue[name];
      const process = async (job: Job): Promise<void> => {
        const started = performance.now();
        const payload = schema.safeParse(job.data);
        if (!payload.success)
          throw new UnrecoverableError(
            `Job ${job.id} of ${name} does not carry what ${name} jobs carry: ${payload.error.message}`,
          );
        const attempt = job.attemptsMade + 1;
        const info = {
          jobId: job.id ?? '',
          attempt,
          lastAttempt: attempt >= (job.opts.attempts ?? 1),
          signal: stopping.signal,
        };
        try {
          const work = () => handler(payload.data as JobPayload<typeof name>, info);
          await (options.trace ? options.trace.run(name, job.opts.telemetry?.metadata ?? null, work) : work());
          options.onJob?.(name, 'completed', performance.now() - started);
        } catch (error) {
          options.onJob?.(name, 'failed', performance.now() - started);
          throw error;
        }
      };
      const worker = bull.openWorker(name, process as never, {
        concurrency,
        lockDuration,
        stalledInterval: lockDuration,
        maxStalledCount: MAX_STALLED_COUNT,
        settings: { backoffStrategy: (attemptsMade: number) => backoffDelayMs(attemptsMade, backoff) },
      });
      worker.on('error', onError);
      workers.push(worker);
    },
    liveJobs: async (name, jobIds) => {
      const queue = queueOf(name);
      const states = await Promise.all(jobIds.map((id) => queue.getJobState(id)));
      return new Set(jobIds.filter((_, index) => isLive(states[index])));
    },
    counts: async () => {
      const entries = await Promise.all(
        jobNames.map(async (name) => [name, await queueOf(name).getJobCounts()] as const),
      );
      return Object.fromEntries(entries) as Record<JobName, Record<string, number>>;
    },
    queues: () => jobNames.map(queueOf),
    assertSafe: () => bull.assertSafe(),
    ping: () => bull.ping(),
    close: async (drainMs = 25_000) => {
      await enqueuer.flush().catch(onError);
      const drained = Promise.all(workers.map((worker) => worker.close()));
      const inTime = await Promise.race([drained.then(() => true), waitMs(drainMs).then(() => false)]);
      stopping.abort();
      // A worker that is closing can't be closed by force any more: a job that does not heed the signal is left behind.
      if (!inTime) await Promise.race([drained, waitMs(LEAVING_MS)]);
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await Promise.race([bull.close(), waitMs(LEAVING_MS)]);
    },
  };
}

function isLive(state: string | undefined): boolean {
  return (
    state === 'waiting' ||
    state === 'active' ||
    state === 'delayed' ||
    state === 'prioritized' ||
    state === 'waiting-children'
  );
}

function waitMs(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
