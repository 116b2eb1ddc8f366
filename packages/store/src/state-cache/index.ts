export * from './agent-memory.ts';
export * from './keeper-row.ts';
export * from './ledger.ts';
export * from './load-agents.ts';
export * from './load-repositories.ts';
export * from './load-subjects.ts';
export * from './load-sync.ts';
