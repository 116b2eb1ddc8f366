import { issueId } from '../model/ids.ts';
import type { Organisation } from '../model/organisation.ts';
import type { SandboxIssue, SandboxUser, StateReason } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { renderIssue, renderLabel, renderMilestone } from '../render/render-issue.ts';
import { renderRepository } from '../render/render-repository.ts';
import { emitIssueEvent } from './issue-events.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import { BODY_LIMIT, keptLine, keptText, TITLE_LIMIT } from './text-rules.ts';

export interface IssueEdit {
  readonly title?: string;
  readonly body?: string | null;
  readonly state?: 'open' | 'closed';
  readonly stateReason?: StateReason | null;
  /** Names; unknown ones are created, as GitHub does. */
  readonly labels?: readonly string[];
  /** Logins. */
  readonly assignees?: readonly string[];
  /** A milestone's number. */
  readonly milestone?: number | null;
}

export function createIssue(
  organisation: Organisation,
  repository: RepositoryStore,
  from: IssueEdit & { readonly title: string; readonly pullRequest?: boolean },
  sender: SandboxUser,
): SandboxIssue {
  const number = repository.nextNumber();
  const now = organisation.nowSeconds();
  const issue: SandboxIssue = {
    number,
    id: issueId(repository.meta.index, number),
    isPullRequest: from.pullRequest ?? false,
    title: keptLine('Issue', 'title', from.title, TITLE_LIMIT),
    body: keptBody(from.body ?? null),
    state: 'open',
    stateReason: null,
    labelIds: (from.labels ?? []).map((name) => labelId(organisation, repository, name, sender)),
    milestone: checkedMilestone(repository, from.milestone ?? null),
    assigneeIds: (from.assignees ?? []).map((login) => assigneeId(organisation, login)),
    authorId: sender.id,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    mergedAt: null,
    isDraft: false,
  };
  repository.put(issue);
  emitIssueEvent(organisation, repository, issue, 'opened', sender);
  return issue;
}

/** Applies what is given and tells each kind of change in its own webhook. An edit that changes nothing tells nothing. */
export function editIssue(
  organisation: Organisation,
  repository: RepositoryStore,
  number: number,
  edit: IssueEdit,
  sender: SandboxUser,
): SandboxIssue {
  const before = repository.issue(number);
  if (before === undefined)
    throw repository.wasDeleted(number) ? new Refusal(410, 'This issue was deleted') : notFound();
  if (edit.state === 'open' && before.mergedAt !== null)
    throw invalid('PullRequest', 'state', 'custom', 'state cannot be changed. The pull request cannot be reopened.');
  const closing = edit.state === 'closed' && before.state === 'open';
  const reopening = edit.state === 'open' && before.state === 'closed';
  const now = organisation.nowSeconds();
  const wanted: SandboxIssue = {
    ...before,
    title: edit.title === undefined ? before.title : keptLine('Issue', 'title', edit.title, TITLE_LIMIT),
    body: edit.body === undefined ? before.body : keptBody(edit.body),
    state: edit.state ?? before.state,
    stateReason: before.isPullRequest
      ? null
      : closing
        ? (edit.stateReason ?? 'completed')
        : reopening
          ? 'reopened'
          : // Without a change of state GitHub ignores it.
            before.stateReason,
    closedAt: closing ? now : reopening ? null : before.closedAt,
    mergedAt: reopening ? null : before.mergedAt,
    labelIds:
      edit.labels === undefined
        ? before.labelIds
        : [...new Set(edit.labels.map((name) => labelId(organisation, repository, name, sender)))],
    assigneeIds:
      edit.assignees === undefined
        ? before.assigneeIds
        : edit.assignees.map((login) => assigneeId(organisation, login)),
    milestone: edit.milestone === undefined ? before.milestone : checkedMilestone(repository, edit.milestone),
  };
  if (JSON.stringify(wanted) === JSON.stringify(before)) return before;
  const after = { ...wanted, updatedAt: Math.max(now, before.updatedAt) };
  repository.put(after);
  tell(organisation, repository, before, after, sender);
  return after;
}

export function deleteIssue(
  organisation: Organisation,
  repository: RepositoryStore,
  number: number,
  sender: SandboxUser,
): void {
  const issue = repository.issue(number);
  if (issue === undefined || issue.isPullRequest) throw notFound();
  const payload = renderIssue(organisation, repository, issue);
  repository.removeIssue(number);
  organisation.relations.forget(issue.id);
  organisation.forgetProjectItems(issue.id);
  organisation.emit({ event: 'issues', action: 'deleted', repository, sender, fields: { issue: payload } });
}

