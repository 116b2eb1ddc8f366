import {
  connectionSeriesLimit,
  createSharedGauges,
  overflowLabel,
  type SharedGauges,
  streamSeriesLimit,
} from '@syncline/observability';
import { jobNames } from '@syncline/queue';
import {
  type ConnectionState,
  readConnectionStates,
  readDueWork,
  readInstanceState,
  readRelayStatus,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { boundedSeries, type Series } from './bounded-series.ts';

/** How long what was read is told again, in ms: several scrapers cost one reading. */
const KEPT_MS = 3_000;

/** Gauges of what all processes share, for whoever serves `/metrics`. */
export interface SharedState {
  readonly contentType: string;
  /** In Prometheus' text format; empty of what can't be read now. */
  text(): Promise<string>;
}

export function createSharedState(ctx: EngineContext): SharedState {
  const gauges = createSharedGauges();
  let reading: Promise<string> | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  const read = async (): Promise<string> => {
    gauges.registry.resetMetrics();
    const parts = await Promise.allSettled([
      fillQueues(ctx, gauges),
      fillFromRows(ctx, gauges),
      fillRelay(ctx, gauges),
    ]);
    for (const part of parts)
      if (part.status === 'rejected')
        ctx.logger.warn({ err: part.reason }, 'gauges of the shared state could not be read');
    return gauges.text();
  };
  return {
    contentType: gauges.contentType,
    text: () => {
      const now = performance.now();
      if (reading && now - readAt < KEPT_MS) return reading;
      readAt = now;
      reading = read();
      return reading;
    },
  };
}

async function fillQueues(ctx: EngineContext, gauges: SharedGauges): Promise<void> {
  for (const [queue, counts] of Object.entries(await ctx.queue.counts()))
    for (const [state, count] of Object.entries(counts)) gauges.queueJobs.set({ queue, state }, count);
}

async function fillFromRows(ctx: EngineContext, gauges: SharedGauges): Promise<void> {
  const [due, instance, connections] = await Promise.all([
    readDueWork(ctx.store),
    readInstanceState(ctx.store),
    readConnectionStates(ctx.store),
  ]);
  const dueOf = new Map(due.map((row) => [row.queue, row]));
  for (const queue of jobNames) {
    gauges.queueDue.set({ queue }, dueOf.get(queue)?.jobs ?? 0);
    gauges.queueOldestDue.set({ queue }, (dueOf.get(queue)?.oldestMs ?? 0) / 1000);
  }
  for (const [itemClass, items] of Object.entries({ conflict: 0, ...instance.itemsByClass }))
    gauges.openItems.set({ class: itemClass }, items);
  gauges.inboxWaiting.set(instance.deliveriesWaiting);
  for (const [state, pages] of Object.entries(instance.pages)) gauges.movingPages.set({ state }, pages);
  gauges.lag.set({ direction: 'in' }, instance.lagInMs / 1000);
  gauges.lag.set({ direction: 'out' }, instance.lagOutMs / 1000);
  gauges.openProcesses.set({ state: 'running' }, instance.processesRunning);
  gauges.openProcesses.set({ state: 'paused' }, instance.processesPaused);
  for (const severity of ['info', 'warning', 'critical'])
    gauges.alertsFiring.set({ severity }, instance.alertsBySeverity[severity] ?? 0);
  fillConnections(gauges, connections);
}

async function fillRelay(ctx: EngineContext, gauges: SharedGauges): Promise<void> {
  const status = ctx.events.kind === 'none' ? null : await readRelayStatus(ctx.store);
  gauges.eventsWaiting.set(status?.waiting ?? 0);
  gauges.eventRelayLag.set((status?.lagMs ?? 0) / 1000);
}

function fillConnections(gauges: SharedGauges, connections: readonly ConnectionState[]): void {
  for (const [platform, own] of Map.groupBy(connections, ({ connector }) => connector))
    gauges.stateFreshness.set({ platform }, Math.max(...own.map(({ lagMs }) => lagMs)) / 1000);
  type ByConnection = 'quotaRemaining' | 'quotaShare' | 'webhookSeen' | 'subscriptionExpiry' | 'driftedFields';
  const tell = (gauge: ByConnection, worst: 'max' | 'min', valueOf: (state: ConnectionState) => number | null) => {
    for (const { label, value } of boundedSeries(seriesOf(connections, valueOf), connectionSeriesLimit, worst))
      gauges[gauge].set({ connection: label }, value);
  };
  tell('quotaRemaining', 'min', ({ quota }) => quota?.remaining ?? null);
  tell('quotaShare', 'min', ({ quota }) => (quota ? quota.remaining / Math.max(1, quota.capacity) : null));
  tell('webhookSeen', 'min', ({ lastDeliveryAt }) => seconds(lastDeliveryAt));
  tell('subscriptionExpiry', 'min', ({ subscriptionEndsAt }) => seconds(subscriptionEndsAt));
  tell('driftedFields', 'max', ({ driftedFields }) => driftedFields);

  connections.forEach((state, index) => {
    const health = state.health === 'ok' && state.isFailing ? 'vendor_failing' : state.health;
    const own = index < connectionSeriesLimit;
    const labels = {
      connection: own ? connectionLabel(state) : overflowLabel,
      platform: own ? state.connector : overflowLabel,
    };
    gauges.connectionHealth.set({ ...labels, health }, 1);
    for (const { kind, share } of own ? state.progress : [])
      gauges.processProgress.set({ connection: labels.connection, kind }, share);
  });
  const streams = connections.flatMap((state) =>
    state.streams.flatMap(({ stream, ageMs }) =>
      ageMs === null ? [] : [{ connection: connectionLabel(state), stream, value: ageMs / 1000 }],
    ),
  );
  for (const { connection, stream, value } of streams.slice(0, streamSeriesLimit))
    gauges.checkpointAge.set({ connection, stream }, value);
  const beyond = streams.slice(streamSeriesLimit).map(({ value }) => value);
  if (beyond.length > 0)
    gauges.checkpointAge.set({ connection: overflowLabel, stream: overflowLabel }, Math.max(...beyond));
}

function seriesOf(
  connections: readonly ConnectionState[],
  valueOf: (state: ConnectionState) => number | null,
): Series[] {
  return connections.flatMap((state) => {
    const value = valueOf(state);
    return value === null ? [] : [{ label: connectionLabel(state), value }];
  });
}

/** Names are told apart by their workspace, but for those of the instance's own. */
function connectionLabel({ workspace, name }: ConnectionState): string {
  return workspace === 'default' ? name : `${workspace}/${name}`;
}

function seconds(at: Date | null): number | null {
  return at === null ? null : at.getTime() / 1000;
}
