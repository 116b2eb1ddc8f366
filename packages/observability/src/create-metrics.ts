import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

export interface MetricsOptions {
  /** Also memory, event loop and garbage collection of this process. Once a process. */
  readonly processMetrics?: boolean;
}

const callBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const latencyBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1_800];

/**
 * The metrics of one context, in a registry of their own. `sync_*` are the names that earlier tools of this family
 * used and that dashboards know; the others are `syncline_<noun>_<unit>`. Durations are in seconds.
 */
export function createMetrics({ processMetrics = false }: MetricsOptions = {}) {
  const registry = new Registry();
  const registers = [registry];
  if (processMetrics) collectDefaultMetrics({ register: registry });

  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter<L>({ name, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[], buckets: number[]) =>
    new Histogram<L>({ name, help, labelNames, buckets, registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });

  return {
    registry,
    /** The value of the Content-Type header that goes with `text()`. */
    contentType: registry.contentType,
    /** Everything in Prometheus' text format. */
    text: (): Promise<string> => registry.metrics(),

    syncOperations: counter('sync_operations_total', 'Records synced', ['platform', 'status']),
    syncDuration: histogram('sync_duration_seconds', 'Duration of a sync process', ['platform'], latencyBuckets),
    syncConflicts: counter('sync_conflicts_total', 'Conflicts found', ['platform', 'type']),
    syncMappings: counter('sync_mappings_total', 'Links made between entities and remote records', ['platform']),
    syncLatency: histogram(
      'syncline_sync_latency_seconds',
      'From a change at the vendor to its commit in the graph',
      ['platform'],
      latencyBuckets,
    ),
    stateFreshness: new Gauge<'platform'>({
      name: 'syncline_state_freshness_seconds',
      help: 'Age of the newest state known to be current',
      labelNames: ['platform'],
      registers,
    }),
    vendorCalls: counter('syncline_vendor_calls_total', 'Calls to vendor APIs', ['connector', 'status']),
    vendorCallDuration: histogram(
      'syncline_vendor_call_seconds',
      'Duration of calls to vendor APIs',
      ['connector'],
      callBuckets,
    ),
    jobs: counter('syncline_jobs_total', 'Jobs finished', ['queue', 'outcome']),
    jobDuration: histogram('syncline_job_seconds', 'Duration of jobs', ['queue'], callBuckets),
    webhooks: counter('syncline_webhooks_total', 'Webhook deliveries received', ['connector', 'outcome']),
    writebacks: counter('syncline_writebacks_total', 'Writes to remotes that ended', ['connector', 'op', 'outcome']),
    writebackLag: histogram(
      'syncline_writeback_lag_seconds',
      'From the observation of a change to the end of its write at another side',
      [],
      latencyBuckets,
    ),
    stateCacheFreshness: histogram(
      'syncline_state_cache_freshness_seconds',
      'From the commit of a change to its being written to the state cache',
      [],
      [0.5, 1, 2, 3, 5, 10, 15, 20, 30, 60, 300],
    ),
    stateCacheBehind: gauge(
      'syncline_state_cache_behind_seconds',
      'Age of the oldest change that is not written to it',
    ),
    stateCacheDrift: gauge('syncline_state_cache_drift_keys', 'Keys that differed from Postgres when compared last'),
    stateCacheDriftAge: gauge(
      'syncline_state_cache_drift_age_seconds',
      'How long the oldest of them can have differed',
    ),
    stateCacheWrites: counter('syncline_state_cache_writes_total', 'Keys written and removed', ['op', 'outcome']),
    stateCacheFailures: counter('syncline_state_cache_failures_total', 'Calls that the state cache did not serve', []),
    recordsMerged: counter('syncline_records_merged_total', 'Records merged into the graph', ['outcome']),
  };
}
