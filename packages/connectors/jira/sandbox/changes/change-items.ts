import { SPRINT_FIELD } from '../model/catalogue.ts';
import type { ChangeItem, SandboxIssue } from '../model/records.ts';

/** Jira's ids of what changes on an issue, where it has another name in the simulator. */
const FIELD_IDS: Partial<Record<keyof SandboxIssue, string>> = {
  type: 'issuetype',
  assigneeId: 'assignee',
  dueDate: 'duedate',
  fixVersionIds: 'fixVersions',
  componentIds: 'components',
  parentId: 'parent',
  sprintIds: SPRINT_FIELD,
  resolvedAt: 'resolution',
};

/** An edit as the history and the webhooks of an issue tell it, field by field. */
export function changeItems(
  before: SandboxIssue,
  after: SandboxIssue,
  changed: readonly (keyof SandboxIssue)[],
): ChangeItem[] {
  return changed.flatMap((name) => {
    if (name === 'properties') return [];
    if (name !== 'custom') return [itemOf(FIELD_IDS[name] ?? name, 'jira', before[name], after[name])];
    return Object.keys(after.custom)
      .filter((id) => JSON.stringify(before.custom[id]) !== JSON.stringify(after.custom[id]))
      .map((id) => itemOf(id, 'custom', before.custom[id], after.custom[id]));
  });
}

function itemOf(fieldId: string, fieldtype: string, from: unknown, to: unknown): ChangeItem {
  return { field: fieldId, fieldId, fieldtype, fromString: asText(from), toString: asText(to) };
}

function asText(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
