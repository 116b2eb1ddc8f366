import { summarizeWork } from '@syncline/store';
import { Gauge, Registry } from 'prom-client';
import { z } from 'zod';
import { instanceAccess } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { commonProblems } from '../schemas/problem.ts';

/** `/metrics`: those of the process, and gauges of the shared state that are read when they are asked for. */
export function metricsRoutes(app: App, deps: OperatorDeps): void {
  const registry = new Registry();
  const registers = [registry];
  const jobs = new Gauge({
    name: 'syncline_queue_jobs',
    help: 'Jobs of a queue by state',
    labelNames: ['queue', 'state'],
    registers,
  });
  const items = new Gauge({
    name: 'syncline_reconciliation_open_items',
    help: 'Reconciliation items that wait for a person or a rule',
    registers,
  });
  const inbox = new Gauge({
    name: 'syncline_inbox_waiting_deliveries',
    help: 'Webhook deliveries not processed yet',
    registers,
  });
  const pages = new Gauge({
    name: 'syncline_moving_pages',
    help: 'Pages under way by state',
    labelNames: ['state'],
    registers,
  });
  const lag = new Gauge({
    name: 'syncline_lag_seconds',
    help: 'Age of the oldest announced change that is not in the graph',
    registers,
  });
  const open = new Gauge({ name: 'syncline_open_processes', help: 'Processes that are not finished', registers });

  const refresh = async (): Promise<void> => {
    for (const [queue, counts] of Object.entries(await deps.context.queue.counts())) {
      for (const [state, count] of Object.entries(counts)) jobs.set({ queue, state }, count);
    }
    const summary = await summarizeWork(deps.context.store, deps.ownWorkspaceId);
    items.set(summary.itemsOpen);
    inbox.set(summary.deliveriesWaiting);
    pages.set({ state: 'queued' }, summary.pagesQueued);
    pages.set({ state: 'fetched' }, summary.pagesToTransform);
    pages.set({ state: 'normalised' }, summary.pagesToMerge);
    lag.set(summary.lagMs / 1000);
    open.set(summary.processesOpen);
  };

  app.get(
    '/metrics',
    {
      config: instanceAccess('viewer', 'instance:read'),
      schema: {
        tags: ['operations'],
        summary: "Metrics in Prometheus' text format",
        response: {
          200: { description: 'The metrics', content: { 'text/plain': { schema: z.string() } } },
          ...commonProblems,
        },
      },
    },
    async (_request, reply) => {
      // A scrape must not fail because the queue is away: stale gauges go, the others stay.
      await refresh().catch((error: unknown) => {
        registry.resetMetrics();
        deps.context.logger.warn({ err: error }, 'gauges of the shared state could not be read');
      });
      const text = (await deps.context.metrics.text()) + (await registry.metrics());
      return reply.header('content-type', deps.context.metrics.contentType).serializer(String).send(text);
    },
  );
}
