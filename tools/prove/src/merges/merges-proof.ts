import type { Proof } from '../proof.ts';
import { createRandom } from '../shared/random.ts';
import { runMerges } from './merge-run.ts';

const PEOPLE = { full: 300, short: 40 };
const DEATHS = { full: 6, short: 2 };
const LIMIT_MS = 600_000;

/**
 * People stand in two CRMs whose contacts are kept in step, and nothing says who is who: the engine's own search finds it
 * out and makes each one, while they are edited on both sides, answers are lost and the engine dies.
 */
export const mergesProof: Proof = async ({ seed, services, note, short, records }) => {
  const broken: string[] = [];
  const figures: Record<string, string> = {};
  const size = short ? 'short' : 'full';
  const people = records ?? PEOPLE[size];
  for (const kind of services.backends) {
    const result = await runMerges({
      backend: await services.createBackend(kind),
      people,
      deaths: DEATHS[size],
      seed,
      random: createRandom(seed + 3_000),
      limitMs: LIMIT_MS,
    });
    const { edits, writes, deaths, seconds } = result;
    figures[kind] =
      `${people} people in two CRMs made one each, ${edits} edits meanwhile, ${writes} writes, ${deaths} deaths, ${seconds} s`;
    note(`${kind}: ${figures[kind]}; broken: ${result.broken.slice(0, 5).join('; ').slice(0, 900) || 'nothing'}`);
    broken.push(...result.broken.map((sentence) => `${kind}: ${sentence}`));
  }
  return { broken, figures };
};
