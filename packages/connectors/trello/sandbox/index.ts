export type { TrelloSandboxControl } from './control/control.ts';
export type { CardEdit } from './control/edits.ts';
export type { CardTruth } from './control/truth.ts';
export type {
  SandboxAction,
  SandboxBoard,
  SandboxChecklist,
  SandboxCustomField,
  SandboxLabel,
  SandboxList,
  SandboxMember,
} from './model/records.ts';
export type { TrelloSandboxOptions } from './options.ts';
export { createTrelloSandbox, type TrelloSandbox } from './trello-sandbox.ts';
export { type Hook, type HookDelivery, signature } from './webhooks/hooks.ts';
