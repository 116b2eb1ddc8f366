/** Times are in ms since 1970, and finer: OpenProject keeps microseconds, and shows milliseconds. */
interface Timed {
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface SandboxPrincipal extends Timed {
  readonly id: number;
  readonly type: 'User' | 'Group';
  readonly name: string;
  readonly login: string;
  readonly email: string;
  readonly admin: boolean;
  readonly status: 'active' | 'locked';
}

export interface SandboxProject extends Timed {
  readonly id: number;
  readonly identifier: string;
  readonly name: string;
  readonly description: string;
  readonly active: boolean;
  readonly public: boolean;
  readonly parentId: number | null;
}

export interface SandboxVersion extends Timed {
  readonly id: number;
  readonly projectId: number;
  readonly name: string;
  readonly description: string;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly status: 'open' | 'locked' | 'closed';
  readonly sharing: 'none' | 'system';
}

export interface SandboxWorkPackage extends Timed {
  readonly id: number;
  readonly projectId: number;
  readonly subject: string;
  readonly description: string;
  readonly statusId: number;
  readonly typeId: number;
  readonly priorityId: number;
  readonly categoryId: number | null;
  readonly assigneeId: number | null;
  readonly responsibleId: number | null;
  readonly authorId: number;
  /** Of a milestone both are its date. */
  readonly startDate: string | null;
  readonly dueDate: string | null;
  readonly versionId: number | null;
  readonly parentId: number | null;
  readonly estimatedHours: number | null;
  readonly percentageDone: number;
  /** By API name; options by their number, people by id. */
  readonly custom: Readonly<Record<string, unknown>>;
  readonly lockVersion: number;
}

/** An entry of a work package's history, which may say something. */
export interface SandboxActivity extends Timed {
  readonly id: number;
  readonly workPackageId: number;
  readonly userId: number;
  readonly notes: string;
  readonly internal: boolean;
  readonly details: readonly string[];
  readonly version: number;
}

export interface SandboxAttachment {
  readonly id: number;
  readonly workPackageId: number;
  readonly authorId: number;
  readonly fileName: string;
  readonly fileSize: number;
  readonly contentType: string;
  readonly description: string;
  readonly createdAt: number;
  /** Absent of seeded ones, whose bytes follow from their id and size. */
  readonly bytes?: Buffer;
}

export interface SandboxRelation {
  readonly id: number;
  readonly type: 'relates' | 'blocks' | 'follows' | 'duplicates';
  readonly fromId: number;
  readonly toId: number;
}
