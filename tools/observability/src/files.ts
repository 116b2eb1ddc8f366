import { join } from 'node:path';
import { stringify } from 'yaml';
import { dashboards } from './dashboards.ts';
import { metricsPage } from './metrics-page.ts';
import { rulesFile, rulesTestFile } from './rules.ts';

export const root = join(import.meta.dirname, '..', '..', '..');

const note = '# Made by `pnpm observability:generate`; change tools/observability instead.\n';
const yaml = (document: unknown): string => note + stringify(document, { lineWidth: 0 });

/** Every file that is made from the table of metrics, by its path from the root. */
export function observabilityFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/metrics.md', metricsPage()],
    ['infra/prometheus/rules.yml', yaml(rulesFile())],
    ['infra/prometheus/rules.test.yml', yaml(rulesTestFile())],
    ...dashboards().map(
      (dashboard) =>
        [`infra/grafana/dashboards/${dashboard.uid}.json`, `${JSON.stringify(dashboard, null, 2)}\n`] as const,
    ),
  ]);
}
