import {
  createScratchDatabase,
  flushRedis,
  queueBackends,
  redisForTests,
  type ScratchDatabase,
} from '@syncline/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBullMq, migrateQueue, type QueueBackend } from './backend.ts';
import { createJobQueue, type JobInfo, type JobQueue, type JobQueueOptions } from './job-queue.ts';

const MAILBOX = { workspaceId: 1, connectionId: 1, stream: 'issues', externalId: '7' };

describe.each(queueBackends())('the job queue on %s', (kind) => {
  let database: ScratchDatabase;
  let backend: QueueBackend;
  let open: JobQueue[];

  beforeEach(async () => {
    database = await createScratchDatabase();
    await flushRedis();
    backend = kind === 'redis' ? { kind, url: redisForTests()! } : { kind, databaseUrl: database.url };
    await migrateQueue(backend);
    open = [];
  });

  afterEach(async () => {
    await Promise.all(open.map((queue) => queue.close(500)));
    await database.drop();
  });

  async function openQueue(options: Partial<JobQueueOptions> = {}): Promise<JobQueue> {
    const queue = createJobQueue({ backend, backoff: { baseMs: 10, capMs: 40 }, lockDurationMs: 1_000, ...options });
    let closing: Promise<void> | undefined;
    // Some tests close it themselves.
    const once: JobQueue = { ...queue, close: (drainMs) => (closing ??= queue.close(drainMs)) };
    open.push(once);
    await queue.assertSafe();
    return once;
  }

  function page(id: number): [name: 'fetch-bulk', payload: { pageId: number }, options: { jobId: string }] {
    return ['fetch-bulk', { pageId: id }, { jobId: `page-fetch-${id}-0` }];
  }

  it('has a worker look for jobs every few seconds, whatever it could not be told', async () => {
    const bull = createBullMq(backend, () => {});
    const worker = bull.openWorker('fetch-bulk', async () => {}, { autorun: false });
    // BullMQ's own word for how long it waits after an error, in seconds.
    const { getBlockTimeout } = worker as unknown as { getBlockTimeout(until: number): number };
    expect(getBlockTimeout.call(worker, Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(10);
    await worker.close();
    await bull.close();
  });

  it('tries a failing job again as often as it is told, and says which attempt is the last', async () => {
    const queue = await openQueue({ attempts: 4 });
    const seen: Pick<JobInfo, 'attempt' | 'lastAttempt'>[] = [];
    queue.work(
      'fetch-bulk',
      async (_payload, { attempt, lastAttempt }) => {
        seen.push({ attempt, lastAttempt });
        throw new Error('again');
      },
      { concurrency: 1 },
    );
    await queue.enqueue(...page(1));
    await vi.waitFor(() => expect(seen).toHaveLength(4), { timeout: 60_000 });
    expect(seen).toEqual([1, 2, 3, 4].map((attempt) => ({ attempt, lastAttempt: attempt === 4 })));
    await vi.waitFor(async () => expect((await queue.counts())['fetch-bulk'].failed).toBe(1), { timeout: 60_000 });
  });

  it('refuses a job that carries something else, and never hands it to a worker', async () => {
    const queue = await openQueue();
    await expect(queue.enqueue('fetch-bulk', { pageId: 'x' } as never)).rejects.toThrow();
  });

  it('takes none of several jobs when one of them carries something else', async () => {
    const queue = await openQueue();
    const [name, payload, options] = page(1);
    const requests = [
      { name, payload, options },
      { name, payload: { pageId: 'x' } as never, options },
    ];
    await expect(queue.enqueueAll(requests)).rejects.toThrow();
    await queue.enqueue(...page(2));
    expect((await queue.counts())['fetch-bulk']).toMatchObject({ waiting: 1 });
  });

  it('knows waiting, running and delayed jobs as live, and no others', async () => {
    const queue = await openQueue({ attempts: 2, backoff: { baseMs: 600_000, capMs: 600_000 } });
    const release = Promise.withResolvers<void>();
    const taken: number[] = [];
    const worker = await openQueue({ attempts: 2, backoff: { baseMs: 600_000, capMs: 600_000 } });
    await queue.enqueueAll(
      [1, 2, 3, 4].map((id) => ({
        name: 'fetch-bulk' as const,
        payload: { pageId: id },
        options: { jobId: `page-fetch-${id}-0` },
      })),
    );
    worker.work(
      'fetch-bulk',
      async ({ pageId }) => {
        taken.push(pageId);
        if (taken.length === 1) return;
        if (taken.length === 2) throw new Error('later');
        await release.promise;
      },
      { concurrency: 1 },
    );
    await vi.waitFor(() => expect(taken).toHaveLength(3), { timeout: 60_000 });
    const ids = [1, 2, 3, 4, 5].map((id) => `page-fetch-${id}-0`);
    expect([...(await queue.liveJobs('fetch-bulk', ids))].sort()).toEqual(
      ids.slice(0, 4).filter((id) => id !== `page-fetch-${taken[0]}-0`),
    );
    release.resolve();
  });

  it('ignores the id of a job that it has, and takes it under the next generation (rule 2.3)', async () => {
    const queue = await openQueue();
    let runs = 0;
    queue.work('fetch-bulk', async () => void runs++, { concurrency: 1 });
    await queue.enqueue(...page(1));
    await vi.waitFor(() => expect(runs).toBe(1), { timeout: 60_000 });
    await queue.enqueue(...page(1));
    await queue.enqueue('fetch-bulk', { pageId: 1 }, { jobId: 'page-fetch-1-1' });
    await vi.waitFor(() => expect(runs).toBe(2), { timeout: 60_000 });
    await vi.waitFor(
      async () => expect((await queue.counts())['fetch-bulk']).toMatchObject({ completed: 2, waiting: 0, active: 0 }),
      { timeout: 60_000 },
    );
    expect(runs).toBe(2);
  });

  it('waits for running jobs when it is closed, and takes no more', async () => {
    const queue = await openQueue();
    const release = Promise.withResolvers<void>();
    const events: string[] = [];
    queue.work(
      'fetch-bulk',
      async ({ pageId }) => {
        events.push(`began ${pageId}`);
        await release.promise;
        events.push(`ended ${pageId}`);
      },
      { concurrency: 1 },
    );
    await queue.enqueue(...page(1));
    await queue.enqueue(...page(2));
    await vi.waitFor(() => expect(events).toEqual(['began 1']), { timeout: 60_000 });
    const closing = queue.close(10_000).then(() => events.push('closed'));
    release.resolve();
    await closing;
    expect(events).toEqual(['began 1', 'ended 1', 'closed']);
  });

  it('tells a job that outlasts the drain to stop', async () => {
    const queue = await openQueue();
    const told = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    queue.work(
      'fetch-bulk',
      async (_payload, { signal }) => {
        signal.addEventListener('abort', () => told.resolve());
        began.resolve();
        await told.promise;
      },
      { concurrency: 1 },
    );
    await queue.enqueue(...page(1));
    await began.promise;
    await queue.close(50);
    await told.promise;
  });

  it('loses no wake-up of a mailbox, however hints and runs interleave (rule 2.6)', async () => {
    const queue = await openQueue();
    let written = 0;
    let seen = 0;
    let runs = 0;
    let running = 0;
    let together = 0;
    queue.work(
      'records',
      async () => {
        together = Math.max(together, ++running);
        runs++;
        const read = written;
        await new Promise((resolve) => setImmediate(resolve));
        seen = Math.max(seen, read);
        running--;
      },
      { concurrency: 4 },
    );
    for (let burst = 0; burst < 60; burst++) {
      written++;
      await queue.enqueue('records', MAILBOX, { mailbox: 'issue-7' });
      for (let turn = 0; turn < burst % 7; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    await vi.waitFor(() => expect(seen).toBe(60), { timeout: 60_000 });
    expect(together).toBe(1);
    expect(runs).toBeLessThanOrEqual(60);
  });

  it('wakes a mailbox again after a run that failed for good', async () => {
    const queue = await openQueue({ attempts: 2 });
    let runs = 0;
    let broken = true;
    queue.work(
      'records',
      async () => {
        runs++;
        if (broken) throw new Error('the database is away');
      },
      { concurrency: 1 },
    );
    await queue.enqueue('records', MAILBOX, { mailbox: 'issue-7' });
    await vi.waitFor(async () => expect((await queue.counts()).records.failed).toBe(1), { timeout: 60_000 });
    expect(runs).toBe(2);
    broken = false;
    await queue.enqueue('records', MAILBOX, { mailbox: 'issue-7' });
    await vi.waitFor(() => expect(runs).toBe(3), { timeout: 60_000 });
  });

  it('gives the jobs of a worker that died to another, again and again', async () => {
    const dying = await openQueue();
    const began = Promise.withResolvers<void>();
    const forever = Promise.withResolvers<void>();
    dying.work(
      'fetch-bulk',
      () => {
        began.resolve();
        return forever.promise;
      },
      { concurrency: 1 },
    );
    await dying.enqueue(...page(1));
    await began.promise;
    // Ended by force: nobody renews the lock any more.
    await dying.close(0);
    const done = Promise.withResolvers<JobInfo>();
    (await openQueue()).work('fetch-bulk', async (_payload, info) => done.resolve(info), { concurrency: 1 });
    expect((await done.promise).jobId).toBe('page-fetch-1-0');
    forever.resolve();
  });
});
