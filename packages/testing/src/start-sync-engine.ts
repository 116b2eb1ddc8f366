import { connectors } from '@syncline/connector-registry';
import {
  closeEngineContext,
  createEngineContext,
  createKeyRing,
  type EngineConfig,
  type EngineContext,
  ensureConnectionQuota,
  putSyncConfig,
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
import type { QueueBackend } from '@syncline/queue';
import { ensureConnection, insertHints } from '@syncline/store';
import { TEST_VAULT_KEY } from './start-engine.ts';

/** A vendor's account, as its sandbox offers it. */
export interface SyncSide {
  /** The connection's name: what sync configs call it. */
  readonly name: string;
  readonly connector: string;
  readonly url: string;
  readonly settings: Record<string, unknown>;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface SyncEngineOptions {
  readonly sides: readonly SyncSide[];
  readonly backend?: 'postgres' | 'redis';
  readonly config?: Partial<EngineConfig>;
  readonly logLevel?: 'silent' | 'warn' | 'info' | 'debug';
  /** Where the log goes, if not to the standard output. */
  readonly logTo?: { write(line: string): void };
  /** False: the caller starts and stops the workers. */
  readonly workers?: boolean;
  /** A database and queue that stand already, as after a crash; absent: new ones of the test run. */
  readonly database?: { readonly url: string; readonly queue: QueueBackend };
  /** Asked after each commit: true ends the engine on the spot, as a power cut would; `stop` clears it away. */
  readonly crashNow?: () => boolean;
}

/** A whole Syncline in this process over several sandboxes: real Postgres, real queue, real HTTP. */
export interface SyncEngine {
  readonly ctx: EngineContext;
  readonly databaseUrl: string;
  /** The sides' secrets, under the names by which the connections refer to them: for a process of its own. */
  readonly environment: Readonly<Record<string, string>>;
  connectionId(side: string): number;
  /** Puts a sync config into force; `kinds` and the rest of the document are as in a preset file. */
  configure(name: string, settings: unknown, options?: { readonly twoWayCreate?: boolean }): Promise<void>;
  /** As a webhook would: this record changed. */
  hint(
    side: string,
    record: { stream: string; externalId: string; locator?: string | null; scope: string; op?: 'changed' | 'deleted' },
  ): Promise<void>;
  /** Resolves when nothing is moving any more; throws with what still is after `timeoutMs`. */
  quiet(timeoutMs?: number): Promise<void>;
  startWorkers(): void;
  /** Whether `crashNow` has struck. */
  readonly crashed: () => boolean;
  /** Ends the engine; the database stays when it was given. */
  stop(): Promise<void>;
}

export async function startSyncEngine(options: SyncEngineOptions): Promise<SyncEngine> {
  const scratch = options.database ? null : await openScratch(options.backend ?? 'postgres');
  const database = options.database ?? scratch!;
  const environment: Record<string, string> = {};
  for (const side of options.sides)
    for (const [name, value] of Object.entries(side.secrets)) environment[variable(side, name)] = value;
  const made = await createEngineContext({
    vault: createKeyRing({ key: TEST_VAULT_KEY }),
    databaseUrl: database.url,
    queueBackend: database.queue,
    connectors,
    logger: createLogger({
      name: 'test',
      level: options.logLevel ?? 'silent',
      ...(options.logTo === undefined ? {} : { destination: options.logTo }),
    }),
    metrics: createMetrics(),
    environment,
    queueOptions: { backoff: { baseMs: 20, capMs: 200 }, lockDurationMs: 3_000 },
    config: {
      allowedAddresses: ['loopback'],
      sweepAfterMs: 500,
      pollIntervalMs: 3_600_000,
      alertIntervalMs: 3_600_000,
      goneConfirmMs: 10,
      vendorTimeoutMs: 5_000,
      writeLeaseMs: 6_000,
      quotaOverride: { capacity: 10_000_000, windowMs: 3_600_000 },
      ...options.config,
    },
  });
  const { store, crashed } = mortal(made.store, options.crashNow);
  const ctx: EngineContext = { ...made, store };
  const ids = new Map<string, number>();
  for (const side of options.sides) {
    const id = await ensureConnection(ctx.store, {
      workspaceId: 1,
      name: side.name,
      connector: side.connector,
      baseUrl: side.url,
      settings: side.settings,
      secrets: Object.fromEntries(Object.keys(side.secrets).map((name) => [name, `env:${variable(side, name)}`])),
    });
    await ensureConnectionQuota(ctx, id);
    ids.set(side.name, id);
  }
  const stopping = new AbortController();
  let timers: Promise<void> = Promise.resolve();
  const connectionId = (side: string): number => {
    const id = ids.get(side);
    if (id === undefined) throw new Error(`There is no side ${side}`);
    return id;
  };
  const startWorkers = (): void => {
    timers = startRoles(ctx, stopping.signal);
  };
  if (options.workers !== false) startWorkers();
  return {
    ctx,
    databaseUrl: database.url,
    environment,
    connectionId,
    startWorkers,
    crashed,
    configure: async (name, settings, { twoWayCreate = true } = {}) => {
      await putSyncConfig(
        ctx,
        1,
        {
          name,
          platform: options.sides.map((side) => side.connector).join(', '),
          enabled: true,
          syncInterval: 300,
          batchFallbackEnabled: true,
          batchSize: 100,
          twoWayCreate,
          webhookEnabled: true,
          secretReference: null,
          settings: settings as Record<string, unknown>,
        },
        { actor: 'test' },
      );
    },
    hint: async (side, record) => {
      const hint = {
        workspaceId: 1,
        connectionId: connectionId(side),
        locator: null,
        op: 'changed' as const,
        source: 'webhook' as const,
        inboxId: null,
        ...record,
      };
      await insertHints(ctx.store, [hint]);
      const { workspaceId, stream, externalId } = hint;
      await ctx.queue.enqueueAll([
        {
          name: 'records',
          payload: { workspaceId, connectionId: hint.connectionId, stream, externalId },
          options: { mailbox: `${workspaceId}/${hint.connectionId}/${stream}/${externalId}` },
        },
      ]);
    },
    quiet: (timeoutMs = 60_000) => waitUntilQuiet(ctx, timeoutMs),
    stop: async () => {
      stopping.abort();
      await timers;
      await closeEngineContext(made, crashed() ? 0 : 5_000);
      await scratch?.drop();
    },
  };
}

/** Loaded here alone: services of a test run are known within vitest only. */
async function openScratch(backend: 'postgres' | 'redis') {
  const { createMigratedDatabase, flushRedis, redisForTests } = await import('./services.ts');
  const { url, drop } = await createMigratedDatabase();
  if (backend === 'redis') await flushRedis();
  const queue: QueueBackend =
    backend === 'redis' ? { kind: 'redis', url: redisForTests()! } : { kind: 'postgres', databaseUrl: url };
  return { url, queue, drop };
}

/** A store that does nothing any more once the engine has crashed. */
function mortal(
  store: EngineContext['store'],
  crashNow: (() => boolean) | undefined,
): { readonly store: EngineContext['store']; readonly crashed: () => boolean } {
  let dead = false;
  const living = (): void => {
    if (dead) throw new Error('the engine has crashed');
  };
  return {
    crashed: () => dead,
    store: {
      query: (async (query, values) => {
        living();
        const result = await store.query(query, values);
        // A statement on its own is a commit as well, unless it only reads.
        if (!/^\s*select/i.test(typeof query === 'string' ? query : query.text)) dead ||= crashNow?.() === true;
        living();
        return result;
      }) as EngineContext['store']['query'],
      transaction: async (work, options) => {
        living();
        const result = await store.transaction(work, options);
        dead ||= crashNow?.() === true;
        living();
        return result;
      },
      close: () => store.close(),
    },
  };
}

function variable(side: SyncSide, name: string): string {
  return `${side.name}_${name}`.replaceAll(/\W/g, '_').toUpperCase();
}

function startRoles(ctx: EngineContext, signal: AbortSignal): Promise<void> {
  startFetcher(ctx, { live: 4, bulk: 4 });
  startTransformer(ctx, { live: 2, bulk: 2 });
  startMerger(ctx, { live: 2, bulk: 2 });
  startWriter(ctx, { live: 4, bulk: 4 });
  startReconciler(ctx);
  return runTasks(ctx, [...schedulerTasks(ctx), ...reconcilerTasks(ctx)], signal);
}

async function waitUntilQuiet(ctx: EngineContext, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let quietLooks = 0;
  for (;;) {
    const { rows } = await ctx.store.query<Record<string, number>>(
      `select (select count(*)::int from hints where state = 'pending') as hints,
         (select count(*)::int from writebacks where state in ('queued', 'sending')) as writebacks,
         (select count(*)::int from pages where state in ('queued', 'fetched', 'normalised')) as pages,
         (select count(*)::int from inbox where state = 'received') as deliveries,
         (select count(*)::int from processes where finished_at is null) as processes`,
    );
    const moving = Object.entries(rows[0]!).filter(([, count]) => count > 0);
    quietLooks = moving.length === 0 ? quietLooks + 1 : 0;
    if (quietLooks >= 2) return;
    if (performance.now() > deadline) throw new Error(`Still moving after ${timeoutMs} ms: ${JSON.stringify(moving)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
