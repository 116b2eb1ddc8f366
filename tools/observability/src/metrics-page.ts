import { logMetrics, type MetricDefinition, processMetrics, sharedMetrics } from '@syncline/observability';

/** docs/metrics.md. */
export function metricsPage(): string {
  return `# Metrics

<!-- Made by \`pnpm observability:generate\` from packages/observability/src/metrics; change it there. -->

Every process serves \`/metrics\` in Prometheus' text format: the operator behind its access rules (a key of the role viewer), the ingress at its own address, workers at \`SYNCLINE_HEALTH_PORT\`. Beside what stands here they give what the client library knows of a process (\`process_*\`, \`nodejs_*\`).

Labels never hold what a user or a vendor makes up without a bound: the column "bounds" says what keeps the number of series small. Ages and durations are in seconds, shares from 0 to 1, times in seconds since 1970.

## What each process counts

Each process counts its own work: **sum** over processes.

${table(Object.values({ ...processMetrics, ...logMetrics }))}

## What all processes share

Read from Postgres and the queue when it is asked for, at most every 3 seconds. The operator serves it, and every replica of it tells the same: take the **max** (of quota and expiry, the min), never the sum.

${table(Object.values(sharedMetrics))}

\`syncline_queue_due_jobs\` and \`syncline_queue_oldest_due_seconds\` are what workers are scaled by. A queue's own length (\`syncline_queue_jobs\`) misses what waits in rows for its time, and counts what nobody could do now.

The rules and dashboards in \`infra/prometheus\` and \`infra/grafana\` are made from the same table. What Syncline watches by itself, without Prometheus, stands in [alerts](guides/alerts.md).
`;
}

function table(metrics: readonly MetricDefinition[]): string {
  const rows = metrics.map(
    ({ name, type, labels, unit, help, bounds }) =>
      `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ') || 'none'} | ${unit} | ${help} | ${bounds} |`,
  );
  return ['| metric | type | labels | unit | what it says | bounds |', '|---|---|---|---|---|---|', ...rows].join('\n');
}
