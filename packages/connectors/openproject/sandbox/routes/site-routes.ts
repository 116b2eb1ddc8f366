import type { FastifyInstance } from 'fastify';
import { linkedIdOf } from '../changes/body.ts';
import { invalid, notFound, Refusal } from '../changes/refusal.ts';
import { createVersion, deleteVersion, editVersion } from '../changes/version-changes.ts';
import { categoriesOf, PRIORITIES, STATUSES, TYPES } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxVersion } from '../model/records.ts';
import { renderCategory, renderPriority, renderStatus, renderType } from '../render/render-catalogue.ts';
import { renderPrincipal, resourceOf } from '../render/render-principal.ts';
import { renderProject, renderVersion } from '../render/render-project.ts';
import { filtersOf, sortingOf } from './filters.ts';
import { bodyOf, param, projectOfPath, sendAll, sendPage } from './reading.ts';

/** People, names to choose from, projects, and what projects are divided into. */
export function siteRoutes(app: FastifyInstance, instance: Instance): void {
  app.get('/api/v3/users', (request, reply) => {
    if (!instance.viewer.admin)
      throw new Refusal(403, {
        identifier: 'MissingPermission',
        message: 'You are not authorized to access this resource.',
      });
    const found = instance.principals.filter(({ type }) => type === 'User');
    const sorted = sortingOf(request, ['id', 'name', 'status'])[0]?.descending ? [...found].reverse() : found;
    return sendPage(instance, request, reply, sorted, (one) => renderPrincipal(instance, one));
  });
  for (const resource of ['users', 'groups'])
    app.get(`/api/v3/${resource}/:id`, (request, reply) => {
      const id = param(request);
      const principal = id === 'me' ? instance.viewer : instance.principal(Number(id));
      if (!principal || resourceOf(principal) !== resource) throw notFound();
      return reply.send(renderPrincipal(instance, principal));
    });
  app.get('/api/v3/principals', (request, reply) => {
    const wanted = (filtersOf(request) ?? []).find(({ name }) => name === 'type')?.values;
    const found = instance.principals.filter(({ type }) => wanted === undefined || wanted.includes(type));
    return sendAll(
      reply,
      '/principals',
      found.map((one) => renderPrincipal(instance, one)),
    );
  });

  app.get('/api/v3/statuses', (_request, reply) => sendAll(reply, '/statuses', STATUSES.map(renderStatus)));
  app.get('/api/v3/priorities', (_request, reply) => sendAll(reply, '/priorities', PRIORITIES.map(renderPriority)));
  app.get('/api/v3/types', (_request, reply) => sendAll(reply, '/types', TYPES.map(renderType)));

  app.get('/api/v3/projects', (request, reply) => {
    const found = [...instance.projects.values()].filter(({ active }) => active || instance.viewer.admin);
    if (sortingOf(request, ['id', 'name'])[0]?.descending) found.reverse();
    return sendPage(instance, request, reply, found, (one) => renderProject(instance, one), { representations: [] });
  });
  app.get('/api/v3/projects/:id', (request, reply) =>
    reply.send(renderProject(instance, projectOfPath(instance, request))),
  );
  app.get('/api/v3/projects/:id/types', (request, reply) =>
    sendAll(reply, `/projects/${projectOfPath(instance, request).id}/types`, TYPES.map(renderType)),
  );
  app.get('/api/v3/projects/:id/categories', (request, reply) => {
    const { id } = projectOfPath(instance, request);
    const elements = categoriesOf(id).map((category) => renderCategory(id, category));
    return sendAll(reply, `/projects/${id}/categories`, elements);
  });
  // With those that others share.
  app.get('/api/v3/projects/:id/versions', (request, reply) => {
    const { id } = projectOfPath(instance, request);
    const found = [...instance.versions.values()].filter(
      ({ projectId, sharing }) => projectId === id || sharing === 'system',
    );
    return sendAll(
      reply,
      `/projects/${id}/versions`,
      found.map((version) => renderVersion(instance, version)),
    );
  });

  app.post('/api/v3/versions', (request, reply) => {
    const body = bodyOf(request);
    const links = (body['_links'] ?? {}) as Readonly<Record<string, unknown>>;
    const id = linkedIdOf(links['definingProject'] ?? { href: null }, ['projects'], 'definingProject');
    const project = instance.projects.get(id ?? 0);
    if (!project) throw new Refusal(422, invalid('project', "Project can't be blank."));
    return reply.code(201).send(renderVersion(instance, createVersion(instance, project, body)));
  });
  app.get('/api/v3/versions/:id', (request, reply) => reply.send(renderVersion(instance, versionOf(param(request)))));
  app.patch('/api/v3/versions/:id', (request, reply) =>
    reply.send(renderVersion(instance, editVersion(instance, versionOf(param(request)), bodyOf(request)))),
  );
  app.delete('/api/v3/versions/:id', (request, reply) => {
    deleteVersion(instance, versionOf(param(request)));
    return reply.code(204).send();
  });

  function versionOf(id: string): SandboxVersion {
    const version = instance.versions.get(Number(id));
    if (!version) throw notFound();
    return version;
  }
}
