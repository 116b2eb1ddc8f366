export * from './client-rows.ts';
export * from './neighbours.ts';
export { countTroubles, type TroubleCounts } from './trouble-counts.ts';
