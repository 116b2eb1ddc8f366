import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createIssue, deleteIssue, editIssue, type IssueInput, moveIssue } from '../changes/issue-changes.ts';
import { Refusal } from '../changes/refusal.ts';
import { STATUSES } from '../model/catalogue.ts';
import type { SandboxIssue } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { renderIssue } from '../render/render-issue.ts';
import { renderStatus } from '../render/render-site.ts';
import { bodyOf, issueOfPath, params, query, queryList } from './reading.ts';

const BULK = 50;

export function issueRoutes(app: FastifyInstance, site: Site): void {
  const by = () => site.viewer;

  app.get('/rest/api/3/issue/:issue', (request, reply) => {
    const fields = queryList(request, 'fields');
    const expand = (query(request, 'expand') ?? '').split(',');
    return reply.send(
      renderIssue(site, issueOfPath(site, request), {
        fields: fields.length === 0 ? ['*all'] : fields,
        properties: queryList(request, 'properties').flatMap((names) => names.split(',')),
        withSchema: expand.includes('schema'),
        withChangelog: expand.includes('changelog'),
      }),
    );
  });
  app.post('/rest/api/3/issue', (request, reply) =>
    reply.code(201).send(created(site, createIssue(site, bodyOf(request) as IssueInput, by()))),
  );
  app.post('/rest/api/3/issue/bulk', (request, reply) => {
    const updates = bodyOf(request)['issueUpdates'];
    if (!Array.isArray(updates) || updates.length === 0 || updates.length > BULK)
      throw new Refusal(400, `The number of issues must be between 1 and ${BULK}.`);
    const issues: unknown[] = [];
    const errors: unknown[] = [];
    for (const [i, update] of updates.entries()) {
      try {
        issues.push(created(site, createIssue(site, update as IssueInput, by())));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        errors.push({ status: error.status, elementErrors: error.body, failedElementNumber: i });
      }
    }
    return reply.code(issues.length === 0 ? 400 : 201).send({ issues, errors });
  });
  app.put('/rest/api/3/issue/:issue', (request, reply) => {
    editIssue(site, issueOfPath(site, request), bodyOf(request) as IssueInput, by());
    return reply.code(204).send();
  });
  app.delete('/rest/api/3/issue/:issue', (request, reply) => {
    deleteIssue(site, issueOfPath(site, request), by());
    return reply.code(204).send();
  });

  app.get('/rest/api/3/issue/:issue/transitions', (request, reply) =>
    reply.send({ expand: 'transitions', transitions: transitionsOf(site, issueOfPath(site, request)) }),
  );
  app.post('/rest/api/3/issue/:issue/transitions', (request, reply) => {
    const issue = issueOfPath(site, request);
    const { id } = (bodyOf(request)['transition'] ?? {}) as { id?: unknown };
    const transition = transitionsOf(site, issue).find((candidate) => candidate.id === String(id));
    if (!transition) throw new Refusal(400, `Transition id '${String(id)}' is not valid for this issue.`);
    moveIssue(site, issue, transition.to.name, by());
    return reply.code(204).send();
  });

  app.get('/rest/api/3/issue/:issue/properties/:key', (request, reply) => {
    const { key, value } = propertyOf(site, request);
    if (value === undefined) throw new Refusal(404, `The property '${key}' does not exist.`);
    return reply.send({ key, value });
  });
  app.put('/rest/api/3/issue/:issue/properties/:key', (request, reply) => {
    const { issue, key, value } = propertyOf(site, request);
    editIssue(site, issue, { properties: [{ key, value: request.body }] }, by());
    return reply.code(value === undefined ? 201 : 200).send(null);
  });
}

function created(site: Site, issue: SandboxIssue) {
  return { id: String(issue.id), key: site.keyOf(issue), self: `${site.url}/rest/api/3/issue/${issue.id}` };
}

/** A transition for each status that the workflow leads to. */
function transitionsOf(site: Site, issue: SandboxIssue) {
  return (site.workflow[issue.status] ?? []).map((name) => ({
    id: String(11 + 10 * STATUSES.findIndex((status) => status.name === name)),
    name,
    to: renderStatus(site, name),
    hasScreen: false,
    isGlobal: true,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    looped: false,
  }));
}

function propertyOf(site: Site, request: FastifyRequest) {
  const issue = issueOfPath(site, request);
  const key = params(request)['key'] ?? '';
  return { issue, key, value: issue.properties[key] };
}
