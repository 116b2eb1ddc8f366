import { createGitHubSandbox, type GitHubSandbox, type GitHubSandboxOptions } from '@syncline/connector-github/sandbox';
import { connectors } from '@syncline/connector-registry';
import { isFinished } from '@syncline/core';
import {
  closeEngineContext,
  createEngineContext,
  createKeyRing,
  type EngineConfig,
  type EngineContext,
  ensureConnectionQuota,
  reconcilerTasks,
  runTasks,
  schedulerTasks,
  startFetcher,
  startMerger,
  startReconciler,
  startTransformer,
  startWriter,
} from '@syncline/engine';
import { createLogger, createMetrics } from '@syncline/observability';
import { ensureConnection, findProcess, type ProcessRow } from '@syncline/store';
import { createTcpProxy, type TcpProxy } from './create-tcp-proxy.ts';
import { createMigratedDatabase, flushRedis, type QueueBackend, redisForTests } from './services.ts';

export interface TestEngineOptions {
  readonly backend?: QueueBackend;
  readonly sandbox?: GitHubSandboxOptions;
  readonly config?: Partial<EngineConfig>;
  /** Streams of the connection; all when absent. */
  readonly streams?: readonly string[];
  /** More settings of the connection. */
  readonly settings?: Record<string, unknown>;
  /** False: no workers and no timers; the test calls use cases itself. */
  readonly workers?: boolean;
  /** True: the database is reached through `proxy`, whose link the test can make bad. */
  readonly proxied?: boolean;
  readonly logLevel?: 'silent' | 'warn' | 'info' | 'debug';
  /** What wraps the secrets that are entered. */
  readonly vaultKey?: string;
  /** Where the log goes, if not to the standard output. */
  readonly logTo?: { write(line: string): void };
}

/** A whole Syncline in this process: real Postgres, real queue, the GitHub sandbox over real HTTP. */
export interface TestEngine {
  readonly ctx: EngineContext;
  readonly sandbox: GitHubSandbox;
  readonly connectionId: number;
  readonly webhookSecret: string;
  readonly databaseUrl: string;
  /** Between the engine and its database; null unless asked for. */
  readonly proxy: TcpProxy | null;
  stop(): Promise<void>;
}

export const TEST_WEBHOOK_SECRET = 'a secret for tests';
export const TEST_VAULT_KEY = '5e'.repeat(32);

export async function startTestEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const backend = options.backend ?? 'postgres';
  const database = await createMigratedDatabase();
  const proxy = options.proxied ? await createTcpProxy(database.url) : null;
  const databaseUrl = proxy?.url ?? database.url;
  if (backend === 'redis') await flushRedis();
  const sandbox = await createGitHubSandbox({
    rateLimit: { limit: 1_000_000, windowMs: 3_600_000 },
    ...options.sandbox,
  });
  const ctx = await createEngineContext({
    databaseUrl,
    queueBackend: backend === 'redis' ? { kind: 'redis', url: redisForTests()! } : { kind: 'postgres', databaseUrl },
    connectors,
    logger: createLogger({
      name: 'test',
      level: options.logLevel ?? 'silent',
      ...(options.logTo === undefined ? {} : { destination: options.logTo }),
    }),
    metrics: createMetrics(),
    vault: createKeyRing({ key: options.vaultKey ?? TEST_VAULT_KEY }),
    environment: { TEST_TOKEN: sandbox.token, TEST_WEBHOOK_SECRET },
    // Delays of tests: short, and the same paths as in production.
    queueOptions: { backoff: { baseMs: 20, capMs: 200 }, lockDurationMs: 3_000 },
    config: {
      allowedAddresses: ['loopback'],
      sweepAfterMs: 1_000,
      pollIntervalMs: 3_600_000,
      alertIntervalMs: 3_600_000,
      goneConfirmMs: 10,
      quotaOverride: { capacity: 1_000_000, windowMs: 3_600_000 },
      ...options.config,
    },
  });
  const connectionId = await ensureConnection(ctx.store, {
    workspaceId: 1,
    name: 'github',
    connector: 'github',
    baseUrl: sandbox.url,
    settings: {
      owner: sandbox.org,
      ownerType: 'org',
      ...(options.streams ? { streams: options.streams } : {}),
      ...options.settings,
    },
    secrets: { token: 'env:TEST_TOKEN', webhookSecret: 'env:TEST_WEBHOOK_SECRET' },
  });
  await ensureConnectionQuota(ctx, connectionId);
  const stopping = new AbortController();
  const timers = options.workers === false ? Promise.resolve() : startRoles(ctx, stopping.signal);
  return {
    ctx,
    sandbox,
    connectionId,
    webhookSecret: TEST_WEBHOOK_SECRET,
    databaseUrl: database.url,
    proxy,
    stop: async () => {
      stopping.abort();
      await timers;
      await closeEngineContext(ctx, 5_000);
      await sandbox.close();
      await proxy?.close();
      await database.drop();
    },
  };
}

function startRoles(ctx: EngineContext, signal: AbortSignal): Promise<void> {
  startFetcher(ctx, { live: 4, bulk: 4 });
  startTransformer(ctx, { live: 2, bulk: 2 });
  startMerger(ctx, { live: 2, bulk: 2 });
  startWriter(ctx, { live: 4, bulk: 2 });
  startReconciler(ctx);
  return runTasks(ctx, [...schedulerTasks(ctx), ...reconcilerTasks(ctx)], signal);
}

/** Waits until a process has ended and returns its row; throws after `timeoutMs` with the state it is in. */
export async function waitForProcess(ctx: EngineContext, processId: string, timeoutMs = 60_000): Promise<ProcessRow> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const process = await findProcess(ctx.store, processId);
    if (process && isFinished(process.state)) return process;
    if (performance.now() > deadline)
      throw new Error(`Process ${processId} is still ${process?.state} after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
