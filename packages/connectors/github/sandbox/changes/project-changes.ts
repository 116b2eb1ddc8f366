import type { Organisation } from '../model/organisation.ts';
import type { Project, ProjectField, ProjectItem, ProjectValue } from '../model/projects.ts';
import type { SandboxUser } from '../model/records.ts';
import { fieldNodeId, renderProject, renderWebhookItem } from '../render/render-project.ts';
import { invalid, notFound } from './refusal.ts';
import { BODY_LIMIT, keptLine, keptText, TITLE_LIMIT } from './text-rules.ts';

export function renameProject(organisation: Organisation, project: Project, title: string, sender: SandboxUser): void {
  const from = project.title;
  if (from === title) return;
  project.title = title;
  project.updatedAt = Math.max(organisation.nowSeconds(), project.updatedAt);
  organisation.emit({
    event: 'projects_v2',
    action: 'edited',
    repository: null,
    sender,
    fields: {
      changes: JSON.stringify({ title: { from, to: title } }),
      projects_v2: renderProject(organisation, project),
    },
  });
}

/** Sets fields of an item; each field that changes is told on its own. */
export function editProjectItem(
  organisation: Organisation,
  project: Project,
  itemId: number,
  changes: ReadonlyMap<number, ProjectValue>,
  sender: SandboxUser,
): ProjectItem {
  const item = project.items.get(itemId);
  if (item === undefined) throw notFound();
  const checked = [...changes].map(([fieldId, value]) => [checkedField(project, fieldId, value), value] as const);
  let after = item;
  for (const [field, value] of checked) {
    const from = after.values.get(field.id) ?? null;
    if (from === value) continue;
    const values = new Map(after.values);
    if (value === null) values.delete(field.id);
    else values.set(field.id, value);
    after = { ...after, values, updatedAt: Math.max(organisation.nowSeconds(), after.updatedAt) };
    project.items.set(itemId, after);
    const field_value = {
      field_node_id: fieldNodeId(field),
      field_type: field.type,
      field_name: field.name,
      project_number: project.number,
      from: shown(field, from),
      to: shown(field, value),
    };
    organisation.emit({
      event: 'projects_v2_item',
      action: 'edited',
      repository: null,
      sender,
      fields: {
        changes: JSON.stringify({ field_value }),
        projects_v2_item: renderWebhookItem(organisation, project, after),
      },
    });
  }
  return after;
}

export function addProjectItem(
  organisation: Organisation,
  project: Project,
  issueId: number,
  sender: SandboxUser,
): ProjectItem {
  if (organisation.issueById(issueId) === undefined) throw notFound();
  for (const known of project.items.values()) if (known.issueId === issueId) return known;
  return putItem(organisation, project, { issueId }, sender);
}

/** An item that is about no issue. */
export function addProjectDraft(
  organisation: Organisation,
  project: Project,
  from: { readonly title: string; readonly body: string },
  sender: SandboxUser,
): ProjectItem {
  const draft = {
    id: organisation.takeId(),
    title: keptLine('DraftIssue', 'title', from.title, TITLE_LIMIT),
    body: keptText('DraftIssue', 'body', from.body, BODY_LIMIT),
  };
  return putItem(organisation, project, { issueId: 0, draft }, sender);
}

function putItem(
  organisation: Organisation,
  project: Project,
  content: Pick<ProjectItem, 'issueId' | 'draft'>,
  sender: SandboxUser,
): ProjectItem {
  const now = organisation.nowSeconds();
  const item: ProjectItem = {
    ...content,
    id: organisation.takeId(),
    creatorId: sender.id,
    createdAt: now,
    updatedAt: now,
    values: new Map(),
  };
  project.items.set(item.id, item);
  organisation.emit({
    event: 'projects_v2_item',
    action: 'created',
    repository: null,
    sender,
    fields: { projects_v2_item: renderWebhookItem(organisation, project, item) },
  });
  return item;
}

export function deleteProjectItem(
  organisation: Organisation,
  project: Project,
  itemId: number,
  sender: SandboxUser,
): void {
  const item = project.items.get(itemId);
  if (item === undefined) throw notFound();
  project.items.delete(itemId);
  organisation.emit({
    event: 'projects_v2_item',
    action: 'deleted',
    repository: null,
    sender,
    fields: { projects_v2_item: renderWebhookItem(organisation, project, item) },
  });
}

function checkedField(project: Project, fieldId: number, value: ProjectValue): ProjectField {
  const field = project.fields.find(({ id }) => id === fieldId);
  if (field === undefined || !['text', 'number', 'date', 'single_select', 'iteration'].includes(field.type))
    throw invalid('ProjectV2Item', 'fields', 'invalid');
  if (value === null) return field;
  const choices = field.options ?? field.iterations;
  if (choices !== undefined && !choices.some(({ id }) => id === value))
    throw invalid('ProjectV2Item', 'value', 'invalid');
  if ((field.type === 'number') !== (typeof value === 'number')) throw invalid('ProjectV2Item', 'value', 'invalid');
  if (field.type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(String(value)))
    throw invalid('ProjectV2Item', 'value', 'invalid');
  return field;
}

function shown(field: ProjectField, value: ProjectValue): unknown {
  const option = field.options?.find(({ id }) => id === value);
  if (option !== undefined) return { id: option.id, name: option.name, color: option.color, description: '' };
  const iteration = field.iterations?.find(({ id }) => id === value);
  if (iteration !== undefined)
    return {
      id: iteration.id,
      title: iteration.title,
      start_date: iteration.startDate,
      duration: iteration.durationDays,
    };
  return value;
}
