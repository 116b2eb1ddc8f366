import { setTimeout as delay } from 'node:timers/promises';
import { isFinished } from '@syncline/core';
import { startBackfill } from '@syncline/engine';
import { showProcess } from '@syncline/store';
import type { Proof } from '../proof.ts';
import { startFleet, WORKER_ROLES } from '../shared/fleet.ts';
import { createProofEngine } from '../shared/proof-engine.ts';
import { gitHubSide, startSandbox } from '../shared/sandbox-process.ts';

const ISSUES = 20_000;
/** Answers take this long, whatever the machine: a steady backfill. */
const ANSWER_MS = 1_000;
const MAX_ERROR = 0.25;
/** Near the end a fixed cost, the last page's way, outweighs any rate. */
const JUDGED_UNTIL = 0.8;

interface Reading {
  readonly at: number;
  readonly share: number;
  readonly etaMs: number | null;
}

/** The time left that a steady backfill names after a tenth of it, against what it took; unknown before. */
export const etaProof: Proof = async ({ seed, services, note }) => {
  const sandbox = await startSandbox(ISSUES, seed);
  try {
    await sandbox.ask('faults', 'POST', { kind: 'slow', delayMs: ANSWER_MS, path: '/issues\\?', count: 1_000_000 });
    const engine = await createProofEngine({
      backend: await services.createBackend(services.backends[0]!),
      side: gitHubSide(sandbox, ['issues']),
    });
    try {
      const fleet = await startFleet(WORKER_ROLES, engine.environment);
      try {
        const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId });
        const readings: Reading[] = [];
        for (;;) {
          const shown = await showProcess(engine.ctx.store, 1, processId);
          const at = performance.now();
          if (!shown) throw new Error('the process is not there');
          if (isFinished(shown.root.state)) return judge(readings, at, note);
          readings.push({ at, share: shown.root.progress.share ?? 0, etaMs: shown.root.progress.etaMs });
          await delay(250);
        }
      } finally {
        await fleet.stop();
      }
    } finally {
      await engine.close();
    }
  } finally {
    await sandbox.child.stop();
  }
};

function judge(
  readings: readonly Reading[],
  endedAt: number,
  note: (text: string) => void,
): Awaited<ReturnType<Proof>> {
  const early = readings.filter(({ share, etaMs }) => share < 0.1 && etaMs !== null);
  const judged = readings.filter(({ share }) => share >= 0.1 && share <= JUDGED_UNTIL);
  const errors = judged.map(({ at, etaMs }) =>
    etaMs === null ? Number.POSITIVE_INFINITY : Math.abs(etaMs - (endedAt - at)) / (endedAt - at),
  );
  judged.forEach(({ share, etaMs, at }) =>
    note(
      `at ${Math.round(share * 100)} %: ${etaMs === null ? 'unknown' : Math.round(etaMs)} ms named, ${Math.round(endedAt - at)} ms left`,
    ),
  );
  const worst = Math.max(...errors);
  return {
    broken: [
      ...(early.length > 0 ? [`${early.length} estimates were made before a tenth was done`] : []),
      ...(judged.length === 0 ? ['no reading between a tenth and the end'] : []),
      ...(worst > MAX_ERROR ? [`an estimate was ${Math.round(worst * 100)} % off`] : []),
    ],
    figures: { readings: judged.length, worstErrorPercent: Math.round(worst * 100) },
  };
}
