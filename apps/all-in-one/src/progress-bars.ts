import type { EngineContext } from '@syncline/engine';
import type { Lifecycle } from '@syncline/runtime';
import { listProcesses, type ProcessView, showProcess } from '@syncline/store';
import { MultiBar, type SingleBar } from 'cli-progress';

const TICK_MS = 500;
const LINE_EVERY_MS = 5_000;

/**
 * Shows the process that runs, stream by stream: bars on a terminal, a line now and then elsewhere.
 * Polls the same read model that the API serves, until shutdown.
 */
export function showProgress(ctx: EngineContext, workspaceId: number, lifecycle: Lifecycle): void {
  const view = process.stderr.isTTY ? barView() : lineView();
  const running = (async () => {
    const shown = new Set<string>();
    while (!lifecycle.signal.aborted) {
      try {
        const recent = await listProcesses(ctx.store, workspaceId, { kind: 'backfill' }, { limit: 1 });
        const newest = recent.items[0];
        const ended = newest !== undefined && newest.finishedAt !== null;
        if (newest && !(ended && shown.has(newest.id))) {
          const tree = await showProcess(ctx.store, workspaceId, newest.id);
          if (tree) view.update(tree.root, tree.children);
          if (ended) {
            view.end(tree?.root ?? newest);
            shown.add(newest.id);
          }
        }
      } catch (error) {
        ctx.logger.debug({ err: error }, 'progress could not be read');
      }
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    view.stop();
  })();
  lifecycle.onShutdown('progress', () => running);
}

interface View {
  update(parent: ProcessView, children: readonly ProcessView[]): void;
  end(parent: ProcessView): void;
  stop(): void;
}

function barView(): View {
  let bars: MultiBar | null = null;
  const byId = new Map<string, SingleBar>();
  const stop = (): void => {
    bars?.stop();
    bars = null;
    byId.clear();
  };
  return {
    update: (_parent, children) => {
      bars ??= new MultiBar({
        format: '  {name} {bar} {done} {speed} {left}',
        barsize: 24,
        hideCursor: true,
        clearOnComplete: false,
        stream: process.stderr,
      });
      for (const child of children) {
        const { done, expected, rate, etaMs } = child.progress;
        const finished = child.finishedAt !== null;
        const total = Math.max(1, expected ?? 0);
        const payload = {
          name: (child.stream ?? '').padEnd(15),
          done: `${(finished ? child.counters.recordsFetched : done).toLocaleString('en').padStart(9)}${expected === null ? '' : ` of ${expected.toLocaleString('en')}`}`,
          speed: finished || rate === null ? '' : `${Math.round(rate).toLocaleString('en')}/s`,
          left: finished ? child.state : `ETA ${formatEta(etaMs)}`,
        };
        let bar = byId.get(child.id);
        if (!bar) {
          bar = bars.create(total, 0, payload);
          byId.set(child.id, bar);
        }
        bar.setTotal(total);
        bar.update(finished ? total : Math.min(total, done), payload);
      }
    },
    end: (parent) => {
      stop();
      process.stderr.write(`  ${summary(parent)}\n`);
    },
    stop,
  };
}

function lineView(): View {
  let lastAt = 0;
  return {
    update: (parent) => {
      const now = Date.now();
      if (now - lastAt < LINE_EVERY_MS || parent.finishedAt !== null) return;
      lastAt = now;
      const { done, expected, rate, etaMs } = parent.progress;
      const share = expected ? ` of ${expected.toLocaleString('en')} (${Math.floor((100 * done) / expected)} %)` : '';
      process.stderr.write(
        `  ${parent.kind} ${parent.state}: ${done.toLocaleString('en')}${share}, ${rate === null ? 'rate unknown' : `${Math.round(rate)}/s`}, ETA ${formatEta(etaMs)}\n`,
      );
    },
    end: (parent) => void process.stderr.write(`  ${summary(parent)}\n`),
    stop: () => {},
  };
}

function summary({ kind, state, counters: c }: ProcessView): string {
  const n = (value: number): string => value.toLocaleString('en');
  return `${kind} ${state}: ${n(c.recordsCreated)} created, ${n(c.recordsUpdated)} updated, ${n(c.recordsUnchanged)} unchanged, ${n(c.recordsFailed)} failed. Webhooks and polls keep it in step.`;
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
