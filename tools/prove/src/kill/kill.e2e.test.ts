import { createScratchDatabase, flushRedis, queueBackends, type ScratchDatabase } from '@syncline/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { WORKER_ROLES } from '../shared/fleet.ts';
import { scratchBackend } from '../testing/scratch-backend.ts';
import { type Harm, runKilledBackfill } from './kill-run.ts';

let database: ScratchDatabase | undefined;

afterEach(async () => {
  await database?.drop();
  database = undefined;
});

describe.each(queueBackends())('separate worker processes with the queue on %s', (kind) => {
  it('bring a backfill home, record by record, when each of them is killed once and the queue is lost once', async () => {
    database = await createScratchDatabase();
    await flushRedis();
    const result = await runKilledBackfill({
      backend: scratchBackend(kind, database.url),
      issues: 2_000,
      seed: 7,
      answerDelayMs: 150,
      environment: { SYNCLINE_BULK_CONCURRENCY: '1', SYNCLINE_JOB_LOCK_MS: '2500', SYNCLINE_SWEEP_AFTER_MS: '1000' },
      limitMs: 100_000,
      disturb: killEachOnce,
    });
    expect(result.broken).toEqual([]);
    expect(result).toMatchObject({ compared: 2_000, kills: WORKER_ROLES.length, losses: 1 });
  }, 120_000);
});

/** At moments that the progress sets, not the clock: 20 pages of issues, some of labels and milestones. */
async function killEachOnce(harm: Harm): Promise<void> {
  let pages = 2;
  for (const role of WORKER_ROLES) {
    await harm.mergedAtLeast(pages);
    await harm.fleet.kill(role);
    pages += 2;
  }
  await harm.mergedAtLeast(pages);
  await harm.loseQueue();
}
