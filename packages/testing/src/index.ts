export * from './create-manual-clock.ts';
export * from './create-tcp-proxy.ts';
export * from './scratch-database.ts';
export * from './services.ts';
export * from './start-engine.ts';
