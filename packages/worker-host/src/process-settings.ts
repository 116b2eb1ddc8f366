import type { SyncDefaults } from '@syncline/engine';
import type { Environment } from '@syncline/runtime';
import { type WorkerEnv, workerEnv } from './env.ts';
import { eventBusSecrets } from './event-bus-variables.ts';

const DEFAULT_POLL_INTERVAL_MS = 300_000;

/** A variable of ours, what it comes to, and whether anybody has set it. */
export interface ProcessSetting {
  readonly name: string;
  readonly value: unknown;
  readonly origin: { readonly source: 'environment'; readonly variable: string } | { readonly source: 'default' };
}

/** Variables whose values are secrets, or may hold one. */
const secret: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'REDIS_URL',
  'KILLKRILL_API_KEY',
  'CLOUDFLARE_API_TOKEN',
  'SYNCLINE_LLM_API_KEY',
  'SYNCLINE_STATE_CACHE_REDIS_URL',
  'OTEL_EXPORTER_OTLP_HEADERS',
  ...eventBusSecrets,
]);

/** What a process is configured by, and where each value comes from; secrets are only said to be set. */
export function processSettings(env: WorkerEnv, environment: Environment): ProcessSetting[] {
  return Object.keys(workerEnv.shape).flatMap((name): ProcessSetting[] => {
    const variable = [name, `${name}_FILE`].find((each) => environment[each]);
    const value = env[name as keyof WorkerEnv];
    if (variable !== undefined)
      return [{ name, value: secret.has(name) ? '(set)' : value, origin: { source: 'environment', variable } }];
    if (name === 'SYNCLINE_POLL_INTERVAL_MS' && env.SYNC_BATCH_INTERVAL !== undefined)
      return [{ name, value: pollIntervalMs(env), origin: { source: 'environment', variable: 'SYNC_BATCH_INTERVAL' } }];
    if (name === 'SYNCLINE_POLL_INTERVAL_MS')
      return [{ name, value: pollIntervalMs(env), origin: { source: 'default' } }];
    return value === undefined || secret.has(name) ? [] : [{ name, value, origin: { source: 'default' } }];
  });
}

/** Our own variable, else the field's, else five minutes. */
export function pollIntervalMs(env: WorkerEnv): number {
  if (env.SYNCLINE_POLL_INTERVAL_MS !== undefined) return env.SYNCLINE_POLL_INTERVAL_MS;
  return env.SYNC_BATCH_INTERVAL === undefined ? DEFAULT_POLL_INTERVAL_MS : env.SYNC_BATCH_INTERVAL * 1_000;
}

/** What the environment says for sync configs that do not say it themselves. */
export function syncDefaults(env: WorkerEnv): SyncDefaults {
  const { SYNC_BATCH_FALLBACK_ENABLED: enabled, SYNC_BATCH_INTERVAL: interval, SYNC_BATCH_FALLBACK_SIZE: size } = env;
  return {
    ...(enabled === undefined
      ? {}
      : { batchFallbackEnabled: { value: enabled, variable: 'SYNC_BATCH_FALLBACK_ENABLED' } }),
    ...(interval === undefined ? {} : { syncInterval: { value: interval, variable: 'SYNC_BATCH_INTERVAL' } }),
    ...(size === undefined ? {} : { batchSize: { value: size, variable: 'SYNC_BATCH_FALLBACK_SIZE' } }),
  };
}