/** Gives the issue a new number and id in another repository; its comments go with it, labels by name. */
export function transferIssue(
  organisation: Organisation,
  from: RepositoryStore,
  number: number,
  to: RepositoryStore,
  sender: SandboxUser,
): SandboxIssue {
  const issue = from.issue(number);
  if (issue === undefined || issue.isPullRequest || from === to) throw notFound();
  const oldIssue = renderIssue(organisation, from, issue);
  const newNumber = to.nextNumber();
  const labelIds = from.labelsOf(issue).flatMap(({ name }) => to.labelNamed(name)?.id ?? []);
  const moved: SandboxIssue = {
    ...issue,
    number: newNumber,
    id: issueId(to.meta.index, newNumber),
    labelIds,
    milestone: null,
    updatedAt: Math.max(organisation.nowSeconds(), issue.updatedAt),
  };
  const comments = from.comments.of(number);
  to.put(moved);
  for (const comment of comments)
    to.comments.put({ ...comment, id: organisation.takeCommentId(), issueNumber: newNumber });
  organisation.relations.rename(issue.id, moved.id);
  organisation.renameProjectItems(issue.id, moved.id);
  from.moved.set(number, { repository: to, number: newNumber });
  from.removeIssue(number);
  const newIssue = renderIssue(organisation, to, moved);
  organisation.emit({
    event: 'issues',
    action: 'opened',
    repository: to,
    sender,
    fields: {
      changes: `{"old_issue":${oldIssue},"old_repository":${renderRepository(organisation, from)}}`,
      issue: newIssue,
    },
  });
  organisation.emit({
    event: 'issues',
    action: 'transferred',
    repository: from,
    sender,
    fields: {
      changes: `{"new_issue":${newIssue},"new_repository":${renderRepository(organisation, to)}}`,
      issue: oldIssue,
    },
  });
  return moved;
}

function tell(
  organisation: Organisation,
  repository: RepositoryStore,
  before: SandboxIssue,
  after: SandboxIssue,
  sender: SandboxUser,
): void {
  const emit = (action: string, more: Readonly<Record<string, string>> = {}) =>
    emitIssueEvent(organisation, repository, after, action, sender, more);
  const changes: Record<string, { from: string }> = {};
  if (before.title !== after.title) changes['title'] = { from: before.title };
  if (before.body !== after.body) changes['body'] = { from: before.body ?? '' };
  if (Object.keys(changes).length > 0) emit('edited', { changes: JSON.stringify(changes) });
  const label = (id: number) => {
    const found = repository.labels.get(id);
    return found === undefined ? {} : { label: renderLabel(repository, found) };
  };
  for (const id of missingFrom(before.labelIds, after.labelIds)) emit('labeled', label(id));
  for (const id of missingFrom(after.labelIds, before.labelIds)) emit('unlabeled', label(id));
  for (const id of missingFrom(before.assigneeIds, after.assigneeIds))
    emit('assigned', { assignee: organisation.user(id).json });
  for (const id of missingFrom(after.assigneeIds, before.assigneeIds))
    emit('unassigned', { assignee: organisation.user(id).json });
  if (before.milestone !== after.milestone) {
    const milestone = (number: number | null) => {
      const found = number === null ? undefined : repository.milestones.get(number);
      return found === undefined ? {} : { milestone: renderMilestone(organisation, repository, found) };
    };
    if (before.milestone !== null) emit('demilestoned', milestone(before.milestone));
    if (after.milestone !== null) emit('milestoned', milestone(after.milestone));
  }
  if (before.state !== after.state) emit(after.state === 'closed' ? 'closed' : 'reopened');
}

function keptBody(body: string | null): string | null {
  return body === null ? null : keptText('Issue', 'body', body, BODY_LIMIT);
}

function missingFrom(known: readonly number[], wanted: readonly number[]): number[] {
  return wanted.filter((id) => !known.includes(id));
}

function labelId(organisation: Organisation, repository: RepositoryStore, name: string, sender: SandboxUser): number {
  const known = repository.labelNamed(name);
  if (known !== undefined) return known.id;
  const label = { id: organisation.takeId(), name, color: 'ededed', description: null, isDefault: false };
  repository.labels.set(label.id, label);
  organisation.emit({
    event: 'label',
    action: 'created',
    repository,
    sender,
    fields: { label: renderLabel(repository, label) },
  });
  return label.id;
}

function assigneeId(organisation: Organisation, login: string): number {
  const user = organisation.findUser(login);
  if (user === undefined || !user.isMember) throw invalid('Issue', 'assignees', 'invalid');
  return user.id;
}

function checkedMilestone(repository: RepositoryStore, number: number | null): number | null {
  if (number !== null && !repository.milestones.has(number)) throw invalid('Issue', 'milestone', 'invalid');
  return number;
}
