import type { HistoryEntry, SandboxIssue, SandboxUser } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { renderIssue } from '../render/render-issue.ts';
import { renderUser } from '../render/render-site.ts';

const EVENT_NAMES: Readonly<Record<string, string>> = {
  'jira:issue_created': 'issue_created',
  'jira:issue_updated': 'issue_generic',
  'jira:issue_deleted': 'issue_deleted',
};

/** Tells of an issue, whole, and of what changed. */
export function emitIssueEvent(
  site: Site,
  event: string,
  issue: SandboxIssue,
  by: SandboxUser,
  entry?: HistoryEntry,
): void {
  site.emit({
    event,
    projectKey: site.projectOf(issue).facts.key,
    body: {
      timestamp: site.nowMs(),
      webhookEvent: event,
      issue_event_type_name: EVENT_NAMES[event],
      user: renderUser(site, by),
      issue: renderIssue(site, issue, { fields: ['*all', '-comment'] }),
      ...(entry && { changelog: { id: String(entry.id), items: entry.items } }),
    },
  });
}
