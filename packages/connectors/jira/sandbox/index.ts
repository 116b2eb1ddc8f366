export type { By, JiraSandboxControl } from './control/control.ts';
export type { IssueEdit } from './control/edits.ts';
export type { IssueTruth } from './control/issue-truth.ts';
export { createJiraSandbox, type JiraSandbox } from './jira-sandbox.ts';
export type { SandboxComment, SandboxSprint, SandboxUser, SandboxVersion } from './model/records.ts';
export type { JiraSandboxOptions, Workflow } from './options.ts';
export { type Hook, type HookDelivery, originToken, signature } from './webhooks/hooks.ts';
