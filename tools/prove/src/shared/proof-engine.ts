import { connectors } from '@syncline/connector-registry';
import { closeEngineContext, createEngineContext, type EngineContext, ensureConnectionQuota } from '@syncline/engine';
import { createLogger, createMetrics } from '@syncline/observability';
import { ensureConnection } from '@syncline/store';
import type { SyncSide } from '@syncline/testing/start-sync-engine';
import { WEBHOOK_SECRET } from '../vendors/vendor.ts';
import type { Backend } from './backend.ts';

const CALLS_PER_HOUR = 100_000_000;

/** Locks and sweeps are shortened, so that what a kill leaves is taken up within seconds. */
const LOCK_MS = 4_000;
const SWEEP_AFTER_MS = 2_000;

/** A database with a queue, and the variables by which the product's own processes find them. */
export interface ProofEngine {
  readonly ctx: EngineContext;
  readonly connectionId: number;
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface ProofEngineOptions {
  readonly backend: Backend;
  readonly side: SyncSide;
  /** For the processes; this context speaks to the database itself. */
  readonly environment?: Readonly<Record<string, string>>;
}

export async function createProofEngine({ backend, side, environment = {} }: ProofEngineOptions): Promise<ProofEngine> {
  const given = Object.entries({ webhookSecret: WEBHOOK_SECRET, ...side.secrets });
  const secrets = Object.fromEntries(given.map(([name, value]) => [variable(name), value]));
  const ctx = await createEngineContext({
    databaseUrl: backend.databaseUrl,
    queueBackend:
      backend.redisUrl === null
        ? { kind: 'postgres', databaseUrl: backend.databaseUrl }
        : { kind: 'redis', url: backend.redisUrl },
    connectors,
    logger: createLogger({ name: 'prove', level: 'silent' }),
    metrics: createMetrics(),
    environment: secrets,
    config: { allowedAddresses: ['loopback'], quotaOverride: { capacity: CALLS_PER_HOUR, windowMs: 3_600_000 } },
    maxConnections: 4,
  });
  const connectionId = await ensureConnection(ctx.store, {
    workspaceId: 1,
    name: side.name,
    connector: side.connector,
    baseUrl: side.url,
    settings: side.settings,
    secrets: Object.fromEntries(given.map(([name]) => [name, `env:${variable(name)}`])),
  });
  await ensureConnectionQuota(ctx, connectionId);
  return {
    ctx,
    connectionId,
    environment: {
      ...secrets,
      DATABASE_URL: backend.databaseUrl,
      ...(backend.redisUrl === null ? {} : { REDIS_URL: backend.redisUrl }),
      LOG_LEVEL: 'info',
      SYNCLINE_ALLOWED_ADDRESSES: 'loopback',
      SYNCLINE_QUOTA_PER_HOUR: String(CALLS_PER_HOUR),
      SYNCLINE_JOB_LOCK_MS: String(LOCK_MS),
      SYNCLINE_SWEEP_AFTER_MS: String(SWEEP_AFTER_MS),
      // Nothing but the proven work may begin by itself.
      SYNCLINE_POLL_INTERVAL_MS: '86400000',
      ...environment,
    },
    close: () => closeEngineContext(ctx, 5_000),
  };
}

function variable(secret: string): string {
  return `PROOF_${secret.toUpperCase()}`;
}
