export * from './api-keys.ts';
export * from './credentials.ts';
export * from './idempotency.ts';
export * from './oauth.ts';
export * from './workspaces.ts';
