import { startBackfill } from '@syncline/engine';
import { type Bench, type Figures, round, worstOf } from '../bench-result.ts';
import { awaitProcess } from '../shared/await-process.ts';
import { createBenchEngine } from '../shared/bench-engine.ts';
import { type Backend, type BenchServices, startBenchServices } from '../shared/bench-services.ts';
import { BACKFILL_ROLES, startIngress, startRoles, stopAll } from '../shared/role-processes.ts';
import { askSandbox, type SandboxProcess, startSandbox } from '../shared/sandbox-process.ts';
import { percentile } from '../shared/statistics.ts';
import { committedLags, type EditLag } from './committed-lags.ts';
import { editAndDeliver } from './edit-and-deliver.ts';
import { startOtherSides } from './other-sides.ts';
import { measureTwoWay, type Target } from './two-way-lag.ts';
import { STEPS, type WrittenLag } from './written-lags.ts';

const STREAMS = ['repositories', 'labels', 'milestones', 'issues'];
const EDITS_PER_SECOND = 10;
const ASKED_P95_MS = { idle: 150, 'beside a backfill': 1_000 } as const;
type Situation = keyof typeof ASKED_P95_MS;
const ASKED_WRITTEN_MS = { p50: 300, p95: 1_000 } as const;

/**
 * From sending a signed webhook to the finished write at other vendors on an idle machine; and to the commit of the
 * entity, alone and while another connection is backfilled.
 */
export const lagBench: Bench = async ({ isShort, issues = isShort ? 5_000 : 50_000, note }) => {
  // Tells when a row was committed. The product does without.
  const services = await startBenchServices({ note, settings: { track_commit_timestamp: 'on' } });
  const edited = await startSandbox(2_000, 'edited');
  const backfilled = await startSandbox(issues, 'backfilled');
  const others = await startOtherSides();
  try {
    const asked: Record<string, number> = {};
    const figures: Figures[] = [];
    for (const backend of services.backends) {
      const written = await measureTwoWay(services, backend, edited, others, isShort ? 20 : 200);
      for (const target of ['jira', 'salesforce'] as const) {
        const figure = figuresOf(written[target], backend, target);
        asked[`p50 written at ${target}, ${backend}`] = ASKED_WRITTEN_MS.p50 / figure.p50Ms;
        asked[`p95 written at ${target}, ${backend}`] = ASKED_WRITTEN_MS.p95 / figure.p95Ms;
        figures.push(figure);
        note(`${JSON.stringify(figure)} ${JSON.stringify(stepsOf(written[target]))}`);
      }
      const lags = await measure(services, backend, edited, backfilled, isShort ? 100 : 300);
      for (const situation of Object.keys(ASKED_P95_MS) as Situation[]) {
        const ms = lags[situation].map((lag) => lag.ms);
        asked[`p95 ${situation}, ${backend}`] = ASKED_P95_MS[situation] / percentile(ms, 95);
        const queued = lags[situation].map((lag) => lag.queuedMs / lag.ms);
        figures.push({
          queue: backend,
          situation,
          edits: ms.length,
          p50Ms: round(percentile(ms, 50)),
          p95Ms: round(percentile(ms, 95)),
          p99Ms: round(percentile(ms, 99)),
          queuedShare: round(percentile(queued, 50), 2),
        });
        note(JSON.stringify(figures.at(-1)));
      }
    }
    const written = figures.filter((figure) => String(figure['situation']).startsWith('written'));
    const worst = written.reduce((a, b) => (Number(b['p95Ms']) > Number(a['p95Ms']) ? b : a));
    return {
      bench: 'lag',
      rate: EDITS_PER_SECOND,
      raw: null,
      ratio: worstOf(asked),
      p50Ms: Number(worst['p50Ms']),
      p95Ms: Number(worst['p95Ms']),
      p99Ms: Number(worst['p99Ms']),
      asked,
      figures,
    };
  } finally {
    await Promise.all([edited.stop(), backfilled.stop(), others.stop()]);
    await services.close();
  }
};

function figuresOf(lags: readonly WrittenLag[], backend: Backend, target: Target) {
  const ms = lags.map((lag) => lag.ms);
  return {
    queue: backend,
    situation: `written at ${target}`,
    edits: ms.length,
    p50Ms: round(percentile(ms, 50)),
    p95Ms: round(percentile(ms, 95)),
    p99Ms: round(percentile(ms, 99)),
    queuedShare: round(
      percentile(
        lags.map((lag) => lag.queuedMs / lag.ms),
        50,
      ),
      2,
    ),
  };
}

/** Where the time goes: the median of each step, in ms. */
function stepsOf(lags: readonly WrittenLag[]): Record<string, number> {
  return Object.fromEntries(
    STEPS.map((step) => [
      step,
      round(
        percentile(
          lags.map((lag) => lag.steps[step]),
          50,
        ),
      ),
    ]),
  );
}

async function measure(
  services: BenchServices,
  backend: Backend,
  edited: SandboxProcess,
  backfilled: SandboxProcess,
  idleEdits: number,
): Promise<Record<Situation, EditLag[]>> {
  const engine = await createBenchEngine(services, backend, edited.token);
  const processes = [];
  try {
    const connectionId = await engine.addGitHub(edited, STREAMS);
    const other = await engine.addGitHub(backfilled, STREAMS);
    processes.push(...(await startRoles(engine, BACKFILL_ROLES)));
    const ingress = await startIngress(engine);
    processes.push(ingress);
    await awaitProcess(engine.ctx, (await startBackfill(engine.ctx, { connectionId })).processId);

    const [repository] = await askSandbox<{ id: number; full_name: string; owner: unknown }[]>(
      edited,
      `/orgs/${edited.org}/repos`,
    );
    const plan = {
      sandbox: edited,
      repository: repository!,
      ingressUrl: ingress.url,
      connectionId,
      perSecond: EDITS_PER_SECOND,
    };
    // The first edits load code and fill caches.
    const warm = 20;
    await editAndDeliver({ ...plan, firstIssue: 1, isOver: (sent) => sent >= warm });
    const idle = await editAndDeliver({ ...plan, firstIssue: 1 + warm, isOver: (sent) => sent >= idleEdits });
    const idleLags = await committedLags(engine.ctx.store, connectionId, idle);

    const { processId } = await startBackfill(engine.ctx, { connectionId: other });
    let isDone = false;
    const running = awaitProcess(engine.ctx, processId).finally(() => (isDone = true));
    const beside = await editAndDeliver({
      ...plan,
      firstIssue: 1 + warm + idleEdits,
      isOver: (sent) => isDone || sent >= 1_000,
    });
    const besideLags = await committedLags(engine.ctx.store, connectionId, beside);
    await running;
    return { idle: idleLags, 'beside a backfill': besideLags };
  } finally {
    await stopAll(processes);
    await engine.close();
  }
}
