import type { Proof } from '../proof.ts';
import { createRandom } from '../shared/random.ts';
import { runActivities } from './activity-run.ts';
import { startPipedrive } from './start-pipedrive.ts';
import { startSalesforce } from './start-salesforce.ts';
import { startStub } from './start-stub.ts';

const COUNT = { full: 300, short: 60 };
const DEATHS = { full: 3, short: 1 };
const LIMIT_MS = 300_000;

/** 300 calls and texts from Quo, delivered twice and shuffled: each is one activity in each of the CRMs. */
export const activitiesProof: Proof = async ({ seed, services, note, short, records }) => {
  const broken: string[] = [];
  const figures: Record<string, string> = {};
  const size = short ? 'short' : 'full';
  for (const kind of services.backends) {
    const first = await startSalesforce(seed);
    const others = [await startPipedrive(seed), await startStub(seed)];
    const crms = [first, ...others];
    try {
      const result = await runActivities({
        backend: await services.createBackend(kind),
        first,
        others,
        count: records ?? COUNT[size],
        deaths: DEATHS[size],
        seed,
        random: createRandom(seed + 2_000),
        limitMs: LIMIT_MS,
      });
      const { deliveries, deaths, contacts, seconds } = result;
      figures[kind] =
        `${records ?? COUNT[size]} calls and texts in ${crms.map(({ name }) => name).join(' and ')}, ${deliveries} deliveries kept, ${contacts} contacts at Quo, ${deaths} deaths, ${seconds} s`;
      note(`${kind}: ${figures[kind]}; broken: ${result.broken.slice(0, 5).join('; ').slice(0, 900) || 'nothing'}`);
      broken.push(...result.broken.map((sentence) => `${kind}: ${sentence}`));
    } finally {
      await Promise.all(crms.map((crm) => crm.close()));
    }
  }
  return { broken, figures };
};
