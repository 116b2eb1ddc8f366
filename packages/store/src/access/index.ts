export * from './api-keys.ts';
export * from './workspaces.ts';
