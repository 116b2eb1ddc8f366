export type { PipedriveSandboxControl } from './control/control.ts';
export type { Entity, Row, Values } from './model/records.ts';
export type { PipedriveSandboxOptions } from './options.ts';
export { createPipedriveSandbox, type PipedriveSandbox } from './pipedrive-sandbox.ts';
export type { Hook, HookDelivery } from './webhooks/hooks.ts';
