import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerWebhooks, startBackfill } from '@syncline/engine';
import { type RunningNats, startNats } from '@syncline/testing/start-nats';
import type { Backend } from '../shared/backend.ts';
import { type Fleet, startFleet } from '../shared/fleet.ts';
import { createProofEngine } from '../shared/proof-engine.ts';
import { gitHubSide, startSandbox } from '../shared/sandbox-process.ts';
import { settle } from '../shared/settle.ts';
import { freePort } from '../webhooks/free-port.ts';
import { checkTold } from './check-told.ts';
import { startCollector } from './collector.ts';
import { compareEvents, countChanges, countVersions } from './compare-events.ts';

export interface EventsRunOptions {
  readonly backend: Backend;
  readonly seed: number;
  readonly issues: number;
  readonly editsPerSecond: number;
  readonly seconds: number;
  /** Kills until the signal says that the edits have ended. */
  readonly disturb: (fleet: Fleet, nats: RunningNats, signal: AbortSignal) => Promise<void>;
}

export interface EventsRunResult {
  readonly broken: readonly string[];
  readonly events: number;
  readonly changes: number;
  readonly entities: number;
  readonly copies: number;
}

const LIMIT_MS = 240_000;
const STREAM = 'SYNCLINE';
const QUIET_MS = 3_000;

/** A backfill and a stream of edits, and what a consumer outside hears of it while everything between is killed. */
export async function runEvents(options: EventsRunOptions): Promise<EventsRunResult> {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-prove-nats-'));
  const nats = await startNats({ dir: folder });
  try {
    const sandbox = await startSandbox(options.issues, options.seed, 2);
    try {
      const engine = await createProofEngine({
        ...options,
        side: gitHubSide(sandbox, ['issues', 'labels', 'milestones']),
      });
      const collector = startCollector(nats.url, STREAM);
      try {
        const port = await freePort();
        const fleet = await startFleet(['fetcher', 'transformer', 'merger', 'scheduler', 'scheduler/2', 'ingress'], {
          ...engine.environment,
          NATS_URL: nats.url,
          PORT: String(port),
          HOST: '127.0.0.1',
        });
        try {
          const { ctx, connectionId } = engine;
          await registerWebhooks(ctx, connectionId, `http://127.0.0.1:${port}`, AbortSignal.timeout(60_000));
          const { editsPerSecond: ratePerSecond, seconds } = options;
          await sandbox.ask('edits', 'POST', { ratePerSecond, seconds });
          const { processId } = await startBackfill(ctx, { connectionId });
          await options.disturb(fleet, nats, AbortSignal.timeout(seconds * 1_000));
          await fleet.whole();
          const unsettled = await settle(ctx, processId, LIMIT_MS);
          // The vendor brings what was refused while Postgres was away when it likes: all is over when nothing came for a while.
          let versions = -1;
          let equalSince = Number.POSITIVE_INFINITY;
          const cameAll = await collector.until(async () => {
            const now = await countVersions(ctx.store);
            const isSame = now === versions && countChanges(collector.events) === now;
            versions = now;
            equalSince = isSame ? Math.min(equalSince, performance.now()) : Number.POSITIVE_INFINITY;
            return performance.now() - equalSince > QUIET_MS;
          }, LIMIT_MS);
          const changes = countChanges(collector.events);
          const broken = [
            ...unsettled,
            ...fleet.crashes,
            ...collector.broken,
            ...(cameAll && changes === versions
              ? []
              : [`${changes} changes were heard of, the history has ${versions}`]),
            ...(await compareEvents(ctx.store, collector.events)),
            ...(await checkTold(ctx.store)),
          ];
          const { rows } = await ctx.store.query<{ n: number }>('select count(*)::int as n from entities');
          return { broken, events: collector.events.length, changes, entities: rows[0]!.n, copies: collector.copies() };
        } finally {
          await fleet.stop();
        }
      } finally {
        await collector.stop();
        await engine.close();
      }
    } finally {
      await sandbox.child.stop();
    }
  } finally {
    await nats.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
