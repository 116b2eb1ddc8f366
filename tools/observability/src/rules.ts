import { metricTable as metrics } from '@syncline/observability';

interface Rule {
  /** That of its page in docs/runbooks; for most also that of the rule inside Syncline that watches the same. */
  readonly page: string;
  readonly title: string;
  readonly expression: string;
  readonly for: string;
  readonly severity: 'warning' | 'critical';
  /** Series that make it fire within 20 minutes, and the labels that it then has. */
  readonly proof: {
    readonly series: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

const latency = `${metrics.syncLatency.name}_bucket`;
const operations = metrics.syncOperations.name;
const conflicts = `${metrics.openItems.name}{class="conflict"}`;
const health = metrics.connectionHealth.name;
const oldest = metrics.queueOldestDue.name;

const rules: readonly Rule[] = [
  {
    page: 'sync-latency-high',
    title: 'Changes take longer than 5 s to arrive (p95 of 5 minutes)',
    expression: `histogram_quantile(0.95, sum by (le) (rate(${latency}[5m]))) > 5`,
    for: '1m',
    severity: 'warning',
    proof: {
      series: {
        [`${latency}{le="5"}`]: '0+0x30',
        [`${latency}{le="15"}`]: '0+9x30',
        [`${latency}{le="+Inf"}`]: '0+9x30',
      },
    },
  },
  {
    page: 'failure-rate-high',
    title: 'More than 1 % of reads and writes are given up (of 15 minutes)',
    expression: `sum(rate(${operations}{status="failure"}[15m])) / sum(rate(${operations}[15m])) > 0.01`,
    for: '1m',
    severity: 'critical',
    proof: {
      series: { [`${operations}{status="failure"}`]: '0+5x30', [`${operations}{status="success"}`]: '0+95x30' },
    },
  },
  {
    page: 'conflicts-unresolved',
    title: 'More than 10 conflicts wait for a decision',
    expression: `max(${conflicts}) > 10`,
    for: '1m',
    severity: 'warning',
    proof: { series: { [conflicts]: '11x30' } },
  },
  {
    page: 'state-drift',
    title: 'Mapped fields of {{ $labels.connection }} are gone or have another type',
    expression: `max by (connection) (${metrics.driftedFields.name}) > 0`,
    for: '1m',
    severity: 'warning',
    proof: { series: { [`${metrics.driftedFields.name}{connection="crm"}`]: '1x30' }, labels: { connection: 'crm' } },
  },
  {
    page: 'state-stale',
    title: 'The graph is more than a minute behind what {{ $labels.platform }} has announced',
    expression: `max by (platform) (${metrics.stateFreshness.name}) > 60`,
    for: '1m',
    severity: 'warning',
    proof: {
      series: { [`${metrics.stateFreshness.name}{platform="github"}`]: '90x30' },
      labels: { platform: 'github' },
    },
  },
  {
    page: 'webhooks-silent',
    title: 'No webhook of {{ $labels.connection }} for a day',
    expression: `time() - max by (connection) (${metrics.webhookSeen.name}) > 86400`,
    for: '5m',
    severity: 'warning',
    proof: {
      series: { [`${metrics.webhookSeen.name}{connection="crm"}`]: '-90000x30' },
      labels: { connection: 'crm' },
    },
  },
  {
    page: 'subscription-lapsing',
    title: 'A webhook subscription of {{ $labels.connection }} lapses within a day',
    expression: `min by (connection) (${metrics.subscriptionExpiry.name}) - time() < 86400`,
    for: '5m',
    severity: 'warning',
    proof: {
      series: { [`${metrics.subscriptionExpiry.name}{connection="crm"}`]: '3600x30' },
      labels: { connection: 'crm' },
    },
  },
  {
    page: 'connection-needs-reauth',
    title: 'The vendor refuses the credentials of {{ $labels.connection }}',
    expression: `max by (connection) (${health}{health="needs_reauth"}) > 0`,
    for: '1m',
    severity: 'critical',
    proof: { series: { [`${health}{connection="crm",health="needs_reauth"}`]: '1x30' }, labels: { connection: 'crm' } },
  },
  {
    page: 'connection-down',
    title: '{{ $labels.connection }} is set up wrongly, or its vendor keeps failing',
    expression: `max by (connection) (${health}{health=~"misconfigured|vendor_failing"}) > 0`,
    for: '1m',
    severity: 'critical',
    proof: {
      series: { [`${health}{connection="crm",health="vendor_failing"}`]: '1x30' },
      labels: { connection: 'crm' },
    },
  },
  {
    page: 'quota-nearly-spent',
    title: '{{ $labels.connection }} has less than a tenth of its calls left',
    expression: `min by (connection) (${metrics.quotaShare.name}) < 0.1`,
    for: '1m',
    severity: 'warning',
    proof: { series: { [`${metrics.quotaShare.name}{connection="crm"}`]: '0.05x30' }, labels: { connection: 'crm' } },
  },
  {
    page: 'work-not-picked-up',
    title: 'Work of the queue {{ $labels.queue }} has been due for more than 5 minutes',
    expression: `max by (queue) (${oldest}) > 300`,
    for: '2m',
    severity: 'critical',
    proof: { series: { [`${oldest}{queue="merge-live"}`]: '600x30' }, labels: { queue: 'merge-live' } },
  },
];

/** Of rules that Prometheus evaluates. */
export const rulePages: readonly string[] = rules.map(({ page }) => page);

const nameOf = ({ page }: Rule): string =>
  `Syncline${page
    .split('-')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')}`;
const annotationsOf = ({ page, title }: Rule) => ({ summary: title, runbook: `docs/runbooks/${page}.md` });

/** infra/prometheus/rules.yml. */
export function rulesFile() {
  return {
    groups: [
      {
        name: 'syncline',
        rules: rules.map((rule) => ({
          alert: nameOf(rule),
          expr: rule.expression,
          for: rule.for,
          labels: { severity: rule.severity },
          annotations: annotationsOf(rule),
        })),
      },
    ],
  };
}

/** infra/prometheus/rules.test.yml: each alert fires by its cause, and none of the others does. */
export function rulesTestFile() {
  return {
    rule_files: ['rules.yml'],
    evaluation_interval: '1m',
    tests: rules.map((rule) => ({
      name: nameOf(rule),
      interval: '1m',
      input_series: Object.entries(rule.proof.series).map(([series, values]) => ({ series, values })),
      alert_rule_test: rules.map((other) => ({
        eval_time: '20m',
        alertname: nameOf(other),
        exp_alerts:
          other === rule
            ? [
                {
                  exp_labels: { severity: rule.severity, ...rule.proof.labels },
                  exp_annotations: filled(annotationsOf(rule), rule.proof.labels ?? {}),
                },
              ]
            : [],
      })),
    })),
  };
}

function filled({ summary, runbook }: ReturnType<typeof annotationsOf>, labels: Readonly<Record<string, string>>) {
  return { summary: summary.replace(/\{\{ \$labels\.(\w+) \}\}/, (_, label: string) => labels[label] ?? ''), runbook };
}
