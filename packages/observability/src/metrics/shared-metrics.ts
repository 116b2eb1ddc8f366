import { sharedGauge } from './define-metric.ts';

/** Connections that have series of their own; what further ones show is told together, under this name. */
export const connectionSeriesLimit = 100;
/** Pairs of connection and stream that have series of their own. */
export const streamSeriesLimit = 500;
export const overflowLabel = 'other';

const byConnection = `${connectionSeriesLimit} connections; further ones together as "${overflowLabel}", each gauge at its worst`;
const byStream = `${streamSeriesLimit} streams of connections; further ones together as "${overflowLabel}", each gauge at its worst`;
const byQueue = 'the queues of the job catalogue';
const byClass = 'the classes of reconciliation items';

/** What stands in Postgres and in the queue, read when it is asked for. */
export const sharedMetrics = {
  queueJobs: sharedGauge(['queue', 'state'], {
    name: 'syncline_queue_jobs',
    help: 'Jobs of a queue by state, as the queue counts them',
    unit: 'jobs',
    bounds: `${byQueue}, times the states of a job`,
  }),
  queueDue: sharedGauge(['queue'], {
    name: 'syncline_queue_due_jobs',
    help: 'Work that a worker could do now, counted from the rows in Postgres: what waits for its time, for a paused process or for a broken connection is not in it. What workers are scaled by',
    unit: 'jobs',
    bounds: byQueue,
  }),
  queueOldestDue: sharedGauge(['queue'], {
    name: 'syncline_queue_oldest_due_seconds',
    help: 'For how long the oldest work that is due has been due; 0 when nothing is',
    unit: 'seconds',
    bounds: byQueue,
  }),
  openItems: sharedGauge(['class'], {
    name: 'syncline_reconciliation_open_items',
    help: 'Reconciliation items that wait for a person or a rule, conflicts among them',
    unit: 'items',
    bounds: byClass,
  }),
  inboxWaiting: sharedGauge([], {
    name: 'syncline_inbox_waiting_deliveries',
    help: 'Webhook deliveries not processed yet',
    unit: 'deliveries',
  }),
  movingPages: sharedGauge(['state'], {
    name: 'syncline_moving_pages',
    help: 'Pages under way by state',
    unit: 'pages',
    bounds: 'queued, fetched and normalised',
  }),
  lag: sharedGauge(['direction'], {
    name: 'syncline_lag_seconds',
    help: 'Age of the oldest change under way: "in", announced and not in the graph; "out", decided and not written to another side; 0 when none is',
    unit: 'seconds',
    bounds: 'in and out',
  }),
  stateFreshness: sharedGauge(['platform'], {
    name: 'syncline_state_freshness_seconds',
    help: 'How far the graph may be behind what a vendor has announced: age of the oldest announced change that is not in it',
    unit: 'seconds',
    bounds: 'connectors that there are (under 20)',
  }),
  openProcesses: sharedGauge(['state'], {
    name: 'syncline_open_processes',
    help: 'Processes that are not finished',
    unit: 'processes',
    bounds: 'running and paused',
  }),
  processProgress: sharedGauge(['connection', 'kind'], {
    name: 'syncline_process_progress_ratio',
    help: 'Pages merged of the pages known, of the open processes of a connection',
    unit: 'ratio',
    bounds: `${byConnection}; times the kinds of processes`,
  }),
  connectionHealth: sharedGauge(['connection', 'platform', 'health'], {
    name: 'syncline_connection_health',
    help: '1 for the health that a connection has: ok, needs_reauth, misconfigured or vendor_failing',
    unit: 'boolean',
    bounds: `${byConnection}, times four states`,
  }),
  quotaRemaining: sharedGauge(['connection'], {
    name: 'syncline_quota_remaining_calls',
    help: 'Calls that a connection may still make in the window of its quota',
    unit: 'calls',
    bounds: byConnection,
  }),
  quotaShare: sharedGauge(['connection'], {
    name: 'syncline_quota_remaining_ratio',
    help: 'Share of its quota that a connection has left in this window',
    unit: 'ratio',
    bounds: byConnection,
  }),
  checkpointAge: sharedGauge(['connection', 'stream'], {
    name: 'syncline_checkpoint_age_seconds',
    help: 'Age of the time up to which everything changed at the vendor is known to be in the graph',
    unit: 'seconds',
    bounds: byStream,
  }),
  webhookSeen: sharedGauge(['connection'], {
    name: 'syncline_webhook_last_seen_timestamp_seconds',
    help: 'When a webhook of a connection was last received',
    unit: 'timestamp',
    bounds: byConnection,
  }),
  subscriptionExpiry: sharedGauge(['connection'], {
    name: 'syncline_subscription_expiry_timestamp_seconds',
    help: 'When the first webhook subscription of a connection lapses',
    unit: 'timestamp',
    bounds: byConnection,
  }),
  alertsFiring: sharedGauge(['severity'], {
    name: 'syncline_firing_alerts',
    help: 'Alerts that fire, of the rules that Syncline evaluates itself',
    unit: 'alerts',
    bounds: 'info, warning and critical',
  }),
  driftedFields: sharedGauge(['connection'], {
    name: 'syncline_drifted_fields',
    help: 'Mapped fields of an account that are gone or hold another type: they are paused',
    unit: 'fields',
    bounds: byConnection,
  }),
  eventsWaiting: sharedGauge([], {
    name: 'syncline_events_waiting',
    help: 'Events that the event bus does not have yet, counted up to 10,000; 0 where there is no bus',
    unit: 'events',
  }),
  eventRelayLag: sharedGauge([], {
    name: 'syncline_event_relay_lag_seconds',
    help: 'Age of the oldest event that the event bus does not have yet; 0 where there is no bus',
    unit: 'seconds',
  }),
};
