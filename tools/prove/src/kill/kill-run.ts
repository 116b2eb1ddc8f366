import { setTimeout as delay } from 'node:timers/promises';
import { type EngineContext, startBackfill } from '@syncline/engine';
import { loseQueue } from '@syncline/testing/lose-queue';
import { awaitEnd } from '../shared/await-end.ts';
import type { Backend } from '../shared/backend.ts';
import { type Fleet, type Member, startFleet, WORKER_ROLES } from '../shared/fleet.ts';
import { createProofEngine } from '../shared/proof-engine.ts';
import { gitHubSide, startSandbox } from '../shared/sandbox-process.ts';
import { checkBackfill } from './check-backfill.ts';
import { checkFetches } from './check-fetches.ts';

export interface KillRunOptions {
  readonly backend: Backend;
  readonly issues: number;
  readonly seed: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Each answer of the simulator waits this long, in ms: so that there is something to kill. */
  readonly answerDelayMs?: number;
  readonly limitMs: number;
  /** The worker roles when absent. */
  readonly members?: readonly Member[];
  /** Looks at what it left while the fleet still runs: a sentence for each thing that does not hold. */
  readonly look?: (ctx: EngineContext) => Promise<readonly string[]>;
  /** Does harm until the signal says that the backfill has ended. */
  readonly disturb: (harm: Harm, signal: AbortSignal) => Promise<void>;
}

/** What a run does to the fleet, and what it sees meanwhile. */
export interface Harm {
  readonly fleet: Fleet;
  loseQueue(): Promise<void>;
  /** From now on the simulator answers without a delay. */
  hurry(): Promise<void>;
  /** Pages merged so far. */
  merged(): Promise<number>;
  /** Resolves when that many pages are merged, or the backfill has ended. */
  mergedAtLeast(pages: number): Promise<void>;
}

export interface KillRunResult {
  readonly broken: readonly string[];
  readonly compared: number;
  readonly kills: number;
  readonly losses: number;
  readonly pages: number;
  readonly again: number;
  readonly seconds: number;
}

/** A backfill through worker processes that are killed meanwhile, and what it left. */
export async function runKilledBackfill(options: KillRunOptions): Promise<KillRunResult> {
  const sandbox = await startSandbox(options.issues, options.seed);
  try {
    if (options.answerDelayMs !== undefined)
      await sandbox.ask('faults', 'POST', { kind: 'slow', delayMs: options.answerDelayMs, count: 1_000_000 });
    const engine = await createProofEngine({
      ...options,
      side: gitHubSide(sandbox, ['issues', 'labels', 'milestones']),
    });
    try {
      const fleet = await startFleet(options.members ?? WORKER_ROLES, engine.environment);
      try {
        const startedAt = performance.now();
        const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId });
        const ended = new AbortController();
        let losses = 0;
        const harm = harmOf(engine.ctx, fleet, ended.signal, {
          loseQueue: async () => {
            losses++;
            await loseQueue(options.backend.queue);
          },
          hurry: () => sandbox.ask('faults', 'DELETE'),
        });
        const disturbing = options.disturb(harm, ended.signal);
        // Awaited below, whatever happens first.
        disturbing.catch(() => {});
        let stuck: string | null;
        try {
          stuck = await awaitEnd(engine.ctx, processId, options.limitMs);
        } finally {
          ended.abort();
          await disturbing;
        }
        const seconds = Math.round((performance.now() - startedAt) / 1000);
        await fleet.whole();
        const backfill = await checkBackfill(engine.ctx, engine.connectionId, processId, sandbox);
        const fetches = await checkFetches(sandbox, (fleet.kills.get('fetcher') ?? 0) + losses);
        const kills = [...fleet.kills.values()].reduce((sum, times) => sum + times, 0);
        const seen = (await options.look?.(engine.ctx)) ?? [];
        const broken = [stuck ?? [], fleet.crashes, backfill.broken, fetches.broken, seen].flat();
        return {
          broken,
          compared: backfill.compared,
          kills,
          losses,
          pages: fetches.pages,
          again: fetches.again,
          seconds,
        };
      } finally {
        await fleet.stop();
      }
    } finally {
      await engine.close();
    }
  } finally {
    await sandbox.child.stop();
  }
}

function harmOf(ctx: EngineContext, fleet: Fleet, signal: AbortSignal, more: Pick<Harm, 'loseQueue' | 'hurry'>): Harm {
  const merged = async (): Promise<number> => {
    const { rows } = await ctx.store.query<{ n: number }>(
      `select coalesce(sum(pages_merged), 0)::int as n from processes`,
    );
    return rows[0]!.n;
  };
  return {
    fleet,
    ...more,
    merged,
    mergedAtLeast: async (pages) => {
      while (!signal.aborted && (await merged()) < pages) await delay(20);
    },
  };
}
