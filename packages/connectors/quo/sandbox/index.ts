export type { ContactEdit, QuoSandboxControl } from './control/control.ts';
export type { SandboxCall, SandboxContact, SandboxMessage } from './model/records.ts';
export type { QuoSandboxOptions } from './options.ts';
export { createQuoSandbox, type QuoSandbox } from './quo-sandbox.ts';
export { type Hook, signatureHeaders } from './webhooks/hooks.ts';
