import { closeEngineContext, type EngineContext } from '@syncline/engine';
import { createMetrics, measureLogShipping, type Tracing } from '@syncline/observability';
import { createHealth, type Health, type Lifecycle, loadEnv, runMain, startHealthServer } from '@syncline/runtime';
import { processEnvironment, type WorkerEnv, workerEnv } from './env.ts';
import { keepMemorySmall, releaseLoadingMemory } from './keep-memory-small.ts';
import { openContext } from './open-context.ts';
import { flushAll, openLogs } from './open-logs.ts';
import { openTracing } from './open-tracing.ts';

export interface WorkerStart {
  readonly ctx: EngineContext;
  readonly env: WorkerEnv;
  readonly lifecycle: Lifecycle;
  readonly health: Health;
}

/** The main of a worker app: variables, context, health, the role itself, and a drain within 30 s. */
export function runWorker(name: string, start: (worker: WorkerStart) => Promise<void> | void): void {
  keepMemorySmall();
  const environment = processEnvironment();
  const { logger, shipping } = openLogs(environment, { name, defaultLevel: 'info' });
  let tracing: Tracing | null = null;
  runMain(
    name,
    async (lifecycle) => {
      const env = loadEnv(workerEnv, environment);
      tracing = await openTracing(env, name, logger);
      const metrics = createMetrics({ processMetrics: true });
      if (shipping) measureLogShipping(metrics.registry, shipping);
      const ctx = await openContext({ name, env, environment, logger, metrics, maxConnections: 12 });
      lifecycle.onShutdown('context', () => closeEngineContext(ctx));
      const health = createHealth();
      health.addCheck('postgres', () => ctx.store.query('select 1'));
      health.addCheck('queue', () => ctx.queue.ping());
      lifecycle.onShutdown('readiness', () => health.startDraining());
      if (env.SYNCLINE_HEALTH_PORT !== undefined) {
        const server = await startHealthServer({ port: env.SYNCLINE_HEALTH_PORT, health, metrics });
        lifecycle.onShutdown('health server', () => server.close());
      }
      await start({ ctx, env, lifecycle, health });
      releaseLoadingMemory();
      logger.info({ queue: ctx.queue.backend }, 'Started');
    },
    { logger, flush: (withinMs) => flushAll([tracing, shipping], withinMs) },
  );
}

/** Jobs at a time of a role: what the variables say, else the role's own default. */
export function concurrencyOf(
  env: WorkerEnv,
  defaults: { readonly live: number; readonly bulk: number },
): { live: number; bulk: number } {
  return { live: env.SYNCLINE_LIVE_CONCURRENCY ?? defaults.live, bulk: env.SYNCLINE_BULK_CONCURRENCY ?? defaults.bulk };
}
