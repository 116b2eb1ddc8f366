import type { Instance } from '../model/instance.ts';
import type { SandboxIssue } from '../model/records.ts';

/** An issue or other work item as it is now, in plain words: what a synchronised copy must show. */
export interface IssueTruth {
  readonly id: number;
  readonly iid: number;
  readonly project: string;
  readonly projectId: number;
  readonly type: string;
  readonly title: string;
  readonly description: string | null;
  readonly state: string;
  readonly labels: readonly string[];
  readonly assignees: readonly number[];
  readonly milestone: number | null;
  readonly startDate: string | null;
  readonly dueDate: string | null;
  readonly weight: number | null;
  readonly confidential: boolean;
  readonly epic: number | null;
  /** Of a task or the like: the id of what it is a part of. */
  readonly parent: number | null;
  readonly blocks: readonly number[];
  readonly dependsOn: readonly number[];
  readonly relatedTo: readonly number[];
  readonly updatedAt: string;
}

export function truthOf(instance: Instance, issue: SandboxIssue): IssueTruth {
  const { id, iid, type, title, description, state, labels, dueDate, startDate, weight, confidential } = issue;
  const { place } = instance.projectOf(issue);
  const links = instance.linksOf(id);
  const others = (isIt: (link: (typeof links)[number]) => boolean) =>
    links.filter(isIt).map(({ sourceId, targetId }) => (sourceId === id ? targetId : sourceId));
  return {
    id,
    iid,
    project: place.path,
    projectId: place.id,
    type,
    title,
    description,
    state,
    labels,
    assignees: issue.assigneeIds,
    milestone: issue.milestoneId,
    startDate,
    dueDate,
    weight,
    confidential,
    epic: issue.epicId,
    parent: issue.parentId,
    blocks: others((link) => link.type === 'blocks' && link.sourceId === id),
    dependsOn: others((link) => link.type === 'blocks' && link.targetId === id),
    relatedTo: others((link) => link.type === 'relates_to'),
    updatedAt: new Date(issue.updatedAt).toISOString(),
  };
}
