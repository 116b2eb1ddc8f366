import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { linkedIdOf } from '../changes/body.ts';
import { badQuery, notFound, Refusal } from '../changes/refusal.ts';
import { addRelation } from '../changes/relation-changes.ts';
import { createWorkPackage, deleteWorkPackage, editWorkPackage, stale } from '../changes/work-package-changes.ts';
import { TYPES } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxProject } from '../model/records.ts';
import { renderRelation } from '../render/render-relation.ts';
import { renderForm, renderSchema } from '../render/render-schema.ts';
import { renderWorkPackage } from '../render/render-work-package.ts';
import { filtersOf, sortingOf } from './filters.ts';
import { bodyOf, param, projectOfPath, sendAll, sendPage, workPackageOfPath } from './reading.ts';
import { WorkPackageLists } from './work-package-list.ts';

export function workPackageRoutes(app: FastifyInstance, instance: Instance): void {
  const lists = new WorkPackageLists(instance);
  const by = () => instance.viewer.id;

  app.get('/api/v3/work_packages', (request, reply) =>
    sendPage(instance, request, reply, lists.read(request, null), (one) => renderWorkPackage(instance, one)),
  );
  // With those of its subprojects.
  app.get('/api/v3/projects/:id/work_packages', (request, reply) => {
    const project = projectOfPath(instance, request);
    const below = [...instance.projects.values()].filter(({ parentId }) => parentId === project.id);
    const found = lists.read(
      request,
      [project, ...below].map(({ id }) => id),
    );
    return sendPage(instance, request, reply, found, (one) => renderWorkPackage(instance, one));
  });
  app.post('/api/v3/projects/:id/work_packages', (request, reply) =>
    create(projectOfPath(instance, request), request, reply),
  );
  app.post('/api/v3/work_packages', (request, reply) => {
    const links = bodyOf(request)['_links'] as Readonly<Record<string, unknown>> | undefined;
    const project = instance.projects.get(
      linkedIdOf(links?.['project'] ?? { href: null }, ['projects'], 'project') ?? 0,
    );
    if (!project)
      throw new Refusal(422, {
        identifier: 'PropertyConstraintViolation',
        message: "Project can't be blank.",
        attribute: 'project',
      });
    return create(project, request, reply);
  });
  function create(project: SandboxProject, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const made = createWorkPackage(instance, project, bodyOf(request), by());
    return reply.code(201).send(renderWorkPackage(instance, made));
  }

  app.get('/api/v3/work_packages/schemas', (request, reply) => {
    const wanted = (filtersOf(request) ?? []).find(({ name }) => name === 'id');
    if (!wanted) throw badQuery('The filters query parameter is missing.');
    const schemas = wanted.values.flatMap((id) => schemaOf(id) ?? []);
    return sendAll(reply, '/work_packages/schemas', schemas);
  });
  app.get('/api/v3/work_packages/schemas/:schema', (request, reply) => {
    const schema = schemaOf(param(request, 'schema'));
    if (!schema) throw notFound();
    return reply.send(schema);
  });
  function schemaOf(id: string) {
    const [, project, type] = /^(\d+)-(\d+)$/.exec(id) ?? [];
    if (!instance.projects.has(Number(project)) || !TYPES.some((one) => one.id === Number(type))) return null;
    return renderSchema(instance, Number(project), Number(type));
  }
  app.get('/api/v3/work_packages/:id', (request, reply) =>
    reply.send(renderWorkPackage(instance, workPackageOfPath(instance, request))),
  );
  app.patch('/api/v3/work_packages/:id', (request, reply) => {
    const edited = editWorkPackage(instance, workPackageOfPath(instance, request), bodyOf(request), by());
    return reply.send(renderWorkPackage(instance, edited));
  });
  app.delete('/api/v3/work_packages/:id', (request, reply) => {
    deleteWorkPackage(instance, workPackageOfPath(instance, request));
    return reply.code(204).send();
  });
  app.post('/api/v3/work_packages/:id/form', (request, reply) => {
    const workPackage = workPackageOfPath(instance, request);
    if (bodyOf(request)['lockVersion'] !== workPackage.lockVersion) throw stale();
    return reply.send(renderForm(instance, workPackage));
  });

  app.post('/api/v3/work_packages/:id/relations', (request, reply) => {
    const from = workPackageOfPath(instance, request);
    const body = bodyOf(request);
    const links = (body['_links'] ?? {}) as Readonly<Record<string, unknown>>;
    const to = linkedIdOf(links['to'] ?? { href: null }, ['work_packages'], 'to') ?? 0;
    const relation = addRelation(instance, String(body['type'] as string), from.id, to);
    return reply.code(201).send(renderRelation(instance, relation));
  });
  app.get('/api/v3/relations', (request, reply) => {
    sortingOf(request, ['id', 'type', 'to', 'from']);
    const filters = filtersOf(request) ?? [];
    const involved = filters.find(({ name }) => name === 'involved')?.values.map(Number);
    const ids = involved && new Set(involved);
    const found = [...instance.relations.values()].filter(
      ({ fromId, toId }) => ids === undefined || ids.has(fromId) || ids.has(toId),
    );
    return sendPage(instance, request, reply, found, (one) => renderRelation(instance, one));
  });
  app.delete('/api/v3/relations/:id', (request, reply) => {
    if (!instance.relations.delete(Number(param(request)))) throw notFound();
    return reply.code(204).send();
  });
}
