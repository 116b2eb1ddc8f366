/** A document in the Atlassian Document Format, as deep as the simulator looks into it. */
export interface Adf {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly unknown[];
}

export interface SandboxUser {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly type: 'atlassian' | 'app';
  /** Hidden addresses are shown to nobody but the token's owner. */
  readonly showsEmail: boolean;
}

export interface SandboxIssue {
  readonly id: number;
  readonly projectIndex: number;
  readonly number: number;
  readonly summary: string;
  readonly description: Adf | null;
  readonly status: string;
  readonly type: string;
  readonly priority: string | null;
  readonly assigneeId: string | null;
  readonly reporterId: string;
  readonly creatorId: string;
  readonly labels: readonly string[];
  readonly dueDate: string | null;
  readonly fixVersionIds: readonly number[];
  readonly componentIds: readonly number[];
  readonly parentId: number | null;
  readonly sprintIds: readonly number[];
  /** Custom fields by API name, as they are answered. */
  readonly custom: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly resolvedAt: number | null;
}

export interface SandboxComment {
  readonly id: number;
  readonly issueId: number;
  readonly authorId: string;
  readonly body: Adf;
  readonly properties: readonly { readonly key: string; readonly value: unknown }[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** `inward` is the issue that blocks, `outward` the one that is blocked. */
export interface SandboxLink {
  readonly id: number;
  readonly type: 'Blocks' | 'Relates';
  readonly inwardId: number;
  readonly outwardId: number;
}

export interface SandboxVersion {
  readonly id: number;
  readonly projectIndex: number;
  readonly name: string;
  readonly description: string | null;
  readonly released: boolean;
  readonly archived: boolean;
  readonly startDate: string | null;
  readonly releaseDate: string | null;
}

export interface SandboxComponent {
  readonly id: number;
  readonly projectIndex: number;
  readonly name: string;
  readonly description: string | null;
  readonly leadId: string | null;
}

export interface SandboxSprint {
  readonly id: number;
  readonly boardId: number;
  readonly name: string;
  readonly goal: string | null;
  readonly state: 'future' | 'active' | 'closed';
  readonly startAt: number | null;
  readonly endAt: number | null;
  readonly completeAt: number | null;
}

/** One field of an edit, as the history tells it. */
export interface SandboxAttachment {
  readonly id: number;
  readonly issueId: number;
  readonly authorId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  /** What documents call it. */
  readonly mediaId: string;
  readonly createdAt: number;
}

export interface ChangeItem {
  readonly field: string;
  readonly fieldId?: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly fieldtype: string;
  readonly fromString: string;
  /** Jira's own name for it. */
  readonly toString: string;
}

export interface HistoryEntry {
  readonly id: number;
  readonly authorId: string;
  readonly createdAt: number;
  readonly items: readonly ChangeItem[];
}
