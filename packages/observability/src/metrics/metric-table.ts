import { type MetricDefinition } from './define-metric.ts';
import { logMetrics } from './log-metrics.ts';
import { processMetrics } from './process-metrics.ts';
import { sharedMetrics } from './shared-metrics.ts';

export { logMetrics, processMetrics, sharedMetrics };

/** Every metric that Syncline itself gives, by the name that the code calls it. */
export const metricTable = { ...processMetrics, ...logMetrics, ...sharedMetrics };

export const metricDefinitions: readonly MetricDefinition[] = Object.values(metricTable);
