export * from './create-logger.ts';
export * from './create-metrics.ts';
export * from './event-names.ts';
export * from './redact.ts';
export * from './serialize-error.ts';
