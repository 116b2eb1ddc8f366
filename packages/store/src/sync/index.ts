export * from './attempts.ts';
export * from './audit.ts';
export * from './entity-state.ts';
export * from './field-items.ts';
export * from './find-mappings.ts';
export * from './match-keys.ts';
export * from './sync-configs.ts';
export * from './writebacks.ts';
