import { setTimeout as delay } from 'node:timers/promises';
import type { Proof } from '../proof.ts';
import { WORKER_ROLES } from '../shared/fleet.ts';
import { createRandom, type Random } from '../shared/random.ts';
import { type Harm, runKilledBackfill } from './kill-run.ts';

const ISSUES = 20_000;
const KILL_EVERY_MS = 2_000;
const PAGES = ISSUES / 100;
/** Where the queue is lost, as shares of the pages. */
const LOSSES = [0.15, 0.4, 0.7];
const LIMIT_MS = 600_000;

/** A backfill of 20,000 issues under kills, without and with a queue lost three times, on each queue backend. */
export const killProof: Proof = async (options) => {
  if (options.short) return shortKillProof(options);
  const { seed, services, note } = options;
  const broken: string[] = [];
  const figures: Record<string, number | string> = {};
  for (const kind of services.backends) {
    for (const losesQueue of [false, true]) {
      const name = `${kind}${losesQueue ? ', queue lost three times' : ''}`;
      const random = createRandom(seed);
      const result = await runKilledBackfill({
        backend: await services.createBackend(kind),
        issues: ISSUES,
        seed,
        // Slow enough for the fleet to be killed some twenty times.
        answerDelayMs: 1_000,
        limitMs: LIMIT_MS,
        disturb: async (harm, signal) => {
          await Promise.all([killByTurns(harm, random, signal), losesQueue ? loseThrice(harm, signal) : undefined]);
        },
      });
      note(`${name}: ${JSON.stringify({ ...result, broken: result.broken.slice(0, 5) })}`);
      figures[name] =
        `${result.compared} issues equal after ${result.kills} kills, ${result.losses} losses, ${result.again} of ${result.pages} pages read again, ${result.seconds} s`;
      broken.push(...result.broken.map((sentence) => `${name}: ${sentence}`));
      if (result.kills < 5) broken.push(`${name}: only ${result.kills} kills, which proves little`);
      if (losesQueue && result.losses !== LOSSES.length)
        broken.push(`${name}: the queue was lost ${result.losses} times`);
    }
  }
  return { broken, figures };
};

/** 2,000 issues: each worker role is killed once and the queue is lost once, on each queue backend. */
const shortKillProof: Proof = async ({ seed, services, note }) => {
  const broken: string[] = [];
  const figures: Record<string, number | string> = {};
  for (const kind of services.backends) {
    const result = await runKilledBackfill({
      backend: await services.createBackend(kind),
      issues: 2_000,
      seed,
      answerDelayMs: 150,
      environment: { SYNCLINE_BULK_CONCURRENCY: '1', SYNCLINE_JOB_LOCK_MS: '2500', SYNCLINE_SWEEP_AFTER_MS: '1000' },
      limitMs: LIMIT_MS,
      disturb: killEachOnce,
    });
    note(`${kind}: ${JSON.stringify({ ...result, broken: result.broken.slice(0, 5) })}`);
    figures[kind] =
      `${result.compared} issues equal after ${result.kills} kills, ${result.losses} losses, ${result.seconds} s`;
    broken.push(...result.broken.map((sentence) => `${kind}: ${sentence}`));
    if (result.compared !== 2_000) broken.push(`${kind}: ${result.compared} issues were compared, not 2,000`);
    if (result.kills !== WORKER_ROLES.length || result.losses !== 1)
      broken.push(`${kind}: ${result.kills} kills and ${result.losses} losses, not ${WORKER_ROLES.length} and 1`);
  }
  return { broken, figures };
};

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

async function killByTurns({ fleet }: Harm, random: Random, signal: AbortSignal): Promise<void> {
  for (;;) {
    await delay(KILL_EVERY_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const ready = fleet.ready();
    if (ready.length > 0) await fleet.kill(random.pick(ready));
  }
}

async function loseThrice(harm: Harm, signal: AbortSignal): Promise<void> {
  for (const share of LOSSES) {
    await harm.mergedAtLeast(share * PAGES);
    if (signal.aborted) return;
    await harm.loseQueue();
  }
}
