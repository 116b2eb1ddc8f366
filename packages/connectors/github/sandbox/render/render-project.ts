import { nodeId } from '../model/ids.ts';
import type { Organisation } from '../model/organisation.ts';
import type {
  Project,
  ProjectDraft,
  ProjectField,
  ProjectItem,
  ProjectIteration,
  ProjectOption,
} from '../model/projects.ts';
import { isoSeconds } from '../model/time.ts';
import { renderIssue, renderLabel, renderMilestoneOf } from './render-issue.ts';
import { renderPullRequest } from './render-pull-request.ts';
import { renderRepository } from './render-repository.ts';

export function renderProject(organisation: Organisation, project: Project): string {
  return JSON.stringify({
    id: project.id,
    node_id: nodeId('PVT', project.id),
    owner: JSON.parse(organisation.json),
    creator: JSON.parse(organisation.user(project.creatorId).json),
    title: project.title,
    description: project.description,
    public: false,
    closed_at: null,
    created_at: isoSeconds(project.createdAt),
    updated_at: isoSeconds(project.updatedAt),
    number: project.number,
    short_description: null,
    deleted_at: null,
    deleted_by: null,
    state: 'open',
    latest_status_update: null,
    is_template: false,
  });
}

export function renderProjectField(organisation: Organisation, project: Project, field: ProjectField): string {
  return JSON.stringify({
    id: field.id,
    node_id: fieldNodeId(field),
    project_url: projectUrl(organisation, project),
    name: field.name,
    data_type: field.type,
    ...(field.options === undefined ? {} : { options: field.options.map(optionOf) }),
    ...(field.iterations === undefined
      ? {}
      : { configuration: { start_day: 1, duration: 14, iterations: field.iterations.map(iterationOf) } }),
    created_at: isoSeconds(project.createdAt),
    updated_at: isoSeconds(project.createdAt),
  });
}

/** An item with its issue; of its field values those asked for, the title when none are. */
export function renderProjectItem(
  organisation: Organisation,
  project: Project,
  item: ProjectItem,
  fieldIds: readonly number[],
): string {
  const found = organisation.issueById(item.issueId);
  const fields = project.fields.filter(({ id, type }) =>
    fieldIds.length === 0 ? type === 'title' : fieldIds.includes(id),
  );
  const values = fields.map(
    (field) =>
      `{"id":${field.id},"name":${JSON.stringify(field.name)},"data_type":"${field.type}","value":${renderValue(organisation, item, field)}}`,
  );
  const isPull = found?.issue.isPullRequest ?? false;
  const content =
    item.draft !== undefined
      ? renderDraft(organisation, item, item.draft)
      : found === undefined
        ? 'null'
        : isPull
          ? renderPullRequest(organisation, found.repository, found.issue, false)
          : renderIssue(organisation, found.repository, found.issue);
  const project_url = projectUrl(organisation, project);
  return `{"id":${item.id},"node_id":"${nodeId('PVTI', item.id)}","project_url":"${project_url}","content_type":"${contentType(item, isPull)}","content":${content},"creator":${organisation.user(item.creatorId).json},"created_at":"${isoSeconds(item.createdAt)}","updated_at":"${isoSeconds(item.updatedAt)}","archived_at":null,"item_url":"${project_url}/items/${item.id}","fields":[${values.join(',')}]}`;
}

function contentType(item: ProjectItem, isPull: boolean): string {
  return item.draft ? 'DraftIssue' : isPull ? 'PullRequest' : 'Issue';
}

function renderDraft(organisation: Organisation, item: ProjectItem, { id, title, body }: ProjectDraft): string {
  return JSON.stringify({
    id,
    node_id: nodeId('DI', id),
    title,
    body,
    user: JSON.parse(organisation.user(item.creatorId).json),
    created_at: isoSeconds(item.createdAt),
    updated_at: isoSeconds(item.updatedAt),
  });
}

/** The item as webhooks carry it: ids only. */
export function renderWebhookItem(organisation: Organisation, project: Project, item: ProjectItem): string {
  const issue = organisation.issueById(item.issueId)?.issue;
  const isPull = issue?.isPullRequest ?? false;
  return JSON.stringify({
    id: item.id,
    node_id: nodeId('PVTI', item.id),
    project_node_id: nodeId('PVT', project.id),
    content_node_id: item.draft ? nodeId('DI', item.draft.id) : nodeId(isPull ? 'PR' : 'I', item.issueId),
    content_type: contentType(item, isPull),
    creator: JSON.parse(organisation.user(item.creatorId).json),
    created_at: isoSeconds(item.createdAt),
    updated_at: isoSeconds(item.updatedAt),
    archived_at: null,
  });
}

export function fieldNodeId(field: ProjectField): string {
  const prefixes: Partial<Record<ProjectField['type'], string>> = { single_select: 'PVTSSF', iteration: 'PVTIF' };
  return nodeId(prefixes[field.type] ?? 'PVTF', field.id);
}

function renderValue(organisation: Organisation, item: ProjectItem, field: ProjectField): string {
  const found = organisation.issueById(item.issueId);
  const value = item.values.get(field.id) ?? null;
  switch (field.type) {
    case 'title':
      if (item.draft) return JSON.stringify({ ...texts(item.draft.title), is_draft: true });
      return found === undefined
        ? 'null'
        : JSON.stringify({
            ...texts(found.issue.title),
            number: found.issue.number,
            url: `https://github.com/${found.repository.fullName}/issues/${found.issue.number}`,
            issue_id: found.issue.id,
            state: found.issue.state,
            state_reason: found.issue.stateReason,
            is_draft: false,
          });
    case 'assignees':
      return `[${(found?.issue.assigneeIds ?? []).map((id) => organisation.user(id).json).join(',')}]`;
    case 'labels':
      return found === undefined
        ? '[]'
        : `[${found.repository
            .labelsOf(found.issue)
            .map((label) => renderLabel(found.repository, label))
            .join(',')}]`;
    case 'milestone':
      return found === undefined ? 'null' : renderMilestoneOf(organisation, found.repository, found.issue);
    case 'repository':
      return found === undefined ? 'null' : renderRepository(organisation, found.repository);
    case 'text':
      return JSON.stringify(value === null ? null : texts(String(value)));
    case 'number':
    case 'date':
      return JSON.stringify(value);
    case 'single_select': {
      const option = field.options?.find(({ id }) => id === value);
      return JSON.stringify(option === undefined ? null : optionOf(option));
    }
    case 'iteration': {
      const iteration = field.iterations?.find(({ id }) => id === value);
      return JSON.stringify(iteration === undefined ? null : iterationOf(iteration));
    }
  }
}

function optionOf({ id, name, color }: ProjectOption): object {
  return { id, name: texts(name), color, description: texts('') };
}

function iterationOf({ id, title, startDate, durationDays }: ProjectIteration): object {
  return { id, title: texts(title), start_date: startDate, duration: durationDays, completed: false };
}

function texts(raw: string): { readonly raw: string; readonly html: string } {
  return { raw, html: raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') };
}

function projectUrl(organisation: Organisation, project: Project): string {
  return `https://api.github.com/orgs/${organisation.login}/projectsV2/${project.number}`;
}
