export * from './client-rows.ts';
export * from './neighbours.ts';
export { countTroubles, type ClientTroubleCounts } from './trouble-counts.ts';
