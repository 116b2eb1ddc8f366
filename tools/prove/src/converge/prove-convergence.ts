import fc from 'fast-check';
import { checkTold } from '../events/check-told.ts';
import type { ProofOptions, ProofResult } from '../proof.ts';
import { historyOf, weatherAmong } from './history.ts';
import type { Play } from './play.ts';
import { runHistories } from './run-histories.ts';
import { createWorld, type World } from './world.ts';

/** Histories that are lived through side by side. */
const BATCH = 10;
/** More batches than any number of edits takes. */
const ENOUGH = 1_000;

/**
 * Random histories of edits, with lost, doubled and reordered webhooks, lost answers, cut calls, crashes after any
 * commit and clocks up to two hours off: all sides come to what a model says that knows nothing of the engine, each
 * record has one twin a side, and then nothing is written any more. It ends after so many batches of histories, or when
 * so many edits were made.
 */
export async function proveConvergence(
  { seed, services, note }: Pick<ProofOptions, 'seed' | 'services' | 'note'>,
  play: Play,
  size: { readonly batches?: number; readonly edits?: number },
): Promise<ProofResult> {
  const kind = services.backends[seed % services.backends.length]!;
  const open = async (salt: number): Promise<World> => createWorld(play, salt, await services.createBackend(kind));
  let world = await open(seed);
  const figures = { histories: 0, edits: 0, writes: 0, crashes: 0, deleted: 0, asked: 0, overridden: 0, raced: 0 };
  let batch = 0;
  let isBroken = false;
  const history = historyOf(play.cast);
  const weather = weatherAmong(Object.keys(play.starts));
  try {
    const outcome = await fc.check(
      fc.asyncProperty(
        fc.array(history, { minLength: BATCH, maxLength: BATCH }),
        fc.array(weather, { minLength: 4, maxLength: 4 }),
        async (histories, weathers) => {
          // Once something broke, what is smaller and shows it is looked for.
          if (!isBroken && figures.edits >= (size.edits ?? Number.POSITIVE_INFINITY)) return;
          batch += 1;
          try {
            const { writes, ...done } = await runHistories(world, batch, histories, weathers);
            figures.writes = writes;
            for (const name of Object.keys(done) as (keyof typeof done)[]) figures[name] += done[name];
            note(`${figures.histories} histories, ${figures.edits} edits, ${world.crashes()} crashes`);
          } catch (error) {
            isBroken = true;
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
      { seed, numRuns: size.batches ?? ENOUGH, endOnFailure: false, interruptAfterTimeLimit: 1_800_000 },
    );
    figures.crashes += world.crashes();
    if (!outcome.failed)
      return {
        broken: [
          ...(figures.edits < (size.edits ?? 0) ? [`time was up after ${figures.edits} edits`] : []),
          ...(await checkTold(world.engine().ctx.store)),
        ],
        figures: { backend: kind, ...figures },
      };
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
}
