import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addProjectDraft, addProjectItem, deleteProjectItem, editProjectItem } from '../changes/project-changes.ts';
import { invalid, notFound } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import type { Project, ProjectItem, ProjectValue } from '../model/projects.ts';
import { renderProject, renderProjectField, renderProjectItem } from '../render/render-project.ts';
import { bodyOf, checkOrganisation, numberParam, textField } from './lookup.ts';
import { link, perPageOf, queryOf, sendJson, sendList } from './paging.ts';

export function projectRoutes(app: FastifyInstance, organisation: Organisation): void {
  const base = '/orgs/:org/projectsV2';

  app.get(base, (request, reply) => {
    checkOrganisation(organisation, request);
    return sendList(
      reply,
      cursorSlice(request, reply, organisation.projects).map((project) => renderProject(organisation, project)),
    );
  });
  app.get(`${base}/:project`, (request, reply) =>
    sendJson(reply, renderProject(organisation, projectOf(organisation, request))),
  );
  app.get(`${base}/:project/fields`, (request, reply) => {
    const project = projectOf(organisation, request);
    return sendList(
      reply,
      cursorSlice(request, reply, project.fields).map((field) => renderProjectField(organisation, project, field)),
    );
  });
  app.get(`${base}/:project/items`, (request, reply) => {
    const project = projectOf(organisation, request);
    const items = cursorSlice(request, reply, [...project.items.values()]);
    return sendList(
      reply,
      items.map((item) => renderProjectItem(organisation, project, item, fieldsAsked(request))),
    );
  });
  app.post(`${base}/:project/items`, (request, reply) => {
    const project = projectOf(organisation, request);
    const { id, type } = bodyOf(request);
    if (type !== 'Issue' && type !== 'PullRequest') throw invalid('ProjectV2Item', 'type', 'invalid');
    if (typeof id !== 'number') throw invalid('ProjectV2Item', 'id', 'missing_field');
    const item = addProjectItem(organisation, project, id, organisation.viewer);
    return sendJson(reply, renderProjectItem(organisation, project, item, []), 201);
  });
  app.post(`${base}/:project/drafts`, (request, reply) => {
    const project = projectOf(organisation, request);
    const body = bodyOf(request);
    const text = typeof body['body'] === 'string' ? body['body'] : '';
    const draft = { title: textField(body, 'DraftIssue', 'title'), body: text };
    const item = addProjectDraft(organisation, project, draft, organisation.viewer);
    return sendJson(reply, renderProjectItem(organisation, project, item, []), 201);
  });
  app.get(`${base}/:project/items/:item`, (request, reply) => {
    const project = projectOf(organisation, request);
    return sendJson(reply, renderProjectItem(organisation, project, itemOf(project, request), fieldsAsked(request)));
  });
  app.patch(`${base}/:project/items/:item`, (request, reply) => {
    const project = projectOf(organisation, request);
    const changes = changesOf(bodyOf(request)['fields']);
    const item = editProjectItem(organisation, project, numberParam(request, 'item'), changes, organisation.viewer);
    return sendJson(reply, renderProjectItem(organisation, project, item, [...changes.keys()]));
  });
  app.delete(`${base}/:project/items/:item`, (request, reply) => {
    deleteProjectItem(
      organisation,
      projectOf(organisation, request),
      numberParam(request, 'item'),
      organisation.viewer,
    );
    return reply.code(204).send();
  });
}

function projectOf(organisation: Organisation, request: FastifyRequest): Project {
  checkOrganisation(organisation, request);
  const number = numberParam(request, 'project');
  const project = organisation.projects.find((candidate) => candidate.number === number);
  if (project === undefined) throw notFound();
  return project;
}

function itemOf(project: Project, request: FastifyRequest): ProjectItem {
  const item = project.items.get(numberParam(request, 'item'));
  if (item === undefined) throw notFound();
  return item;
}

/** `fields=1,2` or `fields[]=1&fields[]=2`. */
function fieldsAsked(request: FastifyRequest): number[] {
  const query = request.query as Record<string, string | string[] | undefined>;
  return [query['fields'] ?? [], query['fields[]'] ?? []]
    .flat()
    .flatMap((text) => text.split(','))
    .map(Number)
    .filter(Number.isInteger);
}

function changesOf(fields: unknown): Map<number, ProjectValue> {
  if (!Array.isArray(fields) || fields.length === 0) throw invalid('ProjectV2Item', 'fields', 'missing_field');
  return new Map(
    fields.map((entry: unknown) => {
      const { id, value } = (typeof entry === 'object' && entry !== null ? entry : {}) as {
        id?: unknown;
        value?: unknown;
      };
      if (typeof id !== 'number' || !(value === null || typeof value === 'string' || typeof value === 'number'))
        throw invalid('ProjectV2Item', 'fields', 'invalid');
      return [id, value] as const;
    }),
  );
}

/** Paging by `before` and `after` with nothing but next and prev in the Link header. Cursors hold ids, so deletes don't shift them. */
function cursorSlice<T extends { readonly id: number }>(
  request: FastifyRequest,
  reply: FastifyReply,
  items: readonly T[],
): T[] {
  const { after, before } = queryOf(request);
  const perPage = perPageOf(request);
  let start = after === undefined ? 0 : items.findIndex(({ id }) => id > decode(after));
  if (start === -1) start = items.length;
  if (before !== undefined) start = Math.max(0, items.filter(({ id }) => id < decode(before)).length - perPage);
  const part = items.slice(start, start + perPage);
  const first = part[0];
  const last = part.at(-1);
  const links: string[] = [];
  if (last !== undefined && start + part.length < items.length)
    links.push(link(request, { before: null, after: encode(last.id) }, 'next'));
  if (first !== undefined && start > 0) links.push(link(request, { after: null, before: encode(first.id) }, 'prev'));
  if (links.length > 0) reply.header('link', links.join(', '));
  return part;
}

function encode(id: number): string {
  return Buffer.from(`V2:${id}`).toString('base64url');
}

function decode(cursor: string): number {
  const id = Number(Buffer.from(cursor, 'base64url').toString().replace('V2:', ''));
  if (!Number.isInteger(id)) throw invalid('ProjectV2Item', 'after', 'invalid');
  return id;
}
