import type { DateTimeSeconds } from './time.ts';

export interface SandboxUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly isMember: boolean;
  /** The user as other records embed it, already JSON. */
  readonly json: string;
}

export interface SandboxLabel {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
  readonly isDefault: boolean;
}

export interface SandboxMilestone {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly state: 'open' | 'closed';
  readonly creatorId: number;
  readonly createdAt: DateTimeSeconds;
  readonly updatedAt: DateTimeSeconds;
  readonly closedAt: DateTimeSeconds | null;
  readonly dueOn: DateTimeSeconds | null;
}

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

/** An issue, or the issue side of a pull request. */
export interface SandboxIssue {
  readonly number: number;
  readonly id: number;
  readonly isPullRequest: boolean;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly stateReason: StateReason | null;
  readonly labelIds: readonly number[];
  /** A milestone's number. */
  readonly milestone: number | null;
  readonly assigneeIds: readonly number[];
  readonly authorId: number;
  readonly createdAt: DateTimeSeconds;
  readonly updatedAt: DateTimeSeconds;
  readonly closedAt: DateTimeSeconds | null;
  readonly mergedAt: DateTimeSeconds | null;
  readonly isDraft: boolean;
}

export interface SandboxComment {
  readonly id: number;
  readonly issueNumber: number;
  readonly authorId: number;
  readonly body: string;
  readonly createdAt: DateTimeSeconds;
  readonly updatedAt: DateTimeSeconds;
}

export interface SandboxStatus {
  readonly id: number;
  readonly sha: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly context: string;
  readonly creatorId: number;
  readonly createdAt: DateTimeSeconds;
}

export interface SandboxRepository {
  readonly id: number;
  readonly index: number;
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly hasIssues: boolean;
  readonly language: string;
  readonly createdAt: DateTimeSeconds;
  readonly updatedAt: DateTimeSeconds;
}
