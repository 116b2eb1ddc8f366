import { type Bench, type Figures, round, worstOf } from '../bench-result.ts';
import { type BenchEngine, createBenchEngine, WEBHOOK_SECRET } from '../shared/bench-engine.ts';
import { type Backend, startBenchServices } from '../shared/bench-services.ts';
import { type RunningChild, startChild } from '../shared/child-process.ts';
import { findFreePort } from '../shared/free-port.ts';
import { startIngress, stopAll } from '../shared/role-processes.ts';
import { median } from '../shared/statistics.ts';
import { type LoadReport, runLoad } from './load-report.ts';

const CONNECTIONS = 50;
const SIZES = [1_024, 10_240];
/** Of the raw rate at the small size, and times the raw p99 at either. */
const RATE_SHARE = 0.35;
const P99_FACTOR = 4;

interface Target {
  readonly name: 'raw' | Backend;
  readonly url: string;
  readonly connectionId: number;
}

/** Signed deliveries, committed before the 2xx, against the same server without anything behind it. */
export const ingressBench: Bench = async ({ isShort, rounds = isShort ? 3 : 6, note }) => {
  const services = await startBenchServices({ note });
  const engines: BenchEngine[] = [];
  const children: RunningChild[] = [];
  try {
    const targets: Target[] = [];
    const port = await findFreePort();
    children.push(
      await startChild({
        name: 'bare server',
        script: import.meta.resolve('./bare-server.ts'),
        args: [String(port), WEBHOOK_SECRET],
        readyBy: 'Started',
      }),
    );
    targets.push({ name: 'raw', url: `http://127.0.0.1:${port}`, connectionId: 1 });
    for (const backend of services.backends) {
      const engine = await createBenchEngine(services, backend);
      engines.push(engine);
      const connectionId = await engine.addGitHub({ url: 'http://127.0.0.1:1', org: 'acme' }, ['issues']);
      const ingress = await startIngress(engine);
      children.push(ingress);
      targets.push({ name: backend, url: ingress.url, connectionId });
    }
    const reports = new Map<string, LoadReport[]>();
    const accepted = new Map<string, number>();
    // The first round warms up and is not counted.
    for (let turn = 0; turn <= rounds; turn++) {
      for (const bytes of SIZES) {
        for (const target of targets) {
          const seconds = isShort ? 2 : 4;
          const report = await runLoad({
            ...target,
            secret: WEBHOOK_SECRET,
            bytes,
            connections: CONNECTIONS,
            seconds,
            prefix: `${turn}-${bytes}`,
          });
          if (report.refused > 0) throw new Error(`${report.refused} deliveries were not accepted by ${target.name}`);
          accepted.set(target.name, (accepted.get(target.name) ?? 0) + report.accepted);
          if (turn === 0) continue;
          note(
            `round ${turn}, ${bytes} bytes, ${target.name}: ${Math.round(report.rate)}/s, p99 ${round(report.p99Ms)} ms`,
          );
          const key = `${target.name} ${bytes}`;
          reports.set(key, [...(reports.get(key) ?? []), report]);
        }
      }
    }
    for (const engine of engines) await checkCommitted(engine, accepted.get(engine.backend) ?? 0);
    return summarise(services.backends, reports);
  } finally {
    await stopAll(children);
    for (const engine of engines) await engine.close();
    await services.close();
  }
};

/** Every 2xx stands for a row. */
async function checkCommitted(engine: BenchEngine, accepted: number): Promise<void> {
  const { rows } = await engine.ctx.store.query<{ n: number }>('select count(*)::int as n from inbox');
  if ((rows[0]?.n ?? 0) < accepted)
    throw new Error(`${accepted} deliveries were accepted on ${engine.backend}, and ${rows[0]?.n} are in the inbox`);
}

function summarise(
  backends: readonly Backend[],
  reports: ReadonlyMap<string, readonly LoadReport[]>,
): Awaited<ReturnType<Bench>> {
  const of = (name: string, bytes: number, figure: (report: LoadReport) => number): number[] =>
    (reports.get(`${name} ${bytes}`) ?? []).map(figure);
  // Compared round by round: what else the machine does in one round slows both.
  const toRaw = (name: string, bytes: number, figure: (report: LoadReport) => number): number => {
    const raw = of('raw', bytes, figure);
    return median(of(name, bytes, figure).map((value, index) => value / raw[index]!));
  };
  const asked: Record<string, number> = {};
  const figures: Figures[] = [];
  for (const bytes of SIZES) {
    for (const name of ['raw', ...backends]) {
      const share = toRaw(name, bytes, rateOf);
      const p99Times = toRaw(name, bytes, p99Of);
      figures.push({
        ...{
          queue: name === 'raw' ? 'none (raw)' : name,
          bytes,
          perSecond: Math.round(median(of(name, bytes, rateOf))),
          share: round(share, 3),
        },
        ...{
          p50Ms: round(median(of(name, bytes, p50Of))),
          p99Ms: round(median(of(name, bytes, p99Of))),
          p99Times: round(p99Times, 2),
        },
      });
      if (name === 'raw') continue;
      if (bytes === SIZES[0]) asked[`rate, ${name}`] = share / RATE_SHARE;
      asked[`p99 of ${bytes} bytes, ${name}`] = P99_FACTOR / p99Times;
    }
  }
  const small = SIZES[0]!;
  const slowest = [...backends].sort((a, b) => toRaw(a, small, rateOf) - toRaw(b, small, rateOf))[0]!;
  return {
    bench: 'ingress',
    rate: Math.round(median(of(slowest, small, rateOf))),
    raw: Math.round(median(of('raw', small, rateOf))),
    ratio: worstOf(asked),
    p50Ms: round(median(of(slowest, small, p50Of))),
    p99Ms: round(median(of(slowest, small, p99Of))),
    asked,
    figures,
  };
}

const rateOf = (report: LoadReport): number => report.rate;
const p50Of = (report: LoadReport): number => report.p50Ms;
const p99Of = (report: LoadReport): number => report.p99Ms;
