import { connectors } from '@syncline/connector-registry';
import { closeEngineContext, createEngineContext, type EngineContext, ensureConnectionQuota } from '@syncline/engine';
import { createLogger, createMetrics } from '@syncline/observability';
import { ensureConnection } from '@syncline/store';
import type { Backend, BenchServices } from './bench-services.ts';

export const WEBHOOK_SECRET = 'a secret for benches';
const CALLS_PER_HOUR = 100_000_000;

/** A database with a queue, and the variables by which the product's own processes find them. */
export interface BenchEngine {
  readonly ctx: EngineContext;
  readonly backend: Backend;
  readonly roleEnvironment: Readonly<Record<string, string>>;
  addGitHub(sandbox: { readonly url: string; readonly org: string }, streams: readonly string[]): Promise<number>;
  addConnection(side: {
    readonly name: string;
    readonly connector: string;
    readonly url: string;
    readonly settings: Record<string, unknown>;
    /** Secret name to variable. */
    readonly secrets: Readonly<Record<string, string>>;
  }): Promise<number>;
  close(): Promise<void>;
}

/** `variables`: further secrets, by the variable that holds them. */
export async function createBenchEngine(
  services: BenchServices,
  backend: Backend,
  token = 'sandbox-token',
  variables: Readonly<Record<string, string>> = {},
): Promise<BenchEngine> {
  const databaseUrl = await services.createDatabase();
  const redisUrl = backend === 'redis' ? services.createRedisDatabase() : null;
  const secrets = { BENCH_TOKEN: token, BENCH_WEBHOOK_SECRET: WEBHOOK_SECRET, ...variables };
  const ctx = await createEngineContext({
    databaseUrl,
    queueBackend: redisUrl === null ? { kind: 'postgres', databaseUrl } : { kind: 'redis', url: redisUrl },
    connectors,
    logger: createLogger({ name: 'bench', level: 'silent' }),
    metrics: createMetrics(),
    environment: secrets,
    config: { allowedAddresses: ['loopback'], quotaOverride: { capacity: CALLS_PER_HOUR, windowMs: 3_600_000 } },
  });
  return {
    ctx,
    backend,
    roleEnvironment: {
      ...secrets,
      DATABASE_URL: databaseUrl,
      ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
      LOG_LEVEL: 'info',
      SYNCLINE_ALLOWED_ADDRESSES: 'loopback',
      SYNCLINE_QUOTA_PER_HOUR: String(CALLS_PER_HOUR),
      // Nothing but the measured work may begin by itself.
      SYNCLINE_POLL_INTERVAL_MS: '86400000',
    },
    addGitHub: (sandbox, streams) =>
      addConnection({
        name: sandbox.org,
        connector: 'github',
        url: sandbox.url,
        settings: { owner: sandbox.org, ownerType: 'org', streams },
        secrets: { token: 'BENCH_TOKEN' },
      }),
    addConnection,
    close: () => closeEngineContext(ctx, 5_000),
  };

  async function addConnection({
    name,
    connector,
    url,
    settings,
    secrets: named,
  }: Parameters<BenchEngine['addConnection']>[0]): Promise<number> {
    const references = Object.entries(named).map(([secret, variable]) => [secret, `env:${variable}`]);
    const connectionId = await ensureConnection(ctx.store, {
      workspaceId: 1,
      name,
      connector,
      baseUrl: url,
      settings,
      secrets: { ...Object.fromEntries(references), webhookSecret: 'env:BENCH_WEBHOOK_SECRET' },
    });
    await ensureConnectionQuota(ctx, connectionId);
    return connectionId;
  }
}
