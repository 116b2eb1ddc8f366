import type { Proof } from '../proof.ts';
import { createRandom } from '../shared/random.ts';
import { VENDORS } from '../vendors/start-vendor.ts';
import { runCreates } from './create-run.ts';

const OBJECTS = { full: 2_000, short: 200 };
const DEATHS = { full: 6, short: 2 };
const LIMIT_MS = 900_000;
/** Below this share of creates without an answer little is proven. */
const LOST_SHARE = { full: 0.2, short: 0.15 };

/**
 * 2,000 objects get their twins at each vendor, which loses the answer to one create in four after it was made, while
 * the engine is killed and comes back: each has one twin, counted at the vendor, and its mapping points at it.
 */
export const exactlyOnceProof: Proof = async ({ seed, services, note, short, connector }) => {
  const broken: string[] = [];
  const figures: Record<string, number | string> = {};
  const size = short ? 'short' : 'full';
  for (const kind of services.backends) {
    for (const target of VENDORS.filter((name) => connector === undefined || name === connector)) {
      const name = `${target}, ${kind}`;
      const result = await runCreates({
        target,
        backend: await services.createBackend(kind),
        objects: OBJECTS[size],
        deaths: DEATHS[size],
        seed,
        random: createRandom(seed),
        limitMs: LIMIT_MS,
      });
      const { unanswered, deaths, seconds, otherRequests } = result;
      figures[name] =
        `${OBJECTS[size]} creates, ${unanswered} of them not answered, ${deaths} deaths of the engine, ${seconds} s, ${otherRequests} other requests`;
      note(`${name}: ${figures[name]}; broken: ${result.broken.slice(-3).join('; ').slice(0, 900) || 'nothing'}`);
      broken.push(...result.broken.map((sentence) => `${name}: ${sentence}`));
      if (unanswered < OBJECTS[size] * LOST_SHARE[size])
        broken.push(`${name}: only ${unanswered} creates were not answered, which proves little`);
    }
  }
  if (Object.keys(figures).length === 0) broken.push(`there is no connector ${connector}`);
  return { broken, figures };
};
