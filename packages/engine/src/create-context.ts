import { readFileSync } from 'node:fs';
import { type AnyConnector, createVendorTransport } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { type EventBus, noEventBus } from '@syncline/event-bus';
import type { Proposer } from '@syncline/imports';
import { readPacks, shippedPack } from '@syncline/insights';
import type { Logger, Metrics } from '@syncline/observability';
import { createJobQueue, type JobQueueOptions, migrateQueue, type QueueBackend } from '@syncline/queue';
import { openStateCache, type StateCacheOptions } from '@syncline/state-cache';
import { createStore, migrateStore } from '@syncline/store';
import { defaultEngineConfig, type EngineConfig, type EngineContext } from './context.ts';
import { jobTrace } from './tracing/job-trace.ts';
import { createKeyRing, type KeyRing } from './vault/key-ring.ts';

export interface CreateContextOptions {
  readonly databaseUrl: string;
  readonly queueBackend: QueueBackend;
  readonly connectors: ReadonlyMap<string, AnyConnector>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly config?: Partial<EngineConfig>;
  readonly queueOptions?: Pick<JobQueueOptions, 'attempts' | 'backoff' | 'lockDurationMs'>;
  readonly maxConnections?: number;
  readonly applicationName?: string;
  /** Where `env:NAME` references are looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What opens the secrets that were entered; without it there are none. */
  readonly vault?: KeyRing;
  /** Where state is kept for others to read; nowhere when absent. */
  readonly stateCache?: StateCacheOptions;
  /** Who is asked what columns of files mean, beside names and values; nobody when absent. */
  readonly importProposers?: readonly Proposer[];
  /** By default none: events are on the live stream alone. */
  readonly events?: EventBus;
}

/**
 * Builds what every use case is given: migrates the database and the queue's tables, then opens both.
 * Throws NewerSchemaError or UnsafeQueueError when starting could lose data.
 */
export async function createEngineContext(options: CreateContextOptions): Promise<EngineContext> {
  const { logger, metrics } = options;
  const config = { ...defaultEngineConfig, ...options.config };
  const transport = createVendorTransport(config.allowedAddresses);
  const rulePack = await readPacks([shippedPack, ...config.insightPacks]);
  for (const problem of rulePack.problems) logger.warn(problem, 'a rule of insights is left out');
  await migrateStore(options.databaseUrl);
  await migrateQueue(options.queueBackend);
  const store = createStore({
    databaseUrl: options.databaseUrl,
    ...(options.maxConnections === undefined ? {} : { maxConnections: options.maxConnections }),
    ...(options.applicationName === undefined ? {} : { applicationName: options.applicationName }),
    onConnectionError: (error) => logger.warn({ err: error }, 'database connection lost'),
  });
  const queue = createJobQueue({
    ...options.queueOptions,
    backend: options.queueBackend,
    trace: jobTrace,
    onError: (error) => logger.warn({ err: error }, 'queue error'),
    onJob: (name, outcome, ms) => {
      metrics.jobs.inc({ queue: name, outcome });
      metrics.jobDuration.observe({ queue: name }, ms / 1000);
    },
  });
  try {
    await queue.assertSafe();
  } catch (error) {
    await queue.close(0);
    await store.close();
    throw error;
  }
  return {
    transport,
    store,
    queue,
    connectors: options.connectors,
    clock: { now: () => new Date() },
    logger,
    metrics,
    config,
    plans: new Map(),
    connectorIds: new Map(),
    rulePack,
    vault: options.vault ?? createKeyRing(),
    stateCache: await openStateCache(options.stateCache ?? { kind: 'none' }, (error) =>
      logger.warn({ err: error }, 'state cache error'),
    ),
    importProposers: options.importProposers ?? [],
    events: options.events ?? noEventBus,
    resolveSecret: (reference) => resolveSecret(reference, options.environment),
  };
}

/** Stops taking jobs, lets running ones end for up to `drainMs`, and closes every connection. */
export async function closeEngineContext(ctx: EngineContext, drainMs = 25_000): Promise<void> {
  await ctx.queue.close(drainMs);
  await ctx.stateCache.close();
  await ctx.events.close();
  await ctx.store.close();
}

/** Secrets are never stored, only where they are: `env:NAME` or `file:/path`. */
function resolveSecret(reference: string, environment: Readonly<Record<string, string | undefined>>): string {
  const separator = reference.indexOf(':');
  const place = reference.slice(separator + 1);
  switch (reference.slice(0, separator)) {
    case 'env': {
      const value = environment[place];
      if (value) return value;
      throw new SynclineError({
        class: 'auth',
        code: 'secret_missing',
        message: `The environment variable ${place} is not set.`,
      });
    }
    case 'file':
      return readFileSync(place, 'utf8').trim();
    default:
      throw new SynclineError({
        class: 'auth',
        code: 'secret_reference',
        message: 'A secret is given as env:NAME or file:/path.',
      });
  }
}
