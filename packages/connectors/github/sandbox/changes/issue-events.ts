import type { Organisation } from '../model/organisation.ts';
import type { SandboxIssue, SandboxUser } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { renderIssue } from '../render/render-issue.ts';
import { renderPullRequest } from '../render/render-pull-request.ts';

/** Tells of a change of an issue, or of a pull request under that name. `more` are further JSON fields of the payload. */
export function emitIssueEvent(
  organisation: Organisation,
  repository: RepositoryStore,
  issue: SandboxIssue,
  action: string,
  sender: SandboxUser,
  more: Readonly<Record<string, string>> = {},
): void {
  if (issue.isPullRequest) {
    const pull = renderPullRequest(organisation, repository, issue, true);
    organisation.emit({
      event: 'pull_request',
      action,
      repository,
      sender,
      fields: { number: String(issue.number), pull_request: pull, ...more },
    });
    return;
  }
  organisation.emit({
    event: 'issues',
    action,
    repository,
    sender,
    fields: { issue: renderIssue(organisation, repository, issue), ...more },
  });
}
