export * from './client-rows.ts';
export * from './follow-state.ts';
export * from './neighbours.ts';
