import { isDocument } from '../model/adf.ts';
import { ISSUE_TYPES, PRIORITIES, SPRINT_FIELD } from '../model/catalogue.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { Adf, SandboxIssue } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { checkCustomField } from './check-custom-field.ts';
import type { IssuePatch } from './issue-patch.ts';
import { asText, member } from './member.ts';
import { Refusal } from './refusal.ts';

type Check = (value: unknown, site: Site, project: ProjectStore) => IssuePatch | string;

/** The `fields` of a create or edit as a patch, or a refusal that names every field that is wrong. */
export function checkFields(
  site: Site,
  project: ProjectStore,
  fields: Readonly<Record<string, unknown>>,
  before: SandboxIssue | null,
): IssuePatch {
  const errors: Record<string, string> = {};
  let patch: IssuePatch = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'project') continue;
    const check = name.startsWith('customfield_') && name !== SPRINT_FIELD ? null : CHECKS.get(name);
    const result = check === null ? checkCustomField(site, name, value) : check?.(value, site, project);
    if (result === undefined)
      errors[name] = `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`;
    else if (typeof result === 'string') errors[name] = result;
    else if ('custom' in result) patch = { ...patch, custom: { ...before?.custom, ...patch.custom, ...result.custom } };
    else patch = { ...patch, ...result };
  }
  if (before === null && patch.summary === undefined) errors['summary'] ??= 'You must specify a summary of the issue.';
  if (before === null && patch.type === undefined) errors['issuetype'] ??= 'Specify an issue type';
  if (Object.keys(errors).length > 0) throw new Refusal(400, null, errors);
  return patch;
}

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['summary', checkSummary],
  [
    'description',
    (value) =>
      value === null || isDocument(value)
        ? { description: emptied(value) }
        : 'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
  ],
  [
    'issuetype',
    (value) => {
      const type = ISSUE_TYPES.find(({ id, name }) => id === member(value, 'id') || name === member(value, 'name'));
      return type ? { type: type.name } : 'Specify a valid issue type';
    },
  ],
  [
    'priority',
    (value) => {
      if (value === null) return { priority: null };
      const priority = PRIORITIES.find(({ id, name }) => id === member(value, 'id') || name === member(value, 'name'));
      return priority ? { priority: priority.name } : 'The priority selected is invalid.';
    },
  ],
  ['assignee', checkAssignee],
  ['labels', checkLabels],
  [
    'duedate',
    (value) =>
      value === null || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))
        ? { dueDate: value }
        : "Error parsing date string: expected 'yyyy-MM-dd'",
  ],
  ['fixVersions', (value, site, project) => checkIds(value, site.versions, project, 'version', 'fixVersionIds')],
  ['components', (value, site, project) => checkIds(value, site.components, project, 'component', 'componentIds')],
  [
    'parent',
    (value, site) => {
      const parent = value === null ? undefined : site.issue(asText(member(value, 'id') ?? member(value, 'key')));
      return parent ? { parentId: parent.id } : 'Could not find issue by id or key.';
    },
  ],
  [
    SPRINT_FIELD,
    (value, site) => {
      if (value === null) return { sprintIds: [] };
      const sprint = typeof value === 'number' ? site.sprints.get(value) : undefined;
      return sprint ? { sprintIds: [sprint.id] } : 'Number value expected as the Sprint id.';
    },
  ],
]);

function checkSummary(value: unknown): IssuePatch | string {
  if (typeof value !== 'string' || value.trim() === '') return 'You must specify a summary of the issue.';
  if (/[\r\n]/.test(value)) return 'The summary is invalid because it contains newline characters.';
  return value.length > 255 ? 'Summary must be less than 255 characters.' : { summary: value.trim() };
}

function checkAssignee(value: unknown, site: Site): IssuePatch | string {
  const accountId = value === null ? null : (member(value, 'accountId') ?? null);
  if (accountId === null) return { assigneeId: null };
  const user = site.user(asText(accountId));
  return user?.active ? { assigneeId: user.accountId } : `User '${asText(accountId)}' cannot be assigned issues.`;
}

function checkLabels(value: unknown): IssuePatch | string {
  if (!Array.isArray(value)) return 'data was not an array';
  const spaced = value.find((label) => /\s/.test(String(label)));
  if (spaced !== undefined) return `The label '${spaced}' contains spaces which is invalid.`;
  return { labels: [...new Set(value.map(String))] };
}

function checkIds(
  value: unknown,
  known: ReadonlyMap<number, { readonly id: number; readonly projectIndex: number }>,
  project: ProjectStore,
  what: string,
  as: 'fixVersionIds' | 'componentIds',
): IssuePatch | string {
  if (!Array.isArray(value)) return 'data was not an array';
  const ids = value.map((entry) => Number(member(entry, 'id')));
  const wrong = ids.find((id) => known.get(id)?.projectIndex !== project.facts.index);
  return wrong === undefined ? { [as]: ids } : `The ${what} with the id '${wrong}' does not exist.`;
}

function emptied(value: Adf | null): Adf | null {
  return value === null || value.content.length === 0 ? null : value;
}
