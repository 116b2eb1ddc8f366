import {
  analyseGrownTables,
  applyRetention,
  dropAbandonedImportFiles,
  itemsToRetry,
  noteSyncTimes,
  pruneAudit,
  sampleQuotas,
  sealAudit,
} from '@syncline/store';
import { evaluateAlerts } from './alerts/evaluate-alerts.ts';
import { createAlertTeller } from './alerts/tell-alerts.ts';
import { tendProposals } from './approvals/carry-out-proposals.ts';
import { clientsTask } from './clients/keep-clients.ts';
import type { EngineContext } from './context.ts';
import { eventRetention } from './events/event-retention.ts';
import { relayTask } from './events/relay-events.ts';
import { checkAllFields } from './fields/check-all-fields.ts';
import { duplicatesTask } from './identity/find-duplicates.ts';
import { insightsTask } from './insights/run-insights.ts';
import { interestsTask } from './interests/keep-interests.ts';
import { mergePage } from './merge/merge-page.ts';
import { completeProcess } from './processes/complete-process.ts';
import { planProcess } from './processes/plan-process.ts';
import { pollConnections } from './processes/poll.ts';
import { feedsTask } from './processes/read-feed.ts';
import { fetchPage } from './read/fetch-page.ts';
import { syncRecord } from './read/sync-record.ts';
import { transformPage } from './read/transform-page.ts';
import { retryItem } from './retry-item.ts';
import { wordsTask } from './search/follow-words.ts';
import { stateCacheTasks } from './state-cache/keep-state-cache.ts';
import { sweep, sweepEdges } from './sweep.ts';
import { reevaluateHeld } from './sync/reevaluate-all.ts';
import { processDeliveries } from './webhooks/process-delivery.ts';
import { keepSubscriptions, missedDeliveriesTask } from './webhooks/webhook-subscriptions.ts';
import { carryOutWriteback } from './write/carry-out-writeback.ts';

/** How many jobs of a kind one worker runs at a time; live work has its own share, which bulk work can't take. */
export interface RoleConcurrency {
  readonly live: number;
  readonly bulk: number;
}

/** Vendor reads: deliveries, single records, pages, and the planning that needs counts. */
export function startFetcher(ctx: EngineContext, { live, bulk }: RoleConcurrency): void {
  ctx.queue.work('deliveries', ({ inboxIds }) => processDeliveries(ctx, inboxIds), { concurrency: live });
  ctx.queue.work('records', (record, info) => syncRecord(ctx, record, info), { concurrency: live });
  ctx.queue.work('fetch-live', ({ pageId }, info) => fetchPage(ctx, pageId, info), { concurrency: live });
  ctx.queue.work('fetch-bulk', ({ pageId }, info) => fetchPage(ctx, pageId, info), { concurrency: bulk });
  ctx.queue.work('process-plan', ({ processId }, info) => planProcess(ctx, processId, info), { concurrency: 2 });
}

/** Raw pages into normalised records. */
export function startTransformer(ctx: EngineContext, { live, bulk }: RoleConcurrency): void {
  ctx.queue.work('transform-live', ({ pageId }, info) => transformPage(ctx, pageId, info), { concurrency: live });
  ctx.queue.work('transform-bulk', ({ pageId }, info) => transformPage(ctx, pageId, info), { concurrency: bulk });
}

/** Normalised records into the graph, and the end of processes. */
export function startMerger(ctx: EngineContext, { live, bulk }: RoleConcurrency): void {
  ctx.queue.work('merge-live', ({ pageId }, info) => mergePage(ctx, pageId, info), { concurrency: live });
  ctx.queue.work('merge-bulk', ({ pageId }, info) => mergePage(ctx, pageId, info), { concurrency: bulk });
  ctx.queue.work('process-complete', ({ processId }) => completeProcess(ctx, processId), { concurrency: 2 });
}

/** Writebacks to the vendors. */
export function startWriter(ctx: EngineContext, { live, bulk }: RoleConcurrency): void {
  ctx.queue.work('write-live', ({ writebackId }, info) => carryOutWriteback(ctx, writebackId, info), {
    concurrency: live,
  });
  ctx.queue.work('write-bulk', ({ writebackId }, info) => carryOutWriteback(ctx, writebackId, info), {
    concurrency: bulk,
  });
}

