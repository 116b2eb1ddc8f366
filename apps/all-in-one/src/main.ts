import { mkdirSync } from 'node:fs';
import {
  closeEngineContext,
  type EngineContext,
  ensureConnectionQuota,
  reconcilerTasks,
  registerWebhooks,
  schedulerTasks,
  startBackfill,
  startFetcher,
  startMerger,
  startReconciler,
  startTransformer,
  startWriter,
} from '@syncline/engine';
import { createIngressApp } from '@syncline/ingress';
import { createLogger, createMetrics } from '@syncline/observability';
import { createOperatorApp } from '@syncline/operator';
import { cacheFolder, createHealth, type Lifecycle, loadEnv, runMain, writeRunFile } from '@syncline/runtime';
import { ensureConnection, hasUnfinishedProcess } from '@syncline/store';
import { openContext, processEnvironment, runTasksUntilShutdown } from '@syncline/worker-host';
import getPort from 'get-port';
import { allInOneEnv } from './env.ts';
import { parseOptions, usage } from './options.ts';
import { showProgress } from './progress-bars.ts';

import { startServices } from './services.ts';
import { openSource, type Source } from './source.ts';

const environment = processEnvironment();
const logger = createLogger({
  name: 'syncline',
  level: allInOneEnv.shape.LOG_LEVEL.catch('warn').parse(environment.LOG_LEVEL),
  destination: 'stderr',
});

const SANDBOX_QUOTA = 1_000_000;

/** Every role in one process: `npm start`, small installs. */
async function main(lifecycle: Lifecycle): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  const env = loadEnv(allInOneEnv, environment);
  const folder = cacheFolder();
  mkdirSync(folder, { recursive: true });

  const services = await startServices(env, options, folder, logger, lifecycle);
  const source = await openSource(env, options, folder, lifecycle);
  const ctx = await openContext({
    name: 'all-in-one',
    // The simulated GitHub has no quota to spare.
    env: {
      ...env,
      ...(source.isSandbox ? { SYNCLINE_QUOTA_PER_HOUR: SANDBOX_QUOTA } : {}),
      DATABASE_URL: services.databaseUrl,
      ...(services.redisUrl === null ? {} : { REDIS_URL: services.redisUrl }),
    },
    environment,
    logger,
    metrics: createMetrics({ processMetrics: true }),
    maxConnections: 30,
  });
  lifecycle.onShutdown('context', () => closeEngineContext(ctx));
  const connectionId = await ensureConnection(ctx.store, source.connection);
  await ensureConnectionQuota(ctx, connectionId);

  const ingressUrl = await listenIngress(ctx, options.webhookPort, lifecycle);
  const operatorUrl = await listenOperator(ctx, options.port, ingressUrl, lifecycle);
  lifecycle.onShutdown('run file', writeRunFile(operatorUrl));
  printStart([...services.lines, source.line], operatorUrl, `${ingressUrl}/webhooks/${connectionId}`);

  await subscribe(ctx, connectionId, source, env.SYNCLINE_PUBLIC_URL ?? null, ingressUrl);
  startRoles(ctx, lifecycle);
  if (!(await hasUnfinishedProcess(ctx.store, connectionId))) await startBackfill(ctx, { connectionId });
  else process.stderr.write('  Going on where the last run stopped.\n');
  source.startEdits();
  showProgress(ctx, 1, lifecycle);
}

async function listenIngress(ctx: EngineContext, wanted: number, lifecycle: Lifecycle): Promise<string> {
  const health = createHealth();
  health.addCheck('postgres', () => ctx.store.query('select 1'));
  const app = createIngressApp({ ctx, health });
  lifecycle.onShutdown('ingress', () => app.close());
  return app.listen({ port: await getPort({ port: wanted, host: '127.0.0.1' }), host: '127.0.0.1' });
}

async function listenOperator(
  ctx: EngineContext,
  wanted: number,
  ingressUrl: string,
  lifecycle: Lifecycle,
): Promise<string> {
  const app = await createOperatorApp({ context: ctx, links: { webhooks: ingressUrl }, allowQueueChanges: true });
  lifecycle.onShutdown('operator', () => app.close());
  return app.listen({ port: await getPort({ port: wanted, host: '127.0.0.1' }), host: '127.0.0.1' });
}

function startRoles(ctx: EngineContext, lifecycle: Lifecycle): void {
  startFetcher(ctx, { live: 6, bulk: 4 });
  startTransformer(ctx, { live: 2, bulk: 2 });
  startMerger(ctx, { live: 3, bulk: 2 });
  startWriter(ctx, { live: 6, bulk: 2 });
  startReconciler(ctx);
  runTasksUntilShutdown(ctx, lifecycle, [...schedulerTasks(ctx), ...reconcilerTasks(ctx)]);
}

/** Webhooks want an address that the vendor reaches: the sandbox reaches us, github.com does not without a public URL. */
async function subscribe(
  ctx: EngineContext,
  connectionId: number,
  source: Source,
  publicUrl: string | null,
  ingressUrl: string,
): Promise<void> {
  const url = source.isSandbox ? ingressUrl : publicUrl;
  if (url === null) {
    process.stderr.write('  No SYNCLINE_PUBLIC_URL: changes arrive by polling, not by webhooks.\n');
    return;
  }
  try {
    await registerWebhooks(ctx, connectionId, url, AbortSignal.timeout(ctx.config.vendorTimeoutMs));
  } catch (error) {
    ctx.logger.warn({ err: error }, 'webhooks could not be registered, changes arrive by polling');
  }
}

function printStart(lines: readonly (readonly [string, string])[], operatorUrl: string, webhookUrl: string): void {
  const all: (readonly [string, string])[] = [
    ...lines,
    ['Status', `${operatorUrl}/`],
    ['API', `${operatorUrl}/api/v1/status`],
    ['Bull Board', `${operatorUrl}/admin/queues`],
    ['API docs', `${operatorUrl}/docs`],
    ['Webhooks', webhookUrl],
    ['Stop', 'Ctrl-C; the next start goes on from here'],
  ];
  process.stderr.write(
    `\nSyncline is running.\n${all.map(([name, value]) => `  ${name.padEnd(11)} ${value}`).join('\n')}\n\n`,
  );
}

runMain('syncline', main, { logger });
