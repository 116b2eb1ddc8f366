import { type Bench, type Figures, round, worstOf } from '../bench-result.ts';
import { type Backend, startBenchServices } from '../shared/bench-services.ts';
import { requireProc } from '../shared/process-stats.ts';
import { startSandbox } from '../shared/sandbox-process.ts';
import { median } from '../shared/statistics.ts';
import { fetchAway } from './fetch-away-report.ts';
import { type BackfillRun, runBackfill } from './run-backfill.ts';

const STREAMS = ['repositories', 'labels', 'milestones', 'issues'];
/** What the fetcher reads at a time. */
const CONCURRENCY = 6;
/** Of the raw fetch rate; of memory in MB; and how much more of it ten times the records may take. */
const RATE_SHARE = 0.5;
const RSS_MB = 256;
const RSS_GROWTH = 1.25;

/** Issues with labels and milestones through separate processes, against the same pages fetched and thrown away. */
export const backfillBench: Bench = async ({
  isShort,
  issues = isShort ? 10_000 : 100_000,
  rounds = isShort ? 2 : 1,
  note,
}) => {
  requireProc();
  const services = await startBenchServices({ note });
  const small = await startSandbox(Math.ceil(issues / 10));
  const large = await startSandbox(issues);
  try {
    const fetchRaw = (): Promise<{ seconds: number }> =>
      fetchAway({ url: large.url, org: large.org, token: large.token, streams: STREAMS, concurrency: CONCURRENCY });
    // Warms the sandbox up.
    await fetchRaw();
    const smallRss: Record<string, Record<string, number>> = {};
    for (const backend of services.backends) {
      smallRss[backend] = { ...(await runBackfill(services, backend, small, STREAMS)).rssMb };
      note(`${backend}: the small one, ${JSON.stringify(smallRss[backend])}`);
    }
    const raws: number[] = [];
    const runs = new Map<Backend, { run: BackfillRun; raw: number }[]>();
    for (let turn = 0; turn < rounds; turn++) {
      for (const backend of services.backends) {
        const { seconds } = await fetchRaw();
        const run = await runBackfill(services, backend, large, STREAMS);
        const raw = run.records / seconds;
        raws.push(raw);
        runs.set(backend, [...(runs.get(backend) ?? []), { run, raw }]);
        note(
          `${backend}: ${Math.round(run.records / run.seconds)}/s, raw ${Math.round(raw)}/s, CPU seconds ${JSON.stringify(run.cpu)}, per 1,000 records ${JSON.stringify(run.costs)}`,
        );
      }
    }
    return summarise(runs, smallRss, median(raws));
  } finally {
    await Promise.all([small.stop(), large.stop()]);
    await services.close();
  }
};

function summarise(
  runs: ReadonlyMap<Backend, readonly { run: BackfillRun; raw: number }[]>,
  smallRss: Record<string, Record<string, number>>,
  raw: number,
): Awaited<ReturnType<Bench>> {
  const asked: Record<string, number> = {};
  const figures: Figures[] = [];
  let slowest = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const [backend, pairs] of runs) {
    const rate = median(pairs.map(({ run }) => run.records / run.seconds));
    const share = median(pairs.map((pair) => pair.run.records / pair.run.seconds / pair.raw));
    slowest = Math.min(slowest, rate);
    asked[`rate, ${backend}`] = share / RATE_SHARE;
    const figure: Record<string, string | number> = {
      queue: backend,
      records: pairs[0]!.run.records,
      perSecond: Math.round(rate),
      raw: Math.round(raw),
      share: round(share, 3),
    };
    for (const role of Object.keys(pairs[0]!.run.rssMb)) {
      const rss = Math.max(...pairs.map(({ run }) => run.rssMb[role]!));
      const before = smallRss[backend]![role]!;
      largest = Math.max(largest, rss);
      asked[`memory of the ${role}, ${backend}`] = RSS_MB / rss;
      asked[`flat memory of the ${role}, ${backend}`] = RSS_GROWTH / (rss / before);
      figure[`${role} MB`] = `${Math.round(rss)} (${Math.round(before)})`;
    }
    figures.push(figure);
  }
  return {
    bench: 'backfill',
    rate: Math.round(slowest),
    raw: Math.round(raw),
    ratio: worstOf(asked),
    rssMb: Math.round(largest),
    asked,
    figures,
  };
}
