import { setTimeout as delay } from 'node:timers/promises';
import { type EngineContext, redeliverMissed, registerWebhooks, startBackfill } from '@syncline/engine';
import { compareIssues } from '@syncline/testing/issue-differences';
import type { Backend } from '../shared/backend.ts';
import { type Fleet, startFleet, WORKER_ROLES } from '../shared/fleet.ts';
import { createProofEngine } from '../shared/proof-engine.ts';
import { createRandom } from '../shared/random.ts';
import { gitHubSide, type SandboxProcess, startSandbox } from '../shared/sandbox-process.ts';
import { settle } from '../shared/settle.ts';
import { changeLists } from './change-lists.ts';
import { freePort } from './free-port.ts';

export interface WebhookRunOptions {
  readonly backend: Backend;
  readonly seed: number;
  readonly seconds: number;
  /** The database as the processes reach it, when not directly. */
  readonly databaseUrl?: string;
  /** What the network does to webhooks while edits go on. */
  readonly faults: Readonly<Record<string, unknown>>;
  /** Does harm until the signal says that the edits have ended. */
  readonly disturb: (fleet: Fleet, signal: AbortSignal) => Promise<void>;
}

export interface WebhookRunResult {
  readonly broken: readonly string[];
  readonly compared: number;
  readonly deliveries: number;
  readonly redelivered: number;
  readonly kills: number;
}

const ISSUES = 1_500;
const EDITS_PER_SECOND = 30;
const SETTLE_LIMIT_MS = 180_000;

/** A backfill, a stream of edits and their webhooks, and harm done to all of it; at the end the graph is the vendor's truth. */
export async function runWebhooks(options: WebhookRunOptions): Promise<WebhookRunResult> {
  const sandbox = await startSandbox(ISSUES, options.seed, 2);
  try {
    const engine = await createProofEngine({
      ...options,
      side: gitHubSide(sandbox, ['issues', 'labels', 'milestones', 'users']),
    });
    try {
      const port = await freePort();
      const database = options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl };
      const fleet = await startFleet([...WORKER_ROLES, 'ingress'], {
        ...engine.environment,
        ...database,
        PORT: String(port),
        HOST: '127.0.0.1',
      });
      try {
        const { ctx, connectionId } = engine;
        await registerWebhooks(ctx, connectionId, `http://127.0.0.1:${port}`, AbortSignal.timeout(30_000));
        await sandbox.ask('webhooks', 'POST', options.faults);
        await sandbox.ask('faults', 'POST', { kind: 'slow', delayMs: 500, path: '/issues\\?', count: 1_000_000 });
        await sandbox.ask('edits', 'POST', { ratePerSecond: EDITS_PER_SECOND, seconds: options.seconds });
        const { processId } = await startBackfill(ctx, { connectionId });
        const ended = AbortSignal.timeout(options.seconds * 1_000);
        const [moved] = await Promise.all([
          changeLists(sandbox, createRandom(options.seed), ended),
          options.disturb(fleet, ended),
        ]);
        await fleet.whole();
        await sandbox.ask('webhooks', 'POST', {
          dropRate: 0,
          duplicates: { min: 0, max: 0 },
          shuffleWindow: 0,
          maxDelayMs: 0,
        });
        const redelivered = await redeliverAll(ctx, connectionId, sandbox);
        const unsettled = await settle(ctx, processId, SETTLE_LIMIT_MS);
        const { differences, compared } = await compareIssues(ctx.store, connectionId, await sandbox.truth(), moved);
        const rows = await ctx.store.query<{ n: number }>('select count(*)::int as n from inbox');
        return {
          broken: [...unsettled, ...fleet.crashes, ...differences],
          compared,
          deliveries: rows.rows[0]!.n,
          redelivered,
          kills: [...fleet.kills.values()].reduce((sum, times) => sum + times, 0),
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

/** Until the vendor has nothing left that was not answered 2xx; returns how many it sent again. */
async function redeliverAll(ctx: EngineContext, connectionId: number, sandbox: SandboxProcess): Promise<number> {
  let sum = 0;
  for (let round = 0; round < 20; round++) {
    await idle(sandbox);
    const asked = await redeliverMissed(
      ctx,
      connectionId,
      new Date(Date.now() - 3_600_000),
      AbortSignal.timeout(60_000),
    );
    if (asked === 0) return sum;
    sum += asked;
  }
  throw new Error('redelivery never ends');
}

async function idle(sandbox: SandboxProcess): Promise<void> {
  while ((await sandbox.ask<{ pending: number }>('webhooks')).pending > 0) await delay(100);
}
