export * from './client-rows.ts';
export * from './neighbours.ts';
