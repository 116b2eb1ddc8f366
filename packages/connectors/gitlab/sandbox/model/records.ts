/** Times are in ms and have fractions, as GitLab's database has microseconds; answers show them cut to milliseconds. */
export interface SandboxUser {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly state: 'active' | 'blocked';
  readonly bot: boolean;
}

export interface SandboxPlace {
  readonly kind: 'groups' | 'projects';
  readonly id: number;
  readonly name: string;
  /** With all its groups. */
  readonly path: string;
}

export interface SandboxLabel {
  readonly id: number;
  readonly place: SandboxPlace;
  readonly name: string;
  /** `#d73a4a` */
  readonly color: string;
  readonly description: string | null;
  readonly priority: number | null;
}

export interface SandboxMilestone {
  readonly id: number;
  readonly iid: number;
  readonly place: SandboxPlace;
  readonly title: string;
  readonly description: string;
  readonly state: 'active' | 'closed';
  readonly startDate: string | null;
  readonly dueDate: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type WorkType = 'issue' | 'incident' | 'test_case' | 'task' | 'objective' | 'key_result';

/** An issue or another work item of a project: they are numbered together. */
export interface SandboxIssue {
  readonly id: number;
  readonly iid: number;
  readonly projectIndex: number;
  readonly type: WorkType;
  readonly title: string;
  readonly description: string | null;
  readonly state: 'opened' | 'closed';
  readonly authorId: number;
  readonly assigneeIds: readonly number[];
  /** Names. */
  readonly labels: readonly string[];
  readonly milestoneId: number | null;
  readonly startDate: string | null;
  readonly dueDate: string | null;
  readonly weight: number | null;
  readonly confidential: boolean;
  readonly epicId: number | null;
  /** Of a task or key result: the work item it is part of. */
  readonly parentId: number | null;
  readonly movedToId: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
}

export interface SandboxEpic {
  readonly id: number;
  readonly iid: number;
  readonly group: SandboxPlace;
  readonly title: string;
  readonly description: string | null;
  readonly state: 'opened' | 'closed';
  readonly authorId: number;
  readonly labels: readonly string[];
  readonly startDate: string | null;
  readonly dueDate: string | null;
  readonly confidential: boolean;
  readonly parentId: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
}

export interface SandboxNote {
  readonly id: number;
  readonly on: 'issue' | 'epic';
  readonly subjectId: number;
  readonly authorId: number;
  readonly body: string;
  readonly system: boolean;
  readonly internal: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type LinkType = 'relates_to' | 'blocks';

/** `source` blocks `target`, or is related to it. */
export interface SandboxLink {
  readonly id: number;
  readonly sourceId: number;
  readonly targetId: number;
  readonly type: LinkType;
}
