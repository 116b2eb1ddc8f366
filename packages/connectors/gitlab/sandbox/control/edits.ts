import { editIssue } from '../changes/issue-changes.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxIssue, SandboxUser } from '../model/records.ts';

/** What a person changes of an issue in the browser. */
export interface IssueEdit {
  readonly title?: string;
  readonly description?: string | null;
  readonly state?: 'opened' | 'closed';
  readonly labels?: readonly string[];
  /** Ids of users. */
  readonly assignees?: readonly number[];
  readonly milestone?: number | null;
  readonly dueDate?: string | null;
  readonly weight?: number | null;
  readonly confidential?: boolean;
  readonly type?: 'issue' | 'incident' | 'task';
  readonly epic?: number | null;
}

/** The edit as the API takes it. */
export function inputOf(edit: IssueEdit): Record<string, unknown> {
  const { title, description, state, labels, assignees, milestone, dueDate, weight, confidential, type, epic } = edit;
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(state !== undefined && { state_event: state === 'closed' ? 'close' : 'reopen' }),
    ...(labels !== undefined && { labels }),
    ...(assignees !== undefined && { assignee_ids: assignees }),
    ...(milestone !== undefined && { milestone_id: milestone ?? 0 }),
    ...(dueDate !== undefined && { due_date: dueDate ?? '' }),
    ...(weight !== undefined && { weight }),
    ...(confidential !== undefined && { confidential }),
    ...(type !== undefined && { issue_type: type }),
    ...(epic !== undefined && { epic_id: epic ?? 0 }),
  };
}

export function applyEdit(instance: Instance, issue: SandboxIssue, edit: IssueEdit, by: SandboxUser): SandboxIssue {
  return editIssue(instance, issue, inputOf(edit), by);
}
