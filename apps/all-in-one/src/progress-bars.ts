import type { EngineContext } from '@syncline/engine';
import type { Lifecycle } from '@syncline/runtime';
import { type ProcessView, showProcess } from '@syncline/store';
import { MultiBar, type SingleBar } from 'cli-progress';

const TICK_MS = 500;
const LINE_EVERY_MS = 5_000;

/**
 * Shows processes until all of them have ended, or shutdown: bars on a terminal, a line now and then elsewhere. One
 * process by its streams, several by one bar each. Polls the same read model that the API serves.
 */
export async function showProgress(
  ctx: EngineContext,
  processIds: readonly string[],
  lifecycle: Lifecycle,
): Promise<void> {
  const view = process.stderr.isTTY ? barView() : lineView();
  const ended = new Set<string>();
  while (!lifecycle.signal.aborted && ended.size < processIds.length) {
    try {
      const trees = await Promise.all(processIds.map((id) => showProcess(ctx.store, 1, id)));
      const there = trees.filter((tree) => tree !== null);
      view.update(there.length === 1 ? there[0]!.children : there.map((tree) => tree.root));
      for (const { root } of there) {
        if (root.finishedAt === null || ended.has(root.id)) continue;
        ended.add(root.id);
        view.end(root);
      }
    } catch (error) {
      ctx.logger.debug({ err: error }, 'progress could not be read');
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  view.stop();
}

interface View {
  update(rows: readonly ProcessView[]): void;
  end(root: ProcessView): void;
  /** Says what is still to be said. */
  stop(): void;
}

function barView(): View {
  const bars = new MultiBar({
    format: '  {name} {bar} {done} {speed} {left}',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: false,
    stream: process.stderr,
  });
  const byId = new Map<string, SingleBar>();
  const summaries: string[] = [];
  return {
    update: (rows) => {
      for (const row of rows) {
        const { done, expected, rate, etaMs } = row.progress;
        const finished = row.finishedAt !== null;
        const total = Math.max(1, expected ?? 0);
        const payload = {
          name: nameOf(row).padEnd(15),
          done: `${(finished ? row.counters.recordsFetched : done).toLocaleString('en').padStart(9)}${expected === null ? '' : ` of ${expected.toLocaleString('en')}`}`,
          speed: finished || rate === null ? '' : `${Math.round(rate).toLocaleString('en')}/s`,
          left: finished ? row.state : `ETA ${formatEta(etaMs)}`,
        };
        let bar = byId.get(row.id);
        if (!bar) {
          bar = bars.create(total, 0, payload);
          byId.set(row.id, bar);
        }
        bar.setTotal(total);
        bar.update(finished ? total : Math.min(total, done), payload);
      }
    },
    end: (root) => void summaries.push(summary(root)),
    stop: () => {
      bars.stop();
      for (const line of summaries) process.stderr.write(`  ${line}\n`);
    },
  };
}

function lineView(): View {
  let lastAt = 0;
  return {
    update: (rows) => {
      const now = Date.now();
      if (now - lastAt < LINE_EVERY_MS) return;
      lastAt = now;
      for (const row of rows) {
        if (row.finishedAt !== null) continue;
        const { done, expected, rate, etaMs } = row.progress;
        const share = expected ? ` of ${expected.toLocaleString('en')} (${Math.floor((100 * done) / expected)} %)` : '';
        process.stderr.write(
          `  ${nameOf(row)} ${row.state}: ${done.toLocaleString('en')}${share}, ${rate === null ? 'rate unknown' : `${Math.round(rate)}/s`}, ETA ${formatEta(etaMs)}\n`,
        );
      }
    },
    end: (root) => void process.stderr.write(`  ${summary(root)}\n`),
    stop: () => {},
  };
}

function nameOf(row: ProcessView): string {
  return row.stream ?? row.connectionName;
}

function summary({ kind, connectionName, state, counters: c }: ProcessView): string {
  const n = (value: number): string => value.toLocaleString('en');
  return `${kind} of ${connectionName} ${state}: ${n(c.recordsCreated)} created, ${n(c.recordsUpdated)} updated, ${n(c.recordsUnchanged)} unchanged, ${n(c.recordsFailed)} failed.`;
}

/** `unknown` rather than a guess (rule 7.4). */
function formatEta(etaMs: number | null): string {
  if (etaMs === null) return 'unknown';
  const seconds = Math.ceil(etaMs / 1000);
  return seconds < 90
    ? `${seconds} s`
    : seconds < 5400
      ? `${Math.round(seconds / 60)} min`
      : `${(seconds / 3600).toFixed(1)} h`;
}
