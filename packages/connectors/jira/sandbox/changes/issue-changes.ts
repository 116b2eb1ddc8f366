import { FIRST_STATUS, STATUSES } from '../model/catalogue.ts';
import { issueId } from '../model/ids.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { SandboxIssue, SandboxUser } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { changeItems } from './change-items.ts';
import { checkFields } from './check-fields.ts';
import { emitIssueEvent } from './issue-events.ts';
import type { IssuePatch } from './issue-patch.ts';
import { asText, member } from './member.ts';
import { Refusal } from './refusal.ts';

/** The body of a create or an edit. */
export interface IssueInput {
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly update?: Readonly<Record<string, unknown>>;
  readonly properties?: readonly { readonly key: string; readonly value: unknown }[];
}

export function createIssue(site: Site, input: IssueInput, by: SandboxUser): SandboxIssue {
  const fields = input.fields ?? {};
  const wanted = fields['project'];
  const project = site.project(asText(member(wanted, 'id') ?? member(wanted, 'key')));
  if (!project) throw new Refusal(400, null, { project: 'Specify a valid project ID or key' });
  const patch = checkFields(site, project, fields, null);
  const number = project.takeNumber();
  const now = site.nowMs();
  const issue: SandboxIssue = {
    ...blank(project, number, now, by),
    ...patch,
    custom: { ...EMPTY_CUSTOM, ...patch.custom },
    properties: Object.fromEntries((input.properties ?? []).map(({ key, value }) => [key, value])),
  };
  site.put(issue);
  emitIssueEvent(site, 'jira:issue_created', issue, by);
  return issue;
}

const EMPTY_CUSTOM = {
  customfield_10010: null,
  customfield_10011: null,
  customfield_10012: null,
  customfield_10013: [],
  customfield_10014: null,
  customfield_10015: null,
  customfield_10016: null,
  customfield_10019: '0|i00000:',
};

function blank(project: ProjectStore, number: number, now: number, by: SandboxUser): SandboxIssue {
  return {
    id: issueId(project.facts.index, number),
    projectIndex: project.facts.index,
    number,
    summary: '',
    description: null,
    status: FIRST_STATUS,
    type: 'Task',
    priority: 'Medium',
    assigneeId: null,
    reporterId: by.accountId,
    creatorId: by.accountId,
    labels: [],
    dueDate: null,
    fixVersionIds: [],
    componentIds: [],
    parentId: null,
    sprintIds: [],
    custom: {},
    properties: {},
    createdAt: now,
    updatedAt: now,
    resolvedAt: null,
  };
}

export function editIssue(site: Site, issue: SandboxIssue, input: IssueInput, by: SandboxUser): SandboxIssue {
  const patch = checkFields(site, site.projectOf(issue), input.fields ?? {}, issue);
  const parent = input.update?.['parent'];
  if (Array.isArray(parent) && parent.some((operation) => member(member(operation, 'set'), 'none') === true))
    patch.parentId = null;
  if (input.properties)
    patch.properties = {
      ...issue.properties,
      ...Object.fromEntries(input.properties.map(({ key, value }) => [key, value])),
    };
  return change(site, issue, patch, by);
}

/** Moves an issue along its workflow; false when no transition leads there. */
export function moveIssue(site: Site, issue: SandboxIssue, status: string, by: SandboxUser): SandboxIssue {
  if (!(site.workflow[issue.status] ?? []).includes(status))
    throw new Refusal(
      400,
      'It seems that you have tried to perform a workflow operation that is not valid for the current state of this issue.',
    );
  return setStatus(site, issue, status, by);
}

/** Whatever the workflow says: for people with other rights than the token's owner. */
export function setStatus(site: Site, issue: SandboxIssue, status: string, by: SandboxUser): SandboxIssue {
  const isDone = STATUSES.find(({ name }) => name === status)?.category.key === 'done';
  return change(site, issue, { status, resolvedAt: isDone ? (issue.resolvedAt ?? site.nowMs()) : null }, by);
}

export function deleteIssue(site: Site, issue: SandboxIssue, by: SandboxUser): void {
  emitIssueEvent(site, 'jira:issue_deleted', issue, by);
  site.remove(issue);
}

/** An edit that changes nothing tells nothing. */
function change(site: Site, issue: SandboxIssue, patch: IssuePatch, by: SandboxUser): SandboxIssue {
  const changed = (Object.keys(patch) as (keyof SandboxIssue)[]).filter(
    (name) => JSON.stringify(patch[name]) !== JSON.stringify(issue[name]),
  );
  if (changed.length === 0) return issue;
  const isShown = changed.some((name) => name !== 'properties');
  const edited: SandboxIssue = { ...issue, ...patch, updatedAt: isShown ? site.nowMs() : issue.updatedAt };
  site.put(edited);
  if (!isShown) return edited;
  const items = changeItems(issue, edited, changed);
  const entry = { id: site.takeId(), authorId: by.accountId, createdAt: edited.updatedAt, items };
  site.histories.set(issue.id, [...(site.histories.get(issue.id) ?? []), entry]);
  emitIssueEvent(site, 'jira:issue_updated', edited, by, entry);
  return edited;
}

/** What happens beside an issue and counts as a change of it: a comment, a link. */
export function touchIssue(site: Site, issue: SandboxIssue): void {
  site.put({ ...issue, updatedAt: site.nowMs() });
}
