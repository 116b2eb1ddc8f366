import type { Organisation } from '../model/organisation.ts';
import type { SandboxUser } from '../model/records.ts';
import { renderIssue } from '../render/render-issue.ts';
import { renderRepository } from '../render/render-repository.ts';
import { invalid, notFound } from './refusal.ts';

/** One issue waits for another: told from both ends, as GitHub does. */
export function setBlockedBy(
  organisation: Organisation,
  blockedId: number,
  blockingId: number,
  isBlocked: boolean,
  sender: SandboxUser,
): void {
  const blocked = organisation.issueById(blockedId);
  const blocking = organisation.issueById(blockingId);
  if (blocked === undefined || blocking === undefined) throw notFound();
  const known = organisation.relations.blockedBy(blockedId).includes(blockingId);
  if (blockedId === blockingId || (isBlocked && known)) throw invalid('IssueDependency', 'issue_id', 'invalid');
  if (!isBlocked && !known) throw notFound();
  if (isBlocked) organisation.relations.addBlockedBy(blockedId, blockingId);
  else organisation.relations.removeBlockedBy(blockedId, blockingId);
  const suffix = isBlocked ? 'added' : 'removed';
  const fields = {
    blocked_issue_id: String(blockedId),
    blocked_issue: renderIssue(organisation, blocked.repository, blocked.issue),
    blocking_issue_id: String(blockingId),
    blocking_issue: renderIssue(organisation, blocking.repository, blocking.issue),
  };
  const event = 'issue_dependencies';
  organisation.emit({
    event,
    action: `blocked_by_${suffix}`,
    repository: blocked.repository,
    sender,
    fields: { ...fields, blocking_issue_repo: renderRepository(organisation, blocking.repository) },
  });
  organisation.emit({
    event,
    action: `blocking_${suffix}`,
    repository: blocking.repository,
    sender,
    fields: { ...fields, blocked_issue_repo: renderRepository(organisation, blocked.repository) },
  });
}

/** One issue is part of another: told from both ends, as GitHub does. */
export function setSubIssue(
  organisation: Organisation,
  parentId: number,
  childId: number,
  isPart: boolean,
  sender: SandboxUser,
  replaceParent = false,
): void {
  const parent = organisation.issueById(parentId);
  const child = organisation.issueById(childId);
  if (parent === undefined || child === undefined) throw notFound();
  const known = organisation.relations.parentOf(childId);
  if (parentId === childId || (isPart && known !== undefined && !replaceParent))
    throw invalid('SubIssue', 'sub_issue_id', 'invalid');
  if (!isPart && known !== parentId) throw notFound();
  if (isPart && known !== undefined) setSubIssue(organisation, known, childId, false, sender);
  if (isPart) organisation.relations.addSubIssue(parentId, childId);
  else organisation.relations.removeSubIssue(childId);
  const suffix = isPart ? 'added' : 'removed';
  const fields = {
    sub_issue_id: String(childId),
    sub_issue: renderIssue(organisation, child.repository, child.issue),
    parent_issue_id: String(parentId),
    parent_issue: renderIssue(organisation, parent.repository, parent.issue),
  };
  const event = 'sub_issues';
  organisation.emit({
    event,
    action: `sub_issue_${suffix}`,
    repository: parent.repository,
    sender,
    fields: { ...fields, sub_issue_repo: renderRepository(organisation, child.repository) },
  });
  organisation.emit({
    event,
    action: `parent_issue_${suffix}`,
    repository: child.repository,
    sender,
    fields: { ...fields, parent_issue_repo: renderRepository(organisation, parent.repository) },
  });
}
