import { mkdirSync } from 'node:fs';
import { loadConsole } from '@syncline/console';
import {
  closeEngineContext,
  type EngineContext,
  ensureConnectionQuota,
  reconcilerTasks,
  registerWebhooks,
  schedulerTasks,
  startBackfill,
  startFetcher,
  startIncremental,
  startMerger,
  startReconciler,
  startTransformer,
  startWriter,
} from '@syncline/engine';
import { createIngressApp } from '@syncline/ingress';
import { createMetrics, measureLogShipping, type Tracing } from '@syncline/observability';
import { createOperatorApp } from '@syncline/operator';
import { cacheFolder, createHealth, type Lifecycle, loadEnv, runMain, writeRunFile } from '@syncline/runtime';
import { ensureConnection, hasUnfinishedProcess, listConnections, listProcesses } from '@syncline/store';
import {
  flushAll,
  openContext,
  openLogs,
  openTracing,
  type ProcessSetting,
  processEnvironment,
  processSettings,
  runTasksUntilShutdown,
} from '@syncline/worker-host';
import getPort from 'get-port';
import { type AllInOneEnv, allInOneEnv } from './env.ts';
import { openGitHub } from './open-github.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { showProgress } from './progress-bars.ts';
import { vaultKeyOf } from './secret-file.ts';
import { startServices } from './services.ts';
import type { ConnectedSide, Side } from './side.ts';
import { openSimulatedSides } from './simulated/open-simulated-sides.ts';
import { ensureSimulatedSync } from './simulated/sync-config.ts';
import { workInStep } from './simulated/work-in-step.ts';
import { type World, worldOf } from './simulated/world.ts';

const environment = processEnvironment();
const { logger, shipping } = openLogs(environment, { name: 'syncline', defaultLevel: 'warn', destination: 'stderr' });

let tracing: Tracing | null = null;

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

  const world = options.github === null && options.vendors ? worldOf(env, options, folder) : null;
  tracing = await openTracing(env, 'all-in-one', logger);
  const metrics = createMetrics({ processMetrics: true });
  if (shipping) measureLogShipping(metrics.registry, shipping);
  const services = await startServices(env, options, folder, world?.database ?? null, logger, lifecycle);
  const sides = await openSides(options, env, world, folder, lifecycle);
  const ctx = await openContext({
    name: 'all-in-one',
    // Simulated vendors have no quota to spare.
    env: {
      ...env,
      ...(world === null ? {} : { SYNCLINE_QUOTA_PER_HOUR: SANDBOX_QUOTA }),
      SYNCLINE_ALLOWED_ADDRESSES: [
        ...env.SYNCLINE_ALLOWED_ADDRESSES,
        // Who starts it has said where GitHub is; where others are, SYNCLINE_ALLOWED_ADDRESSES says.
        ...(options.vendors ? [world === null ? new URL(env.GITHUB_API_URL).hostname : 'loopback'] : []),
      ],
      DATABASE_URL: services.databaseUrl,
      // Made up once, so that secrets can be entered from the start.
      SYNCLINE_VAULT_KEY: env.SYNCLINE_VAULT_KEY ?? vaultKeyOf(folder),
      ...(services.redisUrl === null ? {} : { REDIS_URL: services.redisUrl }),
    },
    environment,
    logger,
    metrics,
    maxConnections: 30,
  });
  lifecycle.onShutdown('context', () => closeEngineContext(ctx));
  const connected = await connect(ctx, sides);

  const ingressUrl = await listenIngress(ctx, options.webhookPort, lifecycle);
  const operatorUrl = await listenOperator(
    ctx,
    options.port,
    ingressUrl,
    lifecycle,
    processSettings({ ...env, DATABASE_URL: services.databaseUrl }, environment),
  );
  lifecycle.onShutdown('run file', writeRunFile(operatorUrl));
  printStart(
    [...services.lines, ...sides.map((side) => side.line)],
    operatorUrl,
    `${ingressUrl}/webhooks/<connection>`,
  );

  if (world !== null && options.sync) await ensureSimulatedSync(ctx, connected);
  for (const side of options.vendors ? connected : await configuredSides(ctx))
    await subscribe(ctx, side, env.SYNCLINE_PUBLIC_URL ?? null, ingressUrl);
  startRoles(ctx, lifecycle);
  const reading = await startReading(ctx, connected);
  const shown = showProgress(ctx, reading, lifecycle);
  lifecycle.onShutdown('progress', () => shown);
  if (world === null) return;
  const work = shown.then(() => workInStep(ctx, connected, options.edits, lifecycle));
  lifecycle.onShutdown('edits', () => work);
}

