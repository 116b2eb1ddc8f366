import { counter, histogram } from './define-metric.ts';
import { stateCacheMetrics } from './state-cache-metrics.ts';

const callBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const latencyBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1_800];

const byPlatform = 'connectors that there are (under 20)';

/** What each process counts of its own work. `sync_*` are names that earlier tools of this family used and dashboards know. */
export const processMetrics = {
  syncOperations: counter(['platform', 'status'], {
    name: 'sync_operations_total',
    help: 'Records read and merged, and writes carried out, by how they ended',
    unit: 'records',
    bounds: `${byPlatform}, times success and failure`,
  }),
  syncDuration: histogram(['platform'], {
    name: 'sync_duration_seconds',
    help: 'Duration of a sync process, from its start to its end',
    unit: 'seconds',
    bounds: byPlatform,
    buckets: latencyBuckets,
  }),
  syncConflicts: counter(['platform', 'type'], {
    name: 'sync_conflicts_total',
    help: 'Conflicts found',
    unit: 'conflicts',
    bounds: `${byPlatform}, times the classes of conflicts`,
  }),
  syncMappings: counter(['platform'], {
    name: 'sync_mappings_total',
    help: 'Links made between entities and remote records',
    unit: 'links',
    bounds: byPlatform,
  }),
  syncLatency: histogram(['platform'], {
    name: 'syncline_sync_latency_seconds',
    help: 'From the announcement of a change (webhook or feed) to its commit in the graph',
    unit: 'seconds',
    bounds: byPlatform,
    buckets: latencyBuckets,
  }),
  vendorCalls: counter(['connector', 'status'], {
    name: 'syncline_vendor_calls_total',
    help: 'Calls to vendor APIs',
    unit: 'calls',
    bounds: `${byPlatform}, times HTTP statuses that were met`,
  }),
  vendorCallDuration: histogram(['connector'], {
    name: 'syncline_vendor_call_seconds',
    help: 'Duration of calls to vendor APIs',
    unit: 'seconds',
    bounds: byPlatform,
    buckets: callBuckets,
  }),
  jobs: counter(['queue', 'outcome'], {
    name: 'syncline_jobs_total',
    help: 'Jobs finished',
    unit: 'jobs',
    bounds: 'the queues of the job catalogue, times completed and failed',
  }),
  jobDuration: histogram(['queue'], {
    name: 'syncline_job_seconds',
    help: 'Duration of jobs',
    unit: 'seconds',
    bounds: 'the queues of the job catalogue',
    buckets: callBuckets,
  }),
  webhooks: counter(['connector', 'outcome'], {
    name: 'syncline_webhooks_total',
    help: 'Webhook deliveries received',
    unit: 'deliveries',
    bounds: `${byPlatform}, times outcomes of a delivery`,
  }),
  writebacks: counter(['connector', 'op', 'outcome'], {
    name: 'syncline_writebacks_total',
    help: 'Writes to remotes that ended',
    unit: 'writes',
    bounds: `${byPlatform}, times create, update and delete, times done and the classes of errors`,
  }),
  writebackLag: histogram([], {
    name: 'syncline_writeback_lag_seconds',
    help: 'From the observation of a change to the end of its write at another side',
    unit: 'seconds',
    buckets: latencyBuckets,
  }),
  recordsMerged: counter(['outcome'], {
    name: 'syncline_records_merged_total',
    help: 'Records merged into the graph',
    unit: 'records',
    bounds: 'outcomes of a merge',
  }),
  ...stateCacheMetrics,
  eventsPublished: counter([], {
    name: 'syncline_events_published_total',
    help: 'Domain events that the event bus has acknowledged',
    unit: 'events',
  }),
  eventsGivenUp: counter([], {
    name: 'syncline_events_given_up_total',
    help: 'Events deleted before the event bus had them, because it was away for longer than they are kept',
    unit: 'events',
  }),
};
