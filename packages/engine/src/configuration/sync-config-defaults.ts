import type { SyncConfigValues } from '@syncline/store';
import type { SyncDefaults } from '../context.ts';
import type { Origin } from './plan-resource.ts';

const builtIn: Omit<SyncConfigValues, 'name' | 'settings'> = {
  platform: '',
  enabled: true,
  syncInterval: 300,
  batchFallbackEnabled: true,
  batchSize: 100,
  twoWayCreate: false,
  webhookEnabled: true,
  secretReference: null,
};

/** What a sync config has of what nobody said: the environment's word, else ours. */
export function syncConfigDefaults(from: SyncDefaults): typeof builtIn {
  return {
    ...builtIn,
    ...(from.syncInterval && { syncInterval: from.syncInterval.value }),
    ...(from.batchFallbackEnabled && { batchFallbackEnabled: from.batchFallbackEnabled.value }),
    ...(from.batchSize && { batchSize: from.batchSize.value }),
  };
}

/** By pointer: which of these the environment says. */
export function originsOfDefaults(from: SyncDefaults): Record<string, Origin> {
  const origins: Record<string, Origin> = { '': { source: 'default' } };
  const said = {
    '/sync_interval': from.syncInterval,
    '/batch_fallback_enabled': from.batchFallbackEnabled,
    '/batch_size': from.batchSize,
  };
  for (const [pointer, given] of Object.entries(said))
    if (given) origins[pointer] = { source: 'environment', variable: given.variable };
  return origins;
}
