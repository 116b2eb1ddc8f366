import { type MetricDefinition, metricDefinitions, metricTable as metrics } from '@syncline/observability';

interface Panel {
  readonly title: string;
  readonly unit: 's' | 'percentunit' | 'short' | 'ops' | 'dateTimeFromNow';
  readonly kind?: 'timeseries' | 'stat';
  /** Legend and expression. */
  readonly lines: readonly (readonly [string, string])[];
}

const rate = (name: string, by: string): string => `sum by (${by}) (rate(${name}[$__rate_interval]))`;
const p95 = (name: string, by = ''): string =>
  `histogram_quantile(0.95, sum by (le${by === '' ? '' : `, ${by}`}) (rate(${name}_bucket[$__rate_interval])))`;
const worst = (name: string, by: string): string => `max by (${by}) (${name})`;
const least = (name: string, by: string): string => `min by (${by}) (${name})`;

const failures = `sum(rate(${metrics.syncOperations.name}{status="failure"}[1h])) / sum(rate(${metrics.syncOperations.name}[1h]))`;

const overview: readonly Panel[] = [
  { title: 'Sync latency, p95', unit: 's', kind: 'stat', lines: [['p95', p95(metrics.syncLatency.name)]] },
  { title: 'Success rate, an hour', unit: 'percentunit', kind: 'stat', lines: [['succeeded', `1 - (${failures})`]] },
  {
    title: 'Conflicts, an hour',
    unit: 'short',
    kind: 'stat',
    lines: [['conflicts', `sum(increase(${metrics.syncConflicts.name}[1h]))`]],
  },
  { title: 'State freshness', unit: 's', kind: 'stat', lines: [['behind', `max(${metrics.stateFreshness.name})`]] },
  {
    title: 'Alerts that fire',
    unit: 'short',
    kind: 'stat',
    lines: [['{{severity}}', worst(metrics.alertsFiring.name, 'severity')]],
  },
  { title: 'Open items', unit: 'short', kind: 'stat', lines: [['{{class}}', worst(metrics.openItems.name, 'class')]] },
  { title: 'Lag', unit: 's', lines: [['{{direction}}', worst(metrics.lag.name, 'direction')]] },
  {
    title: 'Sync latency by platform, p95',
    unit: 's',
    lines: [['{{platform}}', p95(metrics.syncLatency.name, 'platform')]],
  },
  {
    title: 'Operations',
    unit: 'ops',
    lines: [['{{platform}} {{status}}', rate(metrics.syncOperations.name, 'platform, status')]],
  },
  { title: 'Records merged', unit: 'ops', lines: [['{{outcome}}', rate(metrics.recordsMerged.name, 'outcome')]] },
  {
    title: 'Writes',
    unit: 'ops',
    lines: [['{{connector}} {{op}} {{outcome}}', rate(metrics.writebacks.name, 'connector, op, outcome')]],
  },
  { title: 'Write lag, p95', unit: 's', lines: [['p95', p95(metrics.writebackLag.name)]] },
  {
    title: 'Conflicts',
    unit: 'ops',
    lines: [['{{platform}} {{type}}', rate(metrics.syncConflicts.name, 'platform, type')]],
  },
  { title: 'Links made', unit: 'ops', lines: [['{{platform}}', rate(metrics.syncMappings.name, 'platform')]] },
  { title: 'Open processes', unit: 'short', lines: [['{{state}}', worst(metrics.openProcesses.name, 'state')]] },
  {
    title: 'Duration of processes, p95',
    unit: 's',
    lines: [['{{platform}}', p95(metrics.syncDuration.name, 'platform')]],
  },
];

const queues: readonly Panel[] = [
  { title: 'Due now', unit: 'short', lines: [['{{queue}}', worst(metrics.queueDue.name, 'queue')]] },
  { title: 'Oldest due', unit: 's', lines: [['{{queue}}', worst(metrics.queueOldestDue.name, 'queue')]] },
  {
    title: 'Jobs in the queue',
    unit: 'short',
    lines: [['{{queue}} {{state}}', worst(metrics.queueJobs.name, 'queue, state')]],
  },
  {
    title: 'Jobs finished',
    unit: 'ops',
    lines: [['{{queue}} {{outcome}}', rate(metrics.jobs.name, 'queue, outcome')]],
  },
  { title: 'Duration of jobs, p95', unit: 's', lines: [['{{queue}}', p95(metrics.jobDuration.name, 'queue')]] },
  { title: 'Pages under way', unit: 'short', lines: [['{{state}}', worst(metrics.movingPages.name, 'state')]] },
  { title: 'Deliveries that wait', unit: 'short', lines: [['waiting', `max(${metrics.inboxWaiting.name})`]] },
  {
    title: 'Webhooks',
    unit: 'ops',
    lines: [['{{connector}} {{outcome}}', rate(metrics.webhooks.name, 'connector, outcome')]],
  },
];

