import { nodeId } from '../model/ids.ts';
import type { Organisation } from '../model/organisation.ts';
import type { SandboxComment, SandboxIssue, SandboxLabel, SandboxMilestone } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { timeJson } from '../model/time.ts';

/** Texts are put together by hand where lists are long: a page of 100 issues costs a few milliseconds this way. */
export function renderIssue(organisation: Organisation, repository: RepositoryStore, issue: SandboxIssue): string {
  const api = repositoryUrl(repository);
  const web = `https://github.com/${repository.fullName}`;
  const url = `${api}/issues/${issue.number}`;
  const author = organisation.user(issue.authorId);
  const assignees = issue.assigneeIds.map((id) => organisation.user(id).json);
  const parent = organisation.relations.parentOf(issue.id);
  return `{"url":"${url}","repository_url":"${api}","labels_url":"${url}/labels{/name}","comments_url":"${url}/comments","events_url":"${url}/events","html_url":"${web}/${issue.isPullRequest ? 'pull' : 'issues'}/${issue.number}","id":${issue.id},"node_id":"${nodeId(issue.isPullRequest ? 'PR' : 'I', issue.id)}","number":${issue.number},"title":${JSON.stringify(issue.title)},"user":${author.json},"labels":[${repository
    .labelsOf(issue)
    .map((label) => renderLabel(repository, label))
    .join(
      ',',
    )}],"state":"${issue.state}","locked":false,"assignee":${assignees[0] ?? 'null'},"assignees":[${assignees.join(',')}],"milestone":${renderMilestoneOf(organisation, repository, issue)},"comments":${repository.comments.countOf(issue.number)},"created_at":${timeJson(issue.createdAt)},"updated_at":${timeJson(issue.updatedAt)},"closed_at":${timeJson(issue.closedAt)},"author_association":"${author.isMember ? 'MEMBER' : 'NONE'}",${renderKind(api, web, issue)}"active_lock_reason":null,"body":${JSON.stringify(issue.body)},"closed_by":${issue.closedAt === null ? 'null' : author.json},"reactions":${reactions(url)},"timeline_url":"${url}/timeline","performed_via_github_app":null,"state_reason":${JSON.stringify(issue.stateReason)}${issue.isPullRequest ? '' : `,${renderRelations(organisation, issue)}`}${parent === undefined ? '' : `,"parent_issue_url":${JSON.stringify(issueUrl(organisation, parent))}`}}`;
}

function renderKind(api: string, web: string, issue: SandboxIssue): string {
  if (!issue.isPullRequest) return '';
  const page = `${web}/pull/${issue.number}`;
  return `"draft":${issue.isDraft},"pull_request":{"url":"${api}/pulls/${issue.number}","html_url":"${page}","diff_url":"${page}.diff","patch_url":"${page}.patch","merged_at":${timeJson(issue.mergedAt)}},`;
}

const NO_RELATIONS =
  '"sub_issues_summary":{"total":0,"completed":0,"percent_completed":0},"issue_dependencies_summary":{"blocked_by":0,"total_blocked_by":0,"blocking":0,"total_blocking":0}';

function renderRelations(organisation: Organisation, issue: SandboxIssue): string {
  const { relations } = organisation;
  if (relations.isEmptyFor(issue.id)) return NO_RELATIONS;
  const states = (ids: readonly number[]) => ids.flatMap((id) => organisation.issueById(id)?.issue.state ?? []);
  const children = states(relations.subIssues(issue.id));
  const completed = children.filter((state) => state === 'closed').length;
  const blockedBy = states(relations.blockedBy(issue.id));
  const blocking = states(relations.blocking(issue.id));
  const open = (list: readonly string[]) => list.filter((state) => state === 'open').length;
  const percent = children.length === 0 ? 0 : Math.floor((completed / children.length) * 100);
  return `"sub_issues_summary":{"total":${children.length},"completed":${completed},"percent_completed":${percent}},"issue_dependencies_summary":{"blocked_by":${open(blockedBy)},"total_blocked_by":${blockedBy.length},"blocking":${open(blocking)},"total_blocking":${blocking.length}}`;
}

function issueUrl(organisation: Organisation, id: number): string | null {
  const found = organisation.issueById(id);
  return found === undefined ? null : `${repositoryUrl(found.repository)}/issues/${found.issue.number}`;
}

export function renderLabel(repository: RepositoryStore, label: SandboxLabel): string {
  return `{"id":${label.id},"node_id":"${nodeId('LA', label.id)}","url":"${repositoryUrl(repository)}/labels/${encodeURIComponent(label.name)}","name":${JSON.stringify(label.name)},"color":"${label.color}","default":${label.isDefault},"description":${JSON.stringify(label.description)}}`;
}

export function renderMilestone(
  organisation: Organisation,
  repository: RepositoryStore,
  milestone: SandboxMilestone,
): string {
  const url = `${repositoryUrl(repository)}/milestones/${milestone.number}`;
  const counts = repository.index.milestoneCounts(milestone.number);
  return `{"url":"${url}","html_url":"https://github.com/${repository.fullName}/milestone/${milestone.number}","labels_url":"${url}/labels","id":${milestone.id},"node_id":"${nodeId('MI', milestone.id)}","number":${milestone.number},"title":${JSON.stringify(milestone.title)},"description":${JSON.stringify(milestone.description)},"creator":${organisation.user(milestone.creatorId).json},"open_issues":${counts.open},"closed_issues":${counts.closed},"state":"${milestone.state}","created_at":${timeJson(milestone.createdAt)},"updated_at":${timeJson(milestone.updatedAt)},"due_on":${timeJson(milestone.dueOn)},"closed_at":${timeJson(milestone.closedAt)}}`;
}

export function renderMilestoneOf(
  organisation: Organisation,
  repository: RepositoryStore,
  issue: SandboxIssue,
): string {
  const milestone = issue.milestone === null ? undefined : repository.milestones.get(issue.milestone);
  return milestone === undefined ? 'null' : renderMilestone(organisation, repository, milestone);
}

export function renderComment(
  organisation: Organisation,
  repository: RepositoryStore,
  comment: SandboxComment,
): string {
  const url = `${repositoryUrl(repository)}/issues/comments/${comment.id}`;
  const author = organisation.user(comment.authorId);
  const kind = repository.issue(comment.issueNumber)?.isPullRequest === true ? 'pull' : 'issues';
  return `{"url":"${url}","html_url":"https://github.com/${repository.fullName}/${kind}/${comment.issueNumber}#issuecomment-${comment.id}","issue_url":"${repositoryUrl(repository)}/issues/${comment.issueNumber}","id":${comment.id},"node_id":"${nodeId('IC', comment.id)}","user":${author.json},"created_at":${timeJson(comment.createdAt)},"updated_at":${timeJson(comment.updatedAt)},"author_association":"${author.isMember ? 'MEMBER' : 'NONE'}","body":${JSON.stringify(comment.body)},"reactions":${reactions(url)},"performed_via_github_app":null}`;
}

export function repositoryUrl(repository: RepositoryStore): string {
  return `https://api.github.com/repos/${repository.fullName}`;
}

function reactions(url: string): string {
  return `{"url":"${url}/reactions","total_count":0,"+1":0,"-1":0,"laugh":0,"hooray":0,"confused":0,"heart":0,"rocket":0,"eyes":0}`;
}
