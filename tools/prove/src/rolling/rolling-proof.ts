import { setTimeout as delay } from 'node:timers/promises';
import type { EngineContext } from '@syncline/engine';
import { runKilledBackfill } from '../kill/kill-run.ts';
import type { Proof } from '../proof.ts';
import { ALL_ROLES } from '../shared/fleet.ts';

/** What an orchestrator waits for before it kills. */
const EXIT_WITHIN_MS = 30_000;
const IDLE_WITHIN_MS = 60_000;

/** Every role is restarted during a backfill of 50,000 issues, twice, on each queue backend. */
export const rollingProof: Proof = async ({ seed, services, note, short }) => {
  const issues = short ? 5_000 : 50_000;
  const rounds = short ? 1 : 2;
  const broken: string[] = [];
  const figures: Record<string, number | string> = {};
  // A build has seen each backend drain in other proofs.
  for (const kind of short ? services.backends.slice(0, 1) : services.backends) {
    const exits: number[] = [];
    const result = await runKilledBackfill({
      backend: await services.createBackend(kind),
      issues,
      seed,
      // Slow enough for each restart to be in the middle of it; the rest goes as fast as it can.
      answerDelayMs: 1_500,
      environment: { PORT: '0', ...(short ? { SYNCLINE_BULK_CONCURRENCY: '1' } : {}) },
      limitMs: 1_800_000,
      members: ALL_ROLES,
      look: idleQueues,
      disturb: async (harm, signal) => {
        const restarts = ALL_ROLES.length * rounds;
        for (let turn = 0; turn < restarts; turn++) {
          const role = ALL_ROLES[turn % ALL_ROLES.length]!;
          await harm.mergedAtLeast(((turn + 1) * issues) / 200 / restarts);
          if (signal.aborted) {
            broken.push(`${kind}: the backfill had ended before the ${role} was restarted`);
            return;
          }
          const { code, ms } = await harm.fleet.restart(role);
          exits.push(ms);
          note(`${kind}: the ${role} ended with ${code} after ${ms} ms, at ${await harm.merged()} pages`);
          if (code !== 0) broken.push(`${kind}: the ${role} ended with ${code}`);
          if (ms > EXIT_WITHIN_MS) broken.push(`${kind}: the ${role} took ${ms} ms to end`);
        }
        await harm.hurry();
      },
    });
    note(`${kind}: ${JSON.stringify({ ...result, broken: result.broken.slice(0, 5) })}`);
    figures[kind] =
      `${result.compared} issues equal after ${exits.length} restarts, the slowest exit ${Math.max(0, ...exits)} ms, ${result.again} of ${result.pages} pages read again, ${result.seconds} s`;
    broken.push(...result.broken.map((sentence) => `${kind}: ${sentence}`));
    if (result.compared !== issues) broken.push(`${kind}: ${result.compared} issues were compared, not ${issues}`);
  }
  return { broken, figures };
};

/** No job is left over, neither waiting nor held by a process that is gone. */
async function idleQueues(ctx: EngineContext): Promise<readonly string[]> {
  const left = async (): Promise<string[]> =>
    Object.entries(await ctx.queue.counts()).flatMap(([queue, counts]) =>
      ['active', 'waiting', 'prioritized', 'waiting-children'].flatMap((state) =>
        (counts[state] ?? 0) > 0 ? [`${counts[state]} ${state} jobs are left in ${queue}`] : [],
      ),
    );
  for (const deadline = performance.now() + IDLE_WITHIN_MS; performance.now() < deadline; await delay(200))
    if ((await left()).length === 0) return [];
  return left();
}
