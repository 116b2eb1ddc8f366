export type { By, GitLabSandboxControl } from './control/control.ts';
export type { IssueEdit } from './control/edits.ts';
export type { IssueTruth } from './control/issue-truth.ts';
export { createGitLabSandbox, type GitLabSandbox } from './gitlab-sandbox.ts';
export type { SandboxEpic, SandboxIssue, SandboxMilestone, SandboxNote, SandboxUser } from './model/records.ts';
export type { GitLabSandboxOptions } from './options.ts';
export { type Hook, type HookDelivery, signed } from './webhooks/hooks.ts';