async function openSides(
  { github }: Options,
  env: AllInOneEnv,
  world: World | null,
  folder: string,
  lifecycle: Lifecycle,
): Promise<Side[]> {
  if (world !== null) return openSimulatedSides(world, folder, lifecycle);
  return github === null ? [] : [openGitHub(github, env, folder)];
}

/** Connections of a configuration that was applied before: their vendors are told where we are. */
async function configuredSides(ctx: EngineContext): Promise<Pick<ConnectedSide, 'connectionId' | 'isSimulated'>[]> {
  const rows = await listConnections(ctx.store);
  return rows.map(({ id }) => ({ connectionId: id, isSimulated: false }));
}

async function connect(ctx: EngineContext, sides: readonly Side[]): Promise<ConnectedSide[]> {
  const connected: ConnectedSide[] = [];
  for (const side of sides) {
    const connectionId = await ensureConnection(ctx.store, side.connection);
    await ensureConnectionQuota(ctx, connectionId);
    connected.push({ ...side, connectionId });
  }
  return connected;
}

/** Goes on with what is under way; reads everything the first time, and then what changed since. Returns processes. */
async function startReading(ctx: EngineContext, sides: readonly ConnectedSide[]): Promise<string[]> {
  const processes: string[] = [];
  for (const { connectionId } of sides) {
    const backfills = await listProcesses(ctx.store, 1, { connectionId, kind: 'backfill' }, { limit: 1 });
    const newest = backfills.items[0];
    if (newest && newest.finishedAt === null) {
      process.stderr.write(`  Going on with ${newest.connectionName} where the last run stopped.\n`);
      processes.push(newest.id);
    } else if (!newest) processes.push((await startBackfill(ctx, { connectionId })).processId);
    else if (!(await hasUnfinishedProcess(ctx.store, connectionId)))
      processes.push((await startIncremental(ctx, { connectionId })).processId);
  }
  return processes;
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
  settings: readonly ProcessSetting[],
): Promise<string> {
  const app = await createOperatorApp({
    context: ctx,
    links: { webhooks: ingressUrl },
    allowQueueChanges: true,
    processSettings: settings,
    console: loadConsole(),
  });
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

/** Webhooks want an address that the vendor reaches: simulated ones reach us, github.com does not without a public URL. */
async function subscribe(
  ctx: EngineContext,
  { connectionId, isSimulated, subscribe: tell }: Pick<ConnectedSide, 'connectionId' | 'isSimulated' | 'subscribe'>,
  publicUrl: string | null,
  ingressUrl: string,
): Promise<void> {
  const url = isSimulated ? ingressUrl : publicUrl;
  if (url === null) {
    process.stderr.write('  No SYNCLINE_PUBLIC_URL: changes arrive by polling, not by webhooks.\n');
    return;
  }
  try {
    if (tell) await tell(`${url}/webhooks/${connectionId}`);
    else await registerWebhooks(ctx, connectionId, url, AbortSignal.timeout(ctx.config.vendorTimeoutMs));
  } catch (error) {
    ctx.logger.warn({ err: error, connectionId }, 'webhooks could not be registered, changes arrive by polling');
  }
}

function printStart(lines: readonly (readonly [string, string])[], operatorUrl: string, webhookUrl: string): void {
  const all: (readonly [string, string])[] = [
    ...lines,
    ['Console', `${operatorUrl}/`],
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

runMain('syncline', main, { logger, flush: (withinMs) => flushAll([tracing, shipping], withinMs) });
