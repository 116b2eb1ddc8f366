export * from './interest-edges.ts';
export * from './interest-keys.ts';
export * from './matchables.ts';