/** Replays of items that an operator, or a rule, asked for. */
export function startReconciler(ctx: EngineContext): void {
  ctx.queue.work('reconcile', ({ itemId }) => retryByItself(ctx, itemId), { concurrency: 4 });
}

async function retryByItself(ctx: EngineContext, itemId: number): Promise<void> {
  const result = await retryItem(ctx, itemId);
  if (result.outcome !== 'done') ctx.logger.warn({ itemId, ...result }, 'item could not be retried');
}

/** A piece of work that a timer repeats; the next run starts `everyMs` after the last one ended. */
export interface TimedTask {
  readonly name: string;
  readonly everyMs: number;
  /** The signal ends what would take long. */
  run(signal?: AbortSignal): Promise<unknown>;
  /** After the last run. */
  end?(): Promise<unknown>;
}

const ABANDONED_UPLOAD_MS = 24 * 3600_000;
const AUTO_RETRY_AFTER_MS = 15 * 60_000;
const AUTO_RETRY_ATTEMPTS = 5;

/** What the reconciler does by itself: what was transient may have passed. */
export function reconcilerTasks(ctx: EngineContext): TimedTask[] {
  const retry = async (): Promise<void> => {
    for (const id of await itemsToRetry(ctx.store, AUTO_RETRY_AFTER_MS, AUTO_RETRY_ATTEMPTS, 100))
      await retryByItself(ctx, id);
  };
  return [{ name: 'retry transient items', everyMs: 60_000, run: retry }];
}

async function retain(ctx: EngineContext): Promise<void> {
  await applyRetention(ctx.store, await eventRetention(ctx));
  if (ctx.config.auditRetentionMs !== null) await pruneAudit(ctx.store, ctx.config.auditRetentionMs);
  await dropAbandonedImportFiles(ctx.store, ABANDONED_UPLOAD_MS);
}

/** The scheduler's timers. */
export function schedulerTasks(ctx: EngineContext): TimedTask[] {
  const { sweepAfterMs } = ctx.config;
  return [
    { name: 'sweep', everyMs: Math.min(1_000, sweepAfterMs / 2), run: () => sweep(ctx) },
    { name: 'sweep edges', everyMs: 15_000, run: () => sweepEdges(ctx) },
    { name: 'poll', everyMs: Math.min(5_000, ctx.config.pollIntervalMs), run: () => pollConnections(ctx) },
    { name: 'feeds', everyMs: Math.min(60_000, ctx.config.pollIntervalMs), run: feedsTask(ctx) },
    { name: 'compare fields', everyMs: 60_000, run: () => checkAllFields(ctx) },
    { name: 'missed deliveries', everyMs: 300_000, run: missedDeliveriesTask(ctx) },
    { name: 'webhook subscriptions', everyMs: 600_000, run: () => keepSubscriptions(ctx) },
    duplicatesTask(ctx),
    clientsTask(ctx),
    insightsTask(ctx),
    interestsTask(ctx),
    wordsTask(ctx),
    { name: 'look at held fields again', everyMs: 30_000, run: () => reevaluateHeld(ctx) },
    { name: 'note sync times', everyMs: 60_000, run: () => noteSyncTimes(ctx.store) },
    { name: 'sample quotas', everyMs: 10_000, run: () => sampleQuotas(ctx.store) },
    { name: 'evaluate alerts', everyMs: ctx.config.alertIntervalMs, run: () => evaluateAlerts(ctx) },
    { name: 'tell alerts', everyMs: Math.min(1_000, ctx.config.alertIntervalMs), run: createAlertTeller(ctx) },
    { name: 'analyse', everyMs: 2_000, run: () => analyseGrownTables(ctx.store) },
    { name: 'tend proposals', everyMs: 5_000, run: () => tendProposals(ctx) },
    { name: 'seal the audit', everyMs: 1_000, run: () => sealAudit(ctx.store) },
    { name: 'retention', everyMs: 60_000, run: () => retain(ctx) },
    ...(ctx.events.kind === 'none' ? [] : [relayTask(ctx)]),
    ...stateCacheTasks(ctx),
  ];
}
