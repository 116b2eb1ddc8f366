export type { By, OpenProjectSandboxControl } from './control/control.ts';
export type { WorkPackageEdit } from './control/edits.ts';
export type { WorkPackageTruth } from './control/truth.ts';
export type {
  SandboxActivity,
  SandboxAttachment,
  SandboxPrincipal,
  SandboxProject,
  SandboxVersion,
} from './model/records.ts';
export { createOpenProjectSandbox, type OpenProjectSandbox } from './openproject-sandbox.ts';
export type { OpenProjectSandboxOptions, Workflow } from './options.ts';
export { type Hook, type HookDelivery, signature } from './webhooks/hooks.ts';
