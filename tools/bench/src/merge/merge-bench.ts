import type { EngineContext } from '@syncline/engine';
import { type Bench, round, worstOf } from '../bench-result.ts';
import { createBenchEngine } from '../shared/bench-engine.ts';
import { startBenchServices } from '../shared/bench-services.ts';
import { ownCpuSeconds, requireProc, serverCpuSeconds } from '../shared/process-stats.ts';
import { median } from '../shared/statistics.ts';
import { copyRows, createBareTable, toRows } from './copy-limit.ts';
import { changedPage, readSamplePages, type SamplePage } from './sample-pages.ts';
import { mergeStoredPages, outcomesOf, storeFetchedPages } from './stored-pages.ts';

/** Shares of the rate at which COPY takes rows, for the same CPU time. */
const ASKED = { created: 0.25, updated: 0.2, unchanged: 1 } as const;
type Outcome = keyof typeof ASKED;
type Cost = { readonly nodeMicros: number; readonly serverMicros: number };

/** Stored pages of issues through the transformer's and the merger's use cases, against COPY, by CPU time. */
export const mergeBench: Bench = async ({
  isShort,
  issues = isShort ? 5_000 : 20_000,
  rounds = isShort ? 3 : 5,
  note,
}) => {
  requireProc();
  const pages = await readSamplePages(issues);
  const records = pages.issues.reduce((sum, page) => sum + page.items.length, 0);
  const rows = toRows(pages.issues.flatMap((page) => page.items));
  const changed = pages.issues.map(changedPage);
  const services = await startBenchServices({ note, needsRedis: false });
  try {
    const costs: Record<Outcome | 'copy', Cost[]> = { copy: [], created: [], updated: [], unchanged: [] };
    let rowBytes = 0;
    // The first round warms up and is not counted.
    for (let turn = 0; turn <= rounds; turn++) {
      const engine = await createBenchEngine(services, 'postgres');
      try {
        const ctx = withoutQueue(engine.ctx);
        const connectionId = await engine.addGitHub({ url: 'http://127.0.0.1:1', org: 'acme' }, ['issues']);
        const databaseUrl = engine.roleEnvironment['DATABASE_URL']!;
        await createBareTable(databaseUrl, 'bare_table');
        for (const page of pages.before)
          await mergeStoredPages(ctx, await storeFetchedPages(ctx, connectionId, [page]));
        const keep = (name: Outcome | 'copy', cost: Cost): void => {
          if (turn > 0) costs[name].push(cost);
        };
        keep(
          'copy',
          await measure(
            services.postgresPid,
            records,
            async () => void (rowBytes = (await copyRows(databaseUrl, 'bare_table', rows)) / rows.length),
          ),
        );
        const merge = async (outcome: Outcome, content: readonly SamplePage[]): Promise<void> => {
          const ids = await storeFetchedPages(ctx, connectionId, content);
          await ctx.store.query('checkpoint');
          keep(outcome, await measure(services.postgresPid, records, () => mergeStoredPages(ctx, ids)));
          const outcomes = await outcomesOf(ctx, ids);
          if (outcomes[outcome] !== records)
            throw new Error(`${records} records were to be ${outcome}, and were ${JSON.stringify(outcomes)}`);
        };
        await merge('created', pages.issues);
        // What the scheduler does beside a backfill.
        await ctx.store.query('analyze');
        await merge('updated', changed);
        await merge('unchanged', changed);
      } finally {
        await engine.close();
      }
      note(`round ${turn} of ${rounds}`);
    }
    return summarise(costs, records, rowBytes);
  } finally {
    await services.close();
  }
};

/** Jobs are the queue's cost, not the merge's: here they are dropped. */
function withoutQueue(ctx: EngineContext): EngineContext {
  return { ...ctx, queue: { ...ctx.queue, enqueueAll: async () => {} } };
}

async function measure(serverPid: number, records: number, work: () => Promise<unknown>): Promise<Cost> {
  const [node, server] = [ownCpuSeconds(), serverCpuSeconds(serverPid)];
  await work();
  return {
    nodeMicros: ((ownCpuSeconds() - node) / records) * 1e6,
    serverMicros: ((serverCpuSeconds(serverPid) - server) / records) * 1e6,
  };
}

function summarise(
  costs: Record<Outcome | 'copy', Cost[]>,
  records: number,
  rowBytes: number,
): Awaited<ReturnType<Bench>> {
  const total = (cost: Cost): number => cost.nodeMicros + cost.serverMicros;
  const perSecond = (name: Outcome | 'copy'): number => 1e6 / median(costs[name].map(total));
  const shareOf = (name: Outcome | 'copy'): number =>
    median(costs[name].map((cost, index) => total(costs.copy[index]!) / total(cost)));
  const asked = Object.fromEntries(
    Object.entries(ASKED).map(([name, share]) => [`all ${name}`, shareOf(name as Outcome) / share]),
  );
  const figures = (['copy', 'created', 'updated', 'unchanged'] as const).map((name) => ({
    work: name === 'copy' ? `COPY, ${Math.round(rowBytes)} bytes a row (raw)` : `all ${name}`,
    records,
    perSecondAndCore: Math.round(perSecond(name)),
    share: round(shareOf(name), 3),
    nodeMicros: round(median(costs[name].map((cost) => cost.nodeMicros))),
    serverMicros: round(median(costs[name].map((cost) => cost.serverMicros))),
  }));
  return {
    bench: 'merge',
    rate: Math.round(perSecond('created')),
    raw: Math.round(perSecond('copy')),
    ratio: worstOf(asked),
    asked,
    figures,
  };
}
