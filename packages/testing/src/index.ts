export { compareCacheWithPostgres } from './cache-differences.ts';
export * from './create-manual-clock.ts';
export * from './create-tcp-proxy.ts';
export * from './issue-differences.ts';
export * from './lose-queue.ts';
export * from './scratch-database.ts';
export * from './services.ts';
export * from './start-engine.ts';
export { type SyncEngine, type SyncEngineOptions, type SyncSide, startSyncEngine } from './start-sync-engine.ts';
