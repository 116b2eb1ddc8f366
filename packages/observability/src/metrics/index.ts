export * from './create-metrics.ts';
export * from './define-metric.ts';
export * from './metric-table.ts';
export { connectionSeriesLimit, overflowLabel, streamSeriesLimit } from './shared-metrics.ts';
