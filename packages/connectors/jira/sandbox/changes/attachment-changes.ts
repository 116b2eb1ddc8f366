import { randomUUID } from 'node:crypto';
import type { UploadedFile } from '@syncline/sandbox';
import type { SandboxAttachment, SandboxIssue, SandboxUser } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { emitIssueEvent } from './issue-events.ts';

export function attachFile(site: Site, issue: SandboxIssue, file: UploadedFile, by: SandboxUser): SandboxAttachment {
  const attachment: SandboxAttachment = {
    ...file,
    id: site.takeId(),
    issueId: issue.id,
    authorId: by.accountId,
    mediaId: randomUUID(),
    createdAt: site.nowMs(),
  };
  site.attachments.set(attachment.id, attachment);
  writeDown(site, issue, by, { from: null, fromString: '', to: String(attachment.id), toString: file.fileName });
  return attachment;
}

export function removeFile(site: Site, attachment: SandboxAttachment, by: SandboxUser): void {
  site.attachments.delete(attachment.id);
  const issue = site.issue(attachment.issueId);
  if (!issue) return;
  const { id, fileName } = attachment;
  writeDown(site, issue, by, { from: String(id), fromString: fileName, to: null, toString: '' });
}

interface Change {
  readonly from: string | null;
  readonly fromString: string;
  readonly to: string | null;
  readonly toString: string;
}

function writeDown(site: Site, issue: SandboxIssue, by: SandboxUser, change: Change): void {
  const edited = { ...issue, updatedAt: site.nowMs() };
  site.put(edited);
  const items = [{ field: 'Attachment', fieldId: 'attachment', fieldtype: 'jira', ...change }];
  const entry = { id: site.takeId(), authorId: by.accountId, createdAt: edited.updatedAt, items };
  site.histories.set(issue.id, [...(site.histories.get(issue.id) ?? []), entry]);
  emitIssueEvent(site, 'jira:issue_updated', edited, by, entry);
}
