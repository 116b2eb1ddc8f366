export * from './access.ts';
export * from './columns.ts';
export * from './configuration.ts';
export * from './connections.ts';
export * from './graph.ts';
export * from './state-cache.ts';
export * from './sync.ts';
export * from './work.ts';
