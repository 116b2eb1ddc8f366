export * from './connection-states.ts';
export * from './due-work.ts';
export * from './instance-state.ts';
