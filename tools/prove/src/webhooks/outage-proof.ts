import { setTimeout as delay } from 'node:timers/promises';
import { createTcpProxy } from '@syncline/testing/create-tcp-proxy';
import type { Proof } from '../proof.ts';
import { runWebhooks } from './webhook-run.ts';

const SECONDS = 50;
const OUTAGE_MS = 10_000;

/**
 * Postgres away for 10 s under a stream of webhooks and a backfill: once killed, so that it comes back by crash
 * recovery, and once stopped. Nothing that was acknowledged is lost, and what was refused is sent again.
 */
export const outageProof: Proof = async ({ seed, services, note }) => {
  const broken: string[] = [];
  const figures: Record<string, string> = {};
  for (const kind of services.backends) {
    const direct = await services.createBackend(kind);
    const proxy = await createTcpProxy(direct.databaseUrl);
    try {
      const result = await runWebhooks({
        backend: direct,
        databaseUrl: proxy.url,
        seed,
        seconds: SECONDS,
        faults: {},
        disturb: async (_fleet, signal) => {
          for (const how of ['SIGKILL', 'SIGINT'] as const) {
            await delay(8_000, undefined, { signal });
            proxy.cut();
            process.kill(services.postgres.pid(), how);
            await delay(OUTAGE_MS);
            proxy.restore();
          }
        },
      });
      note(`${kind}: ${JSON.stringify({ ...result, broken: result.broken.slice(0, 5) })}`);
      figures[kind] =
        `${result.compared} issues equal, ${result.deliveries} deliveries kept, ${result.redelivered} sent again, Postgres killed once and stopped once for ${OUTAGE_MS / 1000} s`;
      broken.push(...result.broken.map((sentence) => `${kind}: ${sentence}`));
      if (result.redelivered === 0) broken.push(`${kind}: nothing was refused, which proves nothing`);
    } finally {
      await proxy.close();
    }
  }
  return { broken, figures };
};
