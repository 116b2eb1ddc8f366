export * from './columns.ts';
export * from './connections.ts';
export * from './graph.ts';
export * from './work.ts';
