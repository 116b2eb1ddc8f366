import type { Adf, SandboxIssue } from '../model/records.ts';
import type { Site } from '../model/site.ts';

/** An issue as it is now, in plain words: what a synchronised copy must show. */
export interface IssueTruth {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly summary: string;
  readonly description: Adf | null;
  readonly status: string;
  readonly type: string;
  readonly priority: string | null;
  readonly assignee: string | null;
  readonly labels: readonly string[];
  readonly dueDate: string | null;
  readonly fixVersions: readonly string[];
  readonly components: readonly string[];
  readonly parent: string | null;
  readonly sprint: string | null;
  readonly blocks: readonly string[];
  readonly dependsOn: readonly string[];
  readonly relatedTo: readonly string[];
  readonly custom: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly comments: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function truthOf(site: Site, issue: SandboxIssue): IssueTruth {
  const links = site.links.ofIssue(issue.id);
  const others = (type: string, isInward: boolean) =>
    links
      .filter((link) => link.type === type && (isInward ? link.inwardId : link.outwardId) === issue.id)
      .map((link) => String(isInward ? link.outwardId : link.inwardId));
  const open = issue.sprintIds.find((id) => site.sprints.get(id)?.state !== 'closed');
  return {
    id: String(issue.id),
    key: site.keyOf(issue),
    projectId: String(site.projectOf(issue).facts.id),
    summary: issue.summary,
    description: issue.description,
    status: issue.status,
    type: issue.type,
    priority: issue.priority,
    assignee: issue.assigneeId,
    labels: [...issue.labels].sort(),
    dueDate: issue.dueDate,
    fixVersions: issue.fixVersionIds.map(String).sort(),
    components: issue.componentIds.map(String).sort(),
    parent: issue.parentId === null ? null : String(issue.parentId),
    sprint: open === undefined ? null : String(open),
    blocks: others('Blocks', true).sort(),
    dependsOn: others('Blocks', false).sort(),
    relatedTo: [...others('Relates', true), ...others('Relates', false)].sort(),
    custom: Object.fromEntries(
      [...site.fields.keys()].filter((id) => id.startsWith('customfield_')).map((id) => [id, issue.custom[id] ?? null]),
    ),
    properties: issue.properties,
    comments: site.comments.ofIssue(issue.id).length,
    createdAt: new Date(issue.createdAt).toISOString(),
    updatedAt: new Date(issue.updatedAt).toISOString(),
  };
}
