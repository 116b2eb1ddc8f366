import { connectors } from '@syncline/connector-registry';
import { SynclineError } from '@syncline/core';
import { createEngineContext, createKeyRing, type EngineContext, type KeyRing } from '@syncline/engine';
import type { Logger, Metrics } from '@syncline/observability';
import { UnsafeQueueError } from '@syncline/queue';
import { ConfigurationError, type Environment } from '@syncline/runtime';
import { NewerSchemaError } from '@syncline/store';
import type { WorkerEnv } from './env.ts';
import { eventBusOf } from './event-bus-of.ts';
import { missingFieldVariables } from './field-variables.ts';
import { importProposersOf, missingLanguageModelVariables } from './language-model-variables.ts';
import { pollIntervalMs, syncDefaults } from './process-settings.ts';
import { missingStateCacheVariables, stateCacheOptions } from './state-cache-variables.ts';

export interface OpenContextOptions {
  readonly name: string;
  readonly env: WorkerEnv;
  readonly environment: Environment;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly maxConnections?: number;
}

/**
 * Builds the engine's context of a process from its variables. A start that would lose data (a newer
 * schema, a Redis that evicts) is a ConfigurationError, so that it ends with exit 78 and a sentence.
 */
export async function openContext(options: OpenContextOptions): Promise<EngineContext> {
  const { env } = options;
  const missing = [
    ...missingFieldVariables(env),
    ...missingStateCacheVariables(env),
    ...missingLanguageModelVariables(env),
  ];
  if (missing.length > 0) throw new ConfigurationError(missing);
  if (env.KILLKRILL_ENABLED && env.KILLKRILL_USE_HTTP3)
    options.logger.warn(
      { variable: 'KILLKRILL_USE_HTTP3' },
      'Node.js has no HTTP/3: logs go to the collector over HTTP/2, or HTTP/1.1 where it has no HTTP/2',
    );
  try {
    return await createEngineContext({
      databaseUrl: env.DATABASE_URL,
      queueBackend: env.REDIS_URL
        ? { kind: 'redis', url: env.REDIS_URL }
        : { kind: 'postgres', databaseUrl: env.DATABASE_URL },
      connectors,
      logger: options.logger,
      metrics: options.metrics,
      environment: options.environment,
      vault: vaultOf(env),
      stateCache: stateCacheOptions(env),
      importProposers: await importProposersOf(env),
      events: await eventBusOf(env, options.name),
      applicationName: `syncline-${options.name}`,
      ...(options.maxConnections === undefined ? {} : { maxConnections: options.maxConnections }),
      queueOptions: { lockDurationMs: env.SYNCLINE_JOB_LOCK_MS },
      config: {
        allowedAddresses: env.SYNCLINE_ALLOWED_ADDRESSES,
        sweepAfterMs: env.SYNCLINE_SWEEP_AFTER_MS,
        insightPacks: env.SYNCLINE_INSIGHT_PACKS,
        docsUrl: env.SYNCLINE_DOCS_URL.replace(/\/+$/, ''),
        pollIntervalMs: pollIntervalMs(env),
        syncDefaults: syncDefaults(env),
        stateCacheVerifyMs: env.SYNCLINE_STATE_CACHE_VERIFY_MS,
        retention: {
          rawMs: env.SYNCLINE_RAW_RETENTION_MS,
          eventsMs: env.SYNCLINE_EVENT_RETENTION_MS,
          unsentEventsMs: env.SYNCLINE_UNSENT_EVENT_RETENTION_MS,
          inboxMs: env.SYNCLINE_INBOX_RETENTION_MS,
          processesMs: env.SYNCLINE_PROCESS_RETENTION_MS,
          itemsMs: env.SYNCLINE_ITEM_RETENTION_MS,
        },
        auditRetentionMs: env.SYNCLINE_AUDIT_RETENTION_MS ?? null,
        quotaOverride:
          env.SYNCLINE_QUOTA_PER_HOUR === undefined
            ? null
            : { capacity: env.SYNCLINE_QUOTA_PER_HOUR, windowMs: 3_600_000 },
      },
    });
  } catch (error) {
    if (error instanceof SynclineError && error.code === 'allowed_address') throw new ConfigurationError(error.message);
    if (error instanceof NewerSchemaError || error instanceof UnsafeQueueError)
      throw new ConfigurationError(error.message);
    throw error;
  }
}

function vaultOf(env: WorkerEnv): KeyRing {
  try {
    return createKeyRing({ key: env.SYNCLINE_VAULT_KEY, otherKeys: env.SYNCLINE_VAULT_OTHER_KEYS });
  } catch (error) {
    throw new ConfigurationError(error instanceof Error ? error.message : String(error));
  }
}
