import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createIssue, deleteIssue, editIssue } from '../changes/issue-changes.ts';
import { addLink } from '../changes/link-changes.ts';
import { notFound } from '../changes/refusal.ts';
import type { Instance } from '../model/instance.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { SandboxIssue } from '../model/records.ts';
import { renderIssue, renderLink } from '../render/render-issue.ts';
import { bodyOf, issueOf, param, projectOf, query, queryList, queryTime, sendList } from './reading.ts';

const AT = '/api/v4/projects/:id/issues';

export function issueRoutes(app: FastifyInstance, instance: Instance): void {
  const render = (issue: SandboxIssue) => renderIssue(instance, issue);

  app.get(AT, (request, reply) => {
    const project = projectOf(instance, request);
    const withLabels = query(request, 'with_labels_details') === 'true';
    return sendList(instance, request, reply, listed(project, request), (iid) =>
      renderIssue(instance, project.issue(iid) as SandboxIssue, withLabels),
    );
  });
  app.get(`${AT}/:iid`, (request, reply) => reply.send(render(issueOf(instance, request))));
  app.post(AT, (request, reply) =>
    reply.code(201).send(render(createIssue(instance, projectOf(instance, request), bodyOf(request), instance.viewer))),
  );
  app.put(`${AT}/:iid`, (request, reply) =>
    reply.send(render(editIssue(instance, issueOf(instance, request), bodyOf(request), instance.viewer))),
  );
  app.delete(`${AT}/:iid`, (request, reply) => {
    deleteIssue(instance, issueOf(instance, request));
    return reply.code(204).send();
  });

  app.get(`${AT}/:iid/links`, (request, reply) => {
    const issue = issueOf(instance, request);
    return reply.send(instance.linksOf(issue.id).flatMap((link) => renderLink(instance, link, issue)));
  });
  app.post(`${AT}/:iid/links`, (request, reply) => {
    const issue = issueOf(instance, request);
    const link = addLink(instance, issue, bodyOf(request));
    const target = instance.issueById(link.targetId) as SandboxIssue;
    const source = instance.issueById(link.sourceId) as SandboxIssue;
    return reply.code(201).send({ source_issue: render(source), target_issue: render(target), link_type: link.type });
  });
  app.delete(`${AT}/:iid/links/:link`, (request, reply) => {
    const issue = issueOf(instance, request);
    const link = instance.linksOf(issue.id).find(({ id }) => id === Number(param(request, 'link')));
    if (!link) throw notFound('Issue Link');
    instance.links.delete(link.id);
    return reply.send(renderLink(instance, link, issue)[0] ?? {});
  });
}

/** Numbers of the issues that a query asks for, in its order. Bounds take in the times they name. */
function listed(project: ProjectStore, request: FastifyRequest): readonly number[] {
  const order = query(request, 'order_by') === 'updated_at' ? 'updated_at' : 'created_at';
  let numbers: readonly number[] = project.listed(order);
  const iids = queryList(request, 'iids').map(Number);
  if (iids.length > 0) numbers = numbers.filter((iid) => iids.includes(iid));
  for (const [name, key, isAfter] of BOUNDS) {
    const bound = queryTime(request, name);
    if (bound === null) continue;
    numbers = numbers.filter((iid) => (isAfter ? project.times(iid)[key] >= bound : project.times(iid)[key] <= bound));
  }
  const state = query(request, 'state');
  if (state === 'opened' || state === 'closed') numbers = numbers.filter((iid) => project.issue(iid)?.state === state);
  return query(request, 'sort') === 'asc' ? numbers : [...numbers].reverse();
}

const BOUNDS = [
  ['created_after', 'createdAt', true],
  ['created_before', 'createdAt', false],
  ['updated_after', 'updatedAt', true],
  ['updated_before', 'updatedAt', false],
] as const;
