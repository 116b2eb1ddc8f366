import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createLabel, editLabel } from '../changes/label-changes.ts';
import { createMilestone, deleteMilestone, editMilestone } from '../changes/milestone-changes.ts';
import { notFound } from '../changes/refusal.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxLabel, SandboxMilestone } from '../model/records.ts';
import { renderGroup, renderLabel, renderMilestone, renderProject } from '../render/render-place.ts';
import { renderMember, renderProfile } from '../render/render-user.ts';
import { bodyOf, groupOf, param, placeOf, projectOf, query, sendList } from './reading.ts';

/** Users, groups, projects, and what groups and projects have alike. */
export function placeRoutes(app: FastifyInstance, instance: Instance): void {
  app.get('/api/v4/user', (_request, reply) => reply.send(renderProfile(instance, instance.viewer)));
  app.get('/api/v4/users/:id', (request, reply) => {
    const user = instance.user(Number(param(request, 'id')));
    if (!user) throw notFound('User');
    return reply.send(renderProfile(instance, user));
  });
  // Who asks is a member of all there is.
  app.get('/api/v4/groups', (request, reply) =>
    sendList(instance, request, reply, instance.groups, (group) => renderGroup(instance, group)),
  );
  app.get('/api/v4/projects', (request, reply) =>
    sendList(instance, request, reply, instance.projects, (project) => renderProject(instance, project)),
  );
  app.get('/api/v4/groups/:id', (request, reply) => reply.send(renderGroup(instance, groupOf(instance, request))));
  app.get('/api/v4/groups/:id/descendant_groups', (request, reply) => {
    const { path } = groupOf(instance, request);
    const below = instance.groups.filter((group) => group.path.startsWith(`${path}/`));
    return sendList(instance, request, reply, below, (group) => renderGroup(instance, group));
  });
  app.get('/api/v4/groups/:id/projects', (request, reply) => {
    const { path } = groupOf(instance, request);
    const withSubgroups = query(request, 'include_subgroups') === 'true';
    const projects = instance.projects.filter(({ place }) => {
      const rest = place.path.startsWith(`${path}/`) ? place.path.slice(path.length + 1) : null;
      return rest !== null && (withSubgroups || !rest.includes('/'));
    });
    return sendList(instance, request, reply, projects, (project) => renderProject(instance, project));
  });
  app.get('/api/v4/projects/:id', (request, reply) =>
    reply.send(renderProject(instance, projectOf(instance, request))),
  );
  for (const kind of ['groups', 'projects']) {
    const at = `/api/v4/${kind}/:id`;
    app.get(`${at}/members/all`, (request, reply) => {
      placeOf(instance, request);
      return sendList(instance, request, reply, instance.users, (user) => renderMember(instance, user));
    });
    labelRoutes(app, instance, at);
    milestoneRoutes(app, instance, at);
  }
}

function labelRoutes(app: FastifyInstance, instance: Instance, at: string): void {
  const labelOf = (request: FastifyRequest): SandboxLabel => {
    const term = param(request, 'label');
    const label = instance
      .labelsOf(placeOf(instance, request))
      .find(({ id, name }) => String(id) === term || name === term);
    if (!label) throw notFound('Label');
    return label;
  };
  app.get(`${at}/labels`, (request, reply) => {
    const place = placeOf(instance, request);
    const above =
      query(request, 'include_ancestor_groups') === 'false'
        ? []
        : instance.groups.filter(
            ({ path, kind, id }) => place.path.startsWith(`${path}/`) && !(kind === place.kind && id === place.id),
          );
    const labels = [place, ...above].flatMap((one) => instance.labelsOf(one));
    return sendList(instance, request, reply, labels, renderLabel);
  });
  app.get(`${at}/labels/:label`, (request, reply) => reply.send(renderLabel(labelOf(request))));
  app.post(`${at}/labels`, (request, reply) =>
    reply.code(201).send(renderLabel(createLabel(instance, placeOf(instance, request), bodyOf(request)))),
  );
  app.put(`${at}/labels/:label`, (request, reply) =>
    reply.send(renderLabel(editLabel(instance, labelOf(request), bodyOf(request)))),
  );
  app.delete(`${at}/labels/:label`, (request, reply) => {
    instance.labels.delete(labelOf(request).id);
    return reply.code(204).send();
  });
}

function milestoneRoutes(app: FastifyInstance, instance: Instance, at: string): void {
  const render = (milestone: SandboxMilestone) => renderMilestone(instance, milestone);
  const milestoneOf = (request: FastifyRequest): SandboxMilestone => {
    const id = Number(param(request, 'milestone'));
    const milestone = instance.milestonesOf(placeOf(instance, request)).find((one) => one.id === id);
    if (!milestone) throw notFound('Milestone');
    return milestone;
  };
  app.get(`${at}/milestones`, (request, reply) =>
    sendList(instance, request, reply, instance.milestonesOf(placeOf(instance, request)).reverse(), render),
  );
  app.get(`${at}/milestones/:milestone`, (request, reply) => reply.send(render(milestoneOf(request))));
  app.post(`${at}/milestones`, (request, reply) =>
    reply.code(201).send(render(createMilestone(instance, placeOf(instance, request), bodyOf(request)))),
  );
  app.put(`${at}/milestones/:milestone`, (request, reply) =>
    reply.send(render(editMilestone(instance, milestoneOf(request), bodyOf(request)))),
  );
  app.delete(`${at}/milestones/:milestone`, (request, reply) => {
    deleteMilestone(instance, milestoneOf(request));
    return reply.code(204).send();
  });
}
