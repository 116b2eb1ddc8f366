export * from './alerts.ts';
export * from './connection-states.ts';
export * from './due-work.ts';
export * from './instance-state.ts';
export * from './quota-samples.ts';
export * from './service-minutes.ts';
export * from './trouble-counts.ts';
export * from './webhook-silence.ts';
