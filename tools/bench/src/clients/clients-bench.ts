import { type EngineContext, keepClients, runInsights, showInsightRules } from '@syncline/engine';
import { type Bench, type Figures, round, worstOf } from '../bench-result.ts';
import { createBenchEngine } from '../shared/bench-engine.ts';
import { startBenchServices } from '../shared/bench-services.ts';
import { startOperator } from '../shared/role-processes.ts';
import { percentile } from '../shared/statistics.ts';
import { accountId, EACH, fillClients } from './fill-clients.ts';

const ASKED_P95_MS = 150;

/** All of a client in one answer, out of a graph of a million entities whose figures the engine itself has kept. */
export const clientsBench: Bench = async ({ isShort, note }) => {
  const services = await startBenchServices({ note, needsRedis: false });
  const clients = Math.ceil((isShort ? 30_000 : 1_000_000) / EACH);
  const times = isShort ? 200 : 1_000;
  try {
    const engine = await createBenchEngine(services, 'postgres');
    try {
      const { store } = engine.ctx;
      await fillClients(store, clients);
      const began = performance.now();
      const counted = await keepClients(engine.ctx, 1);
      const countedMs = performance.now() - began;
      note(`${counted} clients of ${EACH} entities counted in ${Math.round(countedMs / 1_000)} s`);
      await store.query('vacuum analyze');
      const operator = await startOperator(engine);
      try {
        // Spread over all, so that what is read is not what was read just now.
        const ids = Array.from({ length: times }, (_, n) => accountId((n * 7_919) % clients));
        const raw = await timeEach(ids, (id) =>
          store.query('select fields from entities where workspace_id = 1 and id = $1', [id]),
        );
        const lists: Readonly<Record<string, (id: string) => string>> = {
          'all of one': (id) => `/api/v1/clients/${id}`,
          'its thread': (id) => `/api/v1/clients/${id}/interactions?limit=50`,
          'clients by name': () => '/api/v1/clients?limit=50',
          'clients with conflicts': () => '/api/v1/clients?limit=50&has=conflicts',
          'clients by quality': () => '/api/v1/clients?limit=50&sort=quality',
          'clients by what waits': () => '/api/v1/clients?limit=50&sort=troubles',
          'clients by a word': (id) => `/api/v1/clients?limit=50&text=${Number.parseInt(id.slice(-12), 16) / EACH}`,
        };
        const asked: Record<string, number> = {};
        const figures: Figures[] = [
          {
            what: 'a row by its key, straight from Postgres',
            times,
            p50Ms: round(percentile(raw, 50)),
            p95Ms: round(percentile(raw, 95)),
          },
        ];
        for (const [what, pathOf] of Object.entries(lists)) {
          const took = await timeEach(ids, (id) => read(`${operator.url}${pathOf(id)}`));
          asked[`p95 of ${what}`] = ASKED_P95_MS / percentile(took, 95);
          figures.push({ what, times, p50Ms: round(percentile(took, 50)), p95Ms: round(percentile(took, 95)) });
          note(JSON.stringify(figures.at(-1)));
        }
        figures.push(...(await timeRules(engine.ctx, note)));
        const one = figures.find(({ what }) => what === 'all of one')!;
        return {
          bench: 'clients',
          rate: round((clients / countedMs) * 1_000),
          raw: round(percentile(raw, 95)),
          ratio: worstOf(asked),
          p50Ms: Number(one['p50Ms']),
          p95Ms: Number(one['p95Ms']),
          asked,
          figures,
        };
      } finally {
        await operator.stop();
      }
    } finally {
      await engine.close();
    }
  } finally {
    await services.close();
  }
};

/** Each rule of insights that is shipped, once over the whole graph; one that failed says why. */
async function timeRules(ctx: EngineContext, note: (text: string) => void): Promise<Figures[]> {
  await runInsights(ctx, 1);
  const { rules } = await showInsightRules(ctx, 1);
  return rules.map(({ rule, tookMs, found, error }) => {
    const figures: Figures = { what: `insight ${rule.id}`, times: 1, p50Ms: tookMs, found, error };
    note(JSON.stringify(figures));
    return figures;
  });
}

async function timeEach(ids: readonly string[], ask: (id: string) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (const id of ids) {
    const began = performance.now();
    await ask(id);
    took.push(performance.now() - began);
  }
  return took;
}

async function read(url: string): Promise<void> {
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
}
