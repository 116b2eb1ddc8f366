import { setTimeout as delay } from 'node:timers/promises';
import { loseQueue } from '@syncline/testing/lose-queue';
import type { Proof } from '../proof.ts';
import { createRandom } from '../shared/random.ts';
import { runWebhooks } from './webhook-run.ts';

const SECONDS = 40;
const KILL_EVERY_MS = 4_000;

/** Webhooks dropped, repeated, shuffled and late, over a backfill, with kills and a lost queue: the end is the vendor's truth. */
export const webhooksProof: Proof = async ({ seed, services, note }) => {
  const broken: string[] = [];
  const figures: Record<string, string> = {};
  for (const kind of services.backends) {
    const backend = await services.createBackend(kind);
    const random = createRandom(seed + 1_000);
    const result = await runWebhooks({
      backend,
      seed,
      seconds: SECONDS,
      faults: { dropRate: 0.1, duplicates: { min: 0, max: 4 }, shuffleWindow: 50, maxDelayMs: 200 },
      disturb: async (fleet, signal) => {
        for (let turn = 1; !signal.aborted; turn++) {
          await delay(KILL_EVERY_MS, undefined, { signal }).catch(() => {});
          const ready = fleet.ready();
          if (signal.aborted || ready.length === 0) continue;
          if (turn === 5) await loseQueue(backend.queue);
          else await fleet.kill(random.pick(ready));
        }
      },
    });
    note(`${kind}: ${JSON.stringify({ ...result, broken: result.broken.slice(0, 5) })}`);
    figures[kind] =
      `${result.compared} issues equal, ${result.deliveries} deliveries kept, ${result.redelivered} sent again, ${result.kills} kills`;
    broken.push(...result.broken.map((sentence) => `${kind}: ${sentence}`));
  }
  return { broken, figures };
};
