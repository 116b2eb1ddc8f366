export * from './effects.ts';
export * from './files.ts';
export * from './imports.ts';
export * from './keys.ts';
export * from './profiles.ts';
export * from './rows.ts';
export * from './standing.ts';