const connections: readonly Panel[] = [
  {
    title: 'Health',
    unit: 'short',
    lines: [['{{connection}} {{health}}', worst(metrics.connectionHealth.name, 'connection, health')]],
  },
  {
    title: 'Quota left',
    unit: 'percentunit',
    lines: [['{{connection}}', least(metrics.quotaShare.name, 'connection')]],
  },
  { title: 'Calls left', unit: 'short', lines: [['{{connection}}', least(metrics.quotaRemaining.name, 'connection')]] },
  {
    title: 'Calls to vendors',
    unit: 'ops',
    lines: [['{{connector}} {{status}}', rate(metrics.vendorCalls.name, 'connector, status')]],
  },
  {
    title: 'Duration of calls, p95',
    unit: 's',
    lines: [['{{connector}}', p95(metrics.vendorCallDuration.name, 'connector')]],
  },
  {
    title: 'Age of checkpoints',
    unit: 's',
    lines: [['{{connection}} {{stream}}', worst(metrics.checkpointAge.name, 'connection, stream')]],
  },
  {
    title: 'Since the last webhook',
    unit: 's',
    lines: [['{{connection}}', `time() - ${worst(metrics.webhookSeen.name, 'connection')}`]],
  },
  {
    title: 'Until subscriptions lapse',
    unit: 's',
    lines: [['{{connection}}', `${least(metrics.subscriptionExpiry.name, 'connection')} - time()`]],
  },
  {
    title: 'Progress of processes',
    unit: 'percentunit',
    lines: [['{{connection}} {{kind}}', worst(metrics.processProgress.name, 'connection, kind')]],
  },
  {
    title: 'Fields that drifted',
    unit: 'short',
    lines: [['{{connection}}', worst(metrics.driftedFields.name, 'connection')]],
  },
  { title: 'State freshness', unit: 's', lines: [['{{platform}}', worst(metrics.stateFreshness.name, 'platform')]] },
];

/** What no panel above shows, a panel each: of parts that are there only where somebody wants them. */
function others(): Panel[] {
  const shown = JSON.stringify([overview, queues, connections]);
  return metricDefinitions.filter(({ name }) => !shown.includes(name)).map(panelOf);
}

function panelOf({ name, type, labels, help, unit }: MetricDefinition): Panel {
  const by = labels.join(', ');
  const legend = labels.map((label) => `{{${label}}}`).join(' ') || name;
  const expression =
    type === 'counter' ? `sum by (${by}) (rate(${name}[$__rate_interval]))` : `max by (${by}) (${name})`;
  return {
    title: help,
    unit: type === 'counter' ? 'ops' : unit === 'seconds' ? 's' : 'short',
    lines: [[legend, type === 'histogram' ? p95(name, by) : expression]],
  };
}

/** As Grafana imports them. */
export function dashboards() {
  const more = others();
  return [
    ...(more.length > 0 ? [dashboard('syncline-parts', 'Syncline: events, state cache and other parts', more)] : []),
    dashboard('syncline-overview', 'Syncline', overview),
    dashboard('syncline-queues', 'Syncline: queues and workers', queues),
    dashboard('syncline-connections', 'Syncline: connections', connections),
  ];
}

const datasource = { type: 'prometheus', uid: '${datasource}' };

function dashboard(uid: string, title: string, panels: readonly Panel[]) {
  return {
    uid,
    title,
    tags: ['syncline'],
    schemaVersion: 39,
    version: 1,
    editable: true,
    refresh: '30s',
    timezone: 'browser',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', hide: 0 }],
    },
    panels: laidOut(panels),
  };
}

const WIDTH = 24;

function laidOut(panels: readonly Panel[]) {
  let [x, y, rowHeight] = [0, 0, 0];
  return panels.map(({ title, unit, kind = 'timeseries', lines }, index) => {
    const [w, h] = kind === 'stat' ? [4, 5] : [12, 8];
    if (x + w > WIDTH || (rowHeight > 0 && rowHeight !== h)) [x, y] = [0, y + rowHeight];
    rowHeight = h;
    const gridPos = { x, y, w, h };
    x += w;
    return {
      id: index + 1,
      title,
      type: kind,
      datasource,
      gridPos,
      fieldConfig: { defaults: { unit }, overrides: [] },
      options: kind === 'stat' ? { reduceOptions: { calcs: ['lastNotNull'] } } : { legend: { displayMode: 'list' } },
      targets: lines.map(([legendFormat, expr], line) => ({
        refId: String.fromCharCode(65 + line),
        datasource,
        expr,
        legendFormat,
      })),
    };
  });
}
