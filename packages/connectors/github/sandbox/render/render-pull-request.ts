import { createHash } from 'node:crypto';
import { nodeId, pullId } from '../model/ids.ts';
import type { Organisation } from '../model/organisation.ts';
import type { SandboxIssue } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { timeJson } from '../model/time.ts';
import { renderLabel, renderMilestoneOf, repositoryUrl } from './render-issue.ts';
import { renderRepository } from './render-repository.ts';

/** A pull request as lists show it; with `details` as its own address and webhooks do. Lists render the repository once and pass it. */
export function renderPullRequest(
  organisation: Organisation,
  repository: RepositoryStore,
  issue: SandboxIssue,
  details: boolean,
  repositoryJson = renderRepository(organisation, repository),
): string {
  const api = repositoryUrl(repository);
  const url = `${api}/pulls/${issue.number}`;
  const issueUrl = `${api}/issues/${issue.number}`;
  const web = `https://github.com/${repository.fullName}/pull/${issue.number}`;
  const author = organisation.user(issue.authorId);
  const assignees = issue.assigneeIds.map((id) => organisation.user(id).json);
  const headSha = sha(repository.meta.id, issue.number, 'head');
  const id = pullId(repository.meta.index, issue.number);
  const branch = (name: string, commit: string) =>
    `{"label":"${organisation.login}:${name}","ref":"${name}","sha":"${commit}","user":${organisation.json},"repo":${repositoryJson}}`;
  const links = Object.entries({
    self: url,
    html: web,
    issue: issueUrl,
    comments: `${issueUrl}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${url}/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${api}/statuses/${headSha}`,
  });
  const simple = `"url":"${url}","id":${id},"node_id":"${nodeId('PR', issue.id)}","html_url":"${web}","diff_url":"${web}.diff","patch_url":"${web}.patch","issue_url":"${issueUrl}","number":${issue.number},"state":"${issue.state}","locked":false,"title":${JSON.stringify(issue.title)},"user":${author.json},"body":${JSON.stringify(issue.body)},"created_at":${timeJson(issue.createdAt)},"updated_at":${timeJson(issue.updatedAt)},"closed_at":${timeJson(issue.closedAt)},"merged_at":${timeJson(issue.mergedAt)},"merge_commit_sha":${issue.mergedAt === null ? 'null' : `"${sha(repository.meta.id, issue.number, 'merge')}"`},"assignee":${assignees[0] ?? 'null'},"assignees":[${assignees.join(',')}],"requested_reviewers":[],"requested_teams":[],"labels":[${repository
    .labelsOf(issue)
    .map((label) => renderLabel(repository, label))
    .join(
      ',',
    )}],"milestone":${renderMilestoneOf(organisation, repository, issue)},"draft":${issue.isDraft},"commits_url":"${url}/commits","review_comments_url":"${url}/comments","review_comment_url":"${url}/comments{/number}","comments_url":"${issueUrl}/comments","statuses_url":"${api}/statuses/${headSha}","head":${branch(`topic-${issue.number}`, headSha)},"base":${branch('main', sha(repository.meta.id, 0, 'base'))},"_links":{${links.map(([name, href]) => `"${name}":{"href":"${href}"}`).join(',')}},"author_association":"${author.isMember ? 'MEMBER' : 'NONE'}","auto_merge":null,"active_lock_reason":null`;
  return details ? `{${simple},${renderDetails(organisation, repository, issue)}}` : `{${simple}}`;
}

function renderDetails(organisation: Organisation, repository: RepositoryStore, issue: SandboxIssue): string {
  const isMerged = issue.mergedAt !== null;
  const comments = repository.comments.countOf(issue.number);
  return `"merged":${isMerged},"mergeable":${issue.state === 'open' ? 'true' : 'null'},"rebaseable":null,"mergeable_state":"${issue.state === 'open' ? 'clean' : 'unknown'}","merged_by":${isMerged ? organisation.viewer.json : 'null'},"comments":${comments},"review_comments":0,"maintainer_can_modify":false,"commits":1,"additions":${issue.number % 97},"deletions":${issue.number % 31},"changed_files":${1 + (issue.number % 7)}`;
}

function sha(...parts: readonly (string | number)[]): string {
  return createHash('sha1').update(parts.join('/')).digest('hex');
}
