export * from './errors.ts';
export * from './json.ts';
export * from './record.ts';
export * from './backoff.ts';
export * from './eta.ts';
export * from './process.ts';
export * from './id.ts';
export * from './merge.ts';
