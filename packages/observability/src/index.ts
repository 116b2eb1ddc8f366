export * from './create-logger.ts';
export * from './event-names.ts';
export * from './metrics/index.ts';
export * from './redact.ts';
export * from './serialize-error.ts';
