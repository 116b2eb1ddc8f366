import { editIssue, setStatus } from '../changes/issue-changes.ts';
import { documentFrom } from '../model/adf.ts';
import type { Adf, SandboxIssue, SandboxUser } from '../model/records.ts';
import type { Site } from '../model/site.ts';

/** What a person changes of an issue in the browser. */
export interface IssueEdit {
  readonly summary?: string;
  /** Plain paragraphs, or a document; null empties it. */
  readonly description?: string | Adf | null;
  /** Whatever the workflow says. */
  readonly status?: string;
  readonly priority?: string;
  readonly type?: string;
  /** An account id. */
  readonly assignee?: string | null;
  readonly labels?: readonly string[];
  readonly dueDate?: string | null;
  readonly fixVersions?: readonly string[];
  readonly components?: readonly string[];
  readonly parent?: string;
  readonly sprint?: number | null;
  /** Custom fields as the API takes them. */
  readonly custom?: Readonly<Record<string, unknown>>;
}

export function fieldsOf(edit: IssueEdit): Record<string, unknown> {
  const { summary, description, priority, type, assignee, labels, dueDate, fixVersions, components, parent, sprint } =
    edit;
  return {
    ...edit.custom,
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && {
      description: typeof description === 'string' ? documentFrom(description) : description,
    }),
    ...(priority !== undefined && { priority: { name: priority } }),
    ...(type !== undefined && { issuetype: { name: type } }),
    ...(assignee !== undefined && { assignee: assignee === null ? null : { accountId: assignee } }),
    ...(labels !== undefined && { labels }),
    ...(dueDate !== undefined && { duedate: dueDate }),
    ...(fixVersions !== undefined && { fixVersions: fixVersions.map((id) => ({ id })) }),
    ...(components !== undefined && { components: components.map((id) => ({ id })) }),
    ...(parent !== undefined && { parent: { id: parent } }),
    ...(sprint !== undefined && { customfield_10020: sprint }),
  };
}

export function applyEdit(site: Site, issue: SandboxIssue, edit: IssueEdit, by: SandboxUser): SandboxIssue {
  const edited = editIssue(site, issue, { fields: fieldsOf(edit) }, by);
  return edit.status === undefined || edit.status === edited.status ? edited : setStatus(site, edited, edit.status, by);
}
