export * from './index-records.ts';
export * from './merge-parts.ts';
export * from './merges.ts';
export * from './pairs.ts';
export * from './state.ts';
export * from './traits.ts';
