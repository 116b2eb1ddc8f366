import type { Organisation } from '../model/organisation.ts';
import type { SandboxComment, SandboxUser } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { renderComment, renderIssue } from '../render/render-issue.ts';
import { notFound } from './refusal.ts';
import { BODY_LIMIT, keptText } from './text-rules.ts';

export function createComment(
  organisation: Organisation,
  repository: RepositoryStore,
  issueNumber: number,
  body: string,
  sender: SandboxUser,
): SandboxComment {
  if (repository.issue(issueNumber) === undefined) throw notFound();
  const now = organisation.nowSeconds();
  const comment = {
    id: organisation.takeCommentId(),
    issueNumber,
    authorId: sender.id,
    body: keptText('IssueComment', 'body', body, BODY_LIMIT),
    createdAt: now,
    updatedAt: now,
  };
  repository.comments.put(comment);
  // A comment moves its issue to the top of a list by update.
  bump(organisation, repository, issueNumber);
  tell(organisation, repository, comment, 'created', sender);
  return comment;
}

export function editComment(
  organisation: Organisation,
  repository: RepositoryStore,
  id: number,
  body: string,
  sender: SandboxUser,
): SandboxComment {
  const before = repository.comments.get(id);
  if (before === undefined) throw notFound();
  const kept = keptText('IssueComment', 'body', body, BODY_LIMIT);
  if (kept === before.body) return before;
  const after = { ...before, body: kept, updatedAt: Math.max(organisation.nowSeconds(), before.updatedAt) };
  repository.comments.put(after);
  tell(organisation, repository, after, 'edited', sender, { changes: JSON.stringify({ body: { from: before.body } }) });
  return after;
}

export function deleteComment(
  organisation: Organisation,
  repository: RepositoryStore,
  id: number,
  sender: SandboxUser,
): void {
  const comment = repository.comments.get(id);
  if (comment === undefined) throw notFound();
  repository.comments.remove(id);
  tell(organisation, repository, comment, 'deleted', sender);
}

function tell(
  organisation: Organisation,
  repository: RepositoryStore,
  comment: SandboxComment,
  action: string,
  sender: SandboxUser,
  more: Readonly<Record<string, string>> = {},
): void {
  const issue = repository.issue(comment.issueNumber);
  if (issue === undefined) return;
  organisation.emit({
    event: 'issue_comment',
    action,
    repository,
    sender,
    fields: {
      ...more,
      issue: renderIssue(organisation, repository, issue),
      comment: renderComment(organisation, repository, comment),
    },
  });
}

function bump(organisation: Organisation, repository: RepositoryStore, number: number): void {
  const issue = repository.issue(number);
  if (issue !== undefined)
    repository.put({ ...issue, updatedAt: Math.max(organisation.nowSeconds(), issue.updatedAt) });
}
