export * from './backoff.ts';
export * from './errors.ts';
export * from './eta.ts';
export * from './id.ts';
export * from './json.ts';
export * from './merge.ts';
export * from './process.ts';
export * from './record.ts';
