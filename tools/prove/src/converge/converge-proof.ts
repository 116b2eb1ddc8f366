import fc from 'fast-check';
import type { Proof } from '../proof.ts';
import { history, weather } from './history.ts';
import { runHistories } from './run-histories.ts';
import { createWorld, type World } from './world.ts';

/** Histories that are lived through side by side, and how many such batches make a run: a hundred histories, or twenty. */
const BATCH = 10;
const BATCHES = { full: 10, short: 2 };

/**
 * Random histories of edits on three sides, with lost, doubled and reordered webhooks, lost answers, cut calls, crashes
 * after any commit and clocks up to two hours off: all sides come to what a model says that knows nothing of the
 * engine, each record has one twin a side, and then nothing is written any more.
 */
export const convergeProof: Proof = async ({ seed, services, note, short }) => {
  const kind = services.backends[seed % services.backends.length]!;
  const open = async (salt: number): Promise<World> => createWorld(salt, await services.createBackend(kind));
  let world = await open(seed);
  const figures = { histories: 0, writes: 0, crashes: 0, deleted: 0, asked: 0, overridden: 0, raced: 0 };
  let batch = 0;
  try {
    const outcome = await fc.check(
      fc.asyncProperty(
        fc.array(history, { minLength: BATCH, maxLength: BATCH }),
        fc.array(weather, { minLength: 4, maxLength: 4 }),
        async (histories, weathers) => {
          batch += 1;
          try {
            const done = await runHistories(world, batch, histories, weathers);
            figures.histories += done.histories;
            figures.writes = done.writes;
            for (const name of ['deleted', 'asked', 'overridden', 'raced'] as const) figures[name] += done[name];
            note(`${figures.histories} histories, ${world.crashes()} crashes`);
          } catch (error) {
            note(
              error instanceof Error ? `${error.stack}\n${(error as { detail?: string }).detail ?? ''}` : String(error),
            );
            // What is left of it must not trouble the next one.
            figures.crashes += world.crashes();
            await world.close().catch(() => undefined);
            world = await open(seed + batch);
            throw error;
          }
        },
      ),
      { seed, numRuns: BATCHES[short ? 'short' : 'full'], endOnFailure: false, interruptAfterTimeLimit: 1_800_000 },
    );
    figures.crashes += world.crashes();
    if (!outcome.failed) return { broken: [], figures };
    return {
      broken: [
        String(outcome.errorInstance instanceof Error ? outcome.errorInstance.message : outcome.errorInstance),
        `the smallest history that shows it: ${JSON.stringify(outcome.counterexample)}`,
      ],
      figures,
    };
  } finally {
    await world.close();
  }
};
