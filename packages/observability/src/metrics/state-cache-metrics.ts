import { counter, histogram, processGauge } from './define-metric.ts';

/** What the process counts that keeps the state cache. */
export const stateCacheMetrics = {
  stateCacheFreshness: histogram([], {
    name: 'syncline_state_cache_freshness_seconds',
    help: 'From the commit of a change to its being written to the state cache',
    unit: 'seconds',
    buckets: [0.5, 1, 2, 3, 5, 10, 15, 20, 30, 60, 300],
  }),
  stateCacheBehind: processGauge([], {
    name: 'syncline_state_cache_behind_seconds',
    help: 'Age of the oldest change that is not written to the state cache, where it is kept',
    unit: 'seconds',
  }),
  stateCacheDrift: processGauge([], {
    name: 'syncline_state_cache_drift_keys',
    help: 'Keys of the state cache that differed from Postgres when all were compared last',
    unit: 'keys',
  }),
  stateCacheDriftAge: processGauge([], {
    name: 'syncline_state_cache_drift_age_seconds',
    help: 'How long the oldest of these can have differed',
    unit: 'seconds',
  }),
  stateCacheWrites: counter(['op', 'outcome'], {
    name: 'syncline_state_cache_writes_total',
    help: 'Keys of the state cache that were written and removed',
    unit: 'keys',
    bounds: 'put and remove, times done and refused',
  }),
  stateCacheFailures: counter([], {
    name: 'syncline_state_cache_failures_total',
    help: 'Calls that the state cache did not serve',
    unit: 'calls',
  }),
};
