import { type FieldDescription, type FieldOption, SPRINT_FIELD } from '../model/catalogue.ts';
import type { SandboxIssue } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { renderAttachment } from './render-attachment.ts';
import { renderChangelog } from './render-changelog.ts';
import { renderComment } from './render-comment.ts';
import { renderLink } from './render-link.ts';
import { renderIssueSprint, renderVersion } from './render-plan.ts';
import {
  renderComponent,
  renderIssueType,
  renderPriority,
  renderProject,
  renderStatus,
  userOrNull,
} from './render-site.ts';
import { jiraTime } from './time.ts';

export interface IssueView {
  /** As the API takes them: names, `*all`, and names with a dash before them. */
  readonly fields: readonly string[];
  readonly properties?: readonly string[];
  readonly withSchema?: boolean;
  readonly withChangelog?: boolean;
}

/** Searches show an issue's first comments only. */
const SHOWN_COMMENTS = 20;

export function renderIssue(site: Site, issue: SandboxIssue, view: IssueView) {
  const wanted = fieldFilter(view.fields);
  const fields: Record<string, unknown> = {};
  const own = [...site.fields.values()].filter(({ schema }) => schema.custom !== undefined);
  const custom = own.map((field): [string, Render] => [field.id, renderCustom(field)]);
  for (const [name, render] of [...Object.entries(RENDERERS), ...custom]) {
    const value = wanted(name) ? render(site, issue) : undefined;
    if (value !== undefined) fields[name] = value;
  }
  const properties = view.properties ?? [];
  const isAll = properties.includes('*all');
  return {
    expand: 'operations,versionedRepresentations,editmeta,changelog,renderedFields',
    id: String(issue.id),
    self: `${site.url}/rest/api/3/issue/${issue.id}`,
    key: site.keyOf(issue),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(properties.length > 0 && {
      properties: Object.fromEntries(
        Object.entries(issue.properties).filter(([key]) => isAll || properties.includes(key)),
      ),
    }),
    ...(view.withSchema && { schema: schemaOf(site, view.fields) }),
    ...(view.withChangelog && { changelog: renderChangelog(site, issue.id) }),
  };
}

/** The types of the fields that are shown, as `expand=schema` adds them. */
export function schemaOf(site: Site, fields: readonly string[]): Record<string, unknown> {
  const wanted = fieldFilter(fields);
  return Object.fromEntries(
    [...site.fields.values()].filter(({ id }) => wanted(id)).map(({ id, schema }) => [id, schema]),
  );
}

function fieldFilter(fields: readonly string[]): (name: string) => boolean {
  const names = fields.flatMap((field) => field.split(',')).map((name) => name.trim());
  const isAll = names.includes('*all') || names.includes('*navigable');
  return (name) => !names.includes(`-${name}`) && (isAll || names.includes(name));
}

type Render = (site: Site, issue: SandboxIssue) => unknown;

const RENDERERS: Readonly<Record<string, Render>> = {
  summary: (_, { summary }) => summary,
  description: (_, { description }) => description,
  status: (site, { status }) => renderStatus(site, status),
  issuetype: (site, { type }) => renderIssueType(site, type),
  priority: (site, { priority }) => renderPriority(site, priority),
  resolution: (site, { resolvedAt }) =>
    resolvedAt === null
      ? null
      : { self: `${site.url}/rest/api/3/resolution/10000`, id: '10000', description: '', name: 'Done' },
  resolutiondate: (_, { resolvedAt }) => (resolvedAt === null ? null : jiraTime(resolvedAt)),
  assignee: (site, { assigneeId }) => userOrNull(site, assigneeId),
  reporter: (site, { reporterId }) => userOrNull(site, reporterId),
  creator: (site, { creatorId }) => userOrNull(site, creatorId),
  labels: (_, { labels }) => labels,
  duedate: (_, { dueDate }) => dueDate,
  fixVersions: (site, { fixVersionIds }) =>
    fixVersionIds.flatMap((id) => {
      const version = site.versions.get(id);
      return version ? [renderVersion(site, version)] : [];
    }),
  components: (site, { componentIds }) =>
    componentIds.flatMap((id) => {
      const component = site.components.get(id);
      return component ? [renderComponent(site, component)] : [];
    }),
  // Absent where there is none, as Jira has it.
  parent: (site, { parentId }) => {
    const parent = parentId === null ? undefined : site.issue(parentId);
    return parent && { id: String(parent.id), key: site.keyOf(parent), fields: { summary: parent.summary } };
  },
  issuelinks: (site, issue) => site.links.ofIssue(issue.id).flatMap((link) => renderLink(site, link, issue.id) ?? []),
  project: (site, issue) => renderProject(site, site.projectOf(issue), false),
  created: (_, { createdAt }) => jiraTime(createdAt),
  updated: (_, { updatedAt }) => jiraTime(updatedAt),
  attachment: (site, { id }) => site.attachmentsOf(id).map((attachment) => renderAttachment(site, attachment)),
  comment: (site, { id }) => {
    const all = site.comments.ofIssue(id);
    const comments = all.slice(0, SHOWN_COMMENTS).map((comment) => renderComment(site, comment, false));
    return { comments, maxResults: comments.length, total: all.length, startAt: 0 };
  },
};

function renderCustom({ id: name, schema, options }: FieldDescription): Render {
  if (name === SPRINT_FIELD)
    return (site, { sprintIds }) =>
      sprintIds.length === 0 ? null : sprintIds.flatMap((id) => site.sprints.get(id) ?? []).map(renderIssueSprint);
  return (site, { custom }) => {
    const value = custom[name] ?? null;
    if ((schema.items ?? schema.type) === 'user' && Array.isArray(value))
      return value.map((id: string) => userOrNull(site, id));
    if (!options || value === null) return value;
    return Array.isArray(value)
      ? value.map((one) => shownOption(site, options, one))
      : shownOption(site, options, value);
  };
}

function shownOption(site: Site, options: readonly FieldOption[], kept: unknown) {
  const { id } = kept as { readonly id: string };
  const value = options.find((option) => option.id === id)?.value ?? '';
  return { self: `${site.url}/rest/api/3/customFieldOption/${id}`, value, id };
}
