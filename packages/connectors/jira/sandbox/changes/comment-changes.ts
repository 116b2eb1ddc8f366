import type { Adf, SandboxComment, SandboxIssue, SandboxUser } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { renderComment } from '../render/render-comment.ts';
import { renderIssue } from '../render/render-issue.ts';
import { touchIssue } from './issue-changes.ts';

type Properties = SandboxComment['properties'];

export function createComment(
  site: Site,
  issue: SandboxIssue,
  from: { readonly body: Adf; readonly properties?: Properties },
  by: SandboxUser,
): SandboxComment {
  const now = site.nowMs();
  const comment: SandboxComment = {
    id: site.comments.takeId(issue.id),
    issueId: issue.id,
    authorId: by.accountId,
    body: from.body,
    properties: from.properties ?? [],
    createdAt: now,
    updatedAt: now,
  };
  site.comments.put(comment);
  touchIssue(site, issue);
  emit(site, 'comment_created', issue, comment);
  return comment;
}

export function editComment(site: Site, issue: SandboxIssue, comment: SandboxComment, body: Adf): SandboxComment {
  const edited = { ...comment, body, updatedAt: site.nowMs() };
  site.comments.put(edited);
  touchIssue(site, issue);
  emit(site, 'comment_updated', issue, edited);
  return edited;
}

export function deleteComment(site: Site, issue: SandboxIssue, comment: SandboxComment): void {
  site.comments.remove(comment);
  touchIssue(site, issue);
  emit(site, 'comment_deleted', issue, comment);
}

/** With an issue that shows the least of itself, as Jira sends comments. */
function emit(site: Site, event: string, issue: SandboxIssue, comment: SandboxComment): void {
  const { properties: _properties, ...shown } = renderComment(site, comment, true);
  site.emit({
    event,
    projectKey: site.projectOf(issue).facts.key,
    body: {
      timestamp: site.nowMs(),
      webhookEvent: event,
      comment: shown,
      issue: renderIssue(site, issue, {
        fields: ['summary', 'issuetype', 'project', 'assignee', 'priority', 'status'],
      }),
    },
  });
}
