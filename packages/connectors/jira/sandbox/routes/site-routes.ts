import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asText } from '../changes/member.ts';
import { createVersion, editVersion, type VersionEdit } from '../changes/plan-changes.ts';
import { Refusal } from '../changes/refusal.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { Site } from '../model/site.ts';
import { renderVersion } from '../render/render-plan.ts';
import { renderComponent, renderProject, renderUser } from '../render/render-site.ts';
import { jiraTime } from '../render/time.ts';
import { bodyOf, params, query, queryList, sendPage } from './reading.ts';

/** Accounts, fields, projects, and what projects are divided into. */
export function siteRoutes(app: FastifyInstance, site: Site): void {
  app.get('/rest/api/3/serverInfo', (_request, reply) =>
    reply.send({
      baseUrl: site.url,
      version: '1001.0.0-SNAPSHOT',
      versionNumbers: [1001, 0, 0],
      deploymentType: 'Cloud',
      buildNumber: 100_300,
      serverTime: jiraTime(site.nowMs()),
      serverTitle: 'Jira',
    }),
  );
  app.get('/rest/api/3/myself', (_request, reply) => reply.send(renderUser(site, site.viewer)));
  app.get('/rest/api/3/field', (_request, reply) =>
    reply.send(
      [...site.fields.values()].map(({ id, name, schema }) => ({
        id,
        key: id,
        name,
        custom: schema.custom !== undefined,
        orderable: true,
        navigable: true,
        searchable: true,
        clauseNames: [schema.customId === undefined ? id : `cf[${schema.customId}]`],
        schema,
      })),
    ),
  );
  app.get('/rest/api/3/users/search', (request, reply) => {
    const startAt = Number(query(request, 'startAt') ?? 0);
    const part = site.users.slice(startAt, startAt + Number(query(request, 'maxResults') ?? 50));
    return reply.send(part.map((user) => renderUser(site, user)));
  });
  app.get('/rest/api/3/user', (request, reply) => {
    const user = site.user(query(request, 'accountId') ?? null);
    if (!user) throw new Refusal(404, 'Specified user does not exist or you do not have required permissions');
    return reply.send(renderUser(site, user));
  });

  app.get('/rest/api/3/project/search', (request, reply) => {
    const keys = queryList(request, 'keys');
    const found = site.projects.filter(({ facts }) => keys.length === 0 || keys.includes(facts.key));
    return sendPage(
      site,
      request,
      reply,
      found.map((project) => renderProject(site, project)),
      100,
    );
  });
  app.get('/rest/api/3/project/:project', (request, reply) =>
    reply.send(renderProject(site, projectOfPath(site, request))),
  );
  app.get('/rest/api/3/project/:project/version', (request, reply) => {
    const { index } = projectOfPath(site, request).facts;
    const found = [...site.versions.values()].filter((version) => version.projectIndex === index);
    return sendPage(
      site,
      request,
      reply,
      found.map((version) => renderVersion(site, version)),
      50,
    );
  });
  app.get('/rest/api/3/project/:project/component', (request, reply) => {
    const { index } = projectOfPath(site, request).facts;
    const found = [...site.components.values()].filter((component) => component.projectIndex === index);
    // Only in this list does Jira count the issues.
    return sendPage(
      site,
      request,
      reply,
      found.map((one) => ({ ...renderComponent(site, one), issueCount: 0 })),
      50,
    );
  });
  app.get('/rest/api/3/component/:id', (request, reply) => {
    const component = site.components.get(Number(params(request)['id']));
    if (!component) throw new Refusal(404, `The component with id ${params(request)['id']} does not exist.`);
    return reply.send(renderComponent(site, component));
  });
  app.get('/rest/api/3/version/:id', (request, reply) => {
    const version = site.versions.get(Number(params(request)['id']));
    if (!version) throw new Refusal(404, `Could not find version for id '${params(request)['id']}'`);
    return reply.send(renderVersion(site, version));
  });
  app.post('/rest/api/3/version', (request, reply) => {
    const body = bodyOf(request);
    const project = site.project(String(body['projectId']));
    if (!project) throw new Refusal(404, `No project could be found with id '${String(body['projectId'])}'.`);
    return reply.code(201).send(renderVersion(site, createVersion(site, project.facts.index, versionEdit(body))));
  });
  app.put('/rest/api/3/version/:id', (request, reply) =>
    reply.send(renderVersion(site, editVersion(site, Number(params(request)['id']), versionEdit(bodyOf(request))))),
  );
}

function projectOfPath(site: Site, request: FastifyRequest): ProjectStore {
  const name = params(request)['project'] ?? '';
  const project = site.project(name);
  if (!project) throw new Refusal(404, `No project could be found with key '${name}'.`);
  return project;
}

function versionEdit(body: Readonly<Record<string, unknown>>): VersionEdit {
  const names = ['name', 'description', 'released', 'archived', 'startDate', 'releaseDate'] as const;
  const edit = Object.fromEntries(names.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]));
  for (const name of ['startDate', 'releaseDate'])
    if (edit[name] != null && !/^\d{4}-\d\d-\d\d$/.test(asText(edit[name])))
      throw new Refusal(400, null, { [name]: 'The date must be of the form yyyy-MM-dd.' });
  if (edit['description'] === '') edit['description'] = null;
  return edit as VersionEdit;
}
