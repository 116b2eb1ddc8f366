export * from './client-rows.ts';
export * from './neighbours.ts';
export { type ClientTroubleCounts, countTroubles } from './trouble-counts.ts';
