import { type Bench, type Figures, round, worstOf } from '../bench-result.ts';
import { createBenchEngine } from '../shared/bench-engine.ts';
import { startBenchServices } from '../shared/bench-services.ts';
import { startOperator } from '../shared/role-processes.ts';
import { percentile } from '../shared/statistics.ts';
import { fillGraph } from './fill-graph.ts';
import { timeLists } from './list-times.ts';
import { followByMany } from './live-streams.ts';
import { timeOnScreen } from './on-screen.ts';

const ASKED_LIST_P95_MS = 200;
const ASKED_SCREEN_P95_MS = 1_000;
const STREAMS = 200;

/** The operator's lists over a long history, many who follow the live events, and what one of them has on screen. */
export const consoleBench: Bench = async ({ isShort, note }) => {
  const services = await startBenchServices({ note, needsRedis: false });
  const sizes = isShort ? { processes: 10_000, history: 100_000 } : { processes: 100_000, history: 1_000_000 };
  try {
    const engine = await createBenchEngine(services, 'postgres');
    try {
      const began = performance.now();
      await fillGraph(engine.ctx.store, sizes);
      note(`${JSON.stringify(sizes)} written in ${Math.round((performance.now() - began) / 1_000)} s`);
      const operator = await startOperator(engine);
      try {
        const asked: Record<string, number> = {};
        const figures: Figures[] = [];
        for await (const { list, asked: times, p50Ms, p95Ms } of timeLists(operator.url, isShort ? 40 : 100)) {
          asked[`p95 of ${list}`] = ASKED_LIST_P95_MS / p95Ms;
          figures.push({ what: list, times, p50Ms: round(p50Ms), p95Ms: round(p95Ms) });
          note(JSON.stringify(figures.at(-1)));
        }
        const seen = await timeOnScreen(operator.url, engine.ctx.store, isShort ? 20 : 100);
        if (seen === null) note('No Chromium on this machine: what is on screen is left out.');
        else {
          asked['p95 on screen'] = ASKED_SCREEN_P95_MS / percentile(seen, 95);
          figures.push({
            what: 'a change on screen',
            times: seen.length,
            p50Ms: round(percentile(seen, 50)),
            p95Ms: round(percentile(seen, 95)),
          });
          note(JSON.stringify(figures.at(-1)));
        }
        const live = await followByMany(
          { url: operator.url, store: engine.ctx.store },
          { streams: STREAMS, events: isShort ? 100 : 600 },
        );
        const { missing, twice, events, lags } = live;
        note(JSON.stringify({ streams: STREAMS, events, missing, twice }));
        if (missing + twice > 0)
          throw new Error(`Of ${events} events on ${STREAMS} streams ${missing} are missing and ${twice} came twice`);
        asked[`p95 on ${STREAMS} streams`] = ASKED_SCREEN_P95_MS / percentile(lags, 95);
        figures.push({
          what: `an event on ${STREAMS} streams`,
          times: lags.length,
          p50Ms: round(percentile(lags, 50)),
          p95Ms: round(percentile(lags, 95)),
        });
        note(JSON.stringify(figures.at(-1)));
        const slowest = figures.reduce((a, b) => (Number(b['p95Ms']) > Number(a['p95Ms']) ? b : a));
        return {
          bench: 'console',
          rate: sizes.history,
          raw: null,
          ratio: worstOf(asked),
          p50Ms: Number(slowest['p50Ms']),
          p95Ms: Number(slowest['p95Ms']),
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
