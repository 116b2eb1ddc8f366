import type { Organisation } from '../model/organisation.ts';
import type { SandboxIssue } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { isoSeconds } from '../model/time.ts';

/** An issue or pull request as it is now, in plain words: what a synchronised copy must show. */
export interface IssueTruth {
  readonly id: number;
  readonly number: number;
  readonly isPullRequest: boolean;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly stateReason: string | null;
  readonly labels: readonly string[];
  readonly labelIds: readonly number[];
  readonly assignees: readonly string[];
  readonly author: string;
  readonly milestone: string | null;
  readonly milestoneNumber: number | null;
  readonly comments: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly mergedAt: string | null;
  /** Ids of issues. */
  readonly blockedBy: readonly number[];
  readonly subIssues: readonly number[];
}

export function truthOf(organisation: Organisation, repository: RepositoryStore, issue: SandboxIssue): IssueTruth {
  const labels = repository.labelsOf(issue);
  const milestone = issue.milestone === null ? undefined : repository.milestones.get(issue.milestone);
  const time = (value: number | null) => (value === null ? null : isoSeconds(value));
  return {
    id: issue.id,
    number: issue.number,
    isPullRequest: issue.isPullRequest,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    stateReason: issue.stateReason,
    labels: labels.map(({ name }) => name),
    labelIds: labels.map(({ id }) => id),
    assignees: issue.assigneeIds.map((id) => organisation.user(id).login),
    author: organisation.user(issue.authorId).login,
    milestone: milestone?.title ?? null,
    milestoneNumber: milestone?.number ?? null,
    comments: repository.comments.countOf(issue.number),
    createdAt: isoSeconds(issue.createdAt),
    updatedAt: isoSeconds(issue.updatedAt),
    closedAt: time(issue.closedAt),
    mergedAt: time(issue.mergedAt),
    blockedBy: organisation.relations.blockedBy(issue.id),
    subIssues: organisation.relations.subIssues(issue.id),
  };
}
