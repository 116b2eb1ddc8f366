import type { SandboxIssue } from '../model/records.ts';

/** What an edit changes of an issue. */
export type IssuePatch = { -readonly [Name in keyof SandboxIssue]?: SandboxIssue[Name] };
