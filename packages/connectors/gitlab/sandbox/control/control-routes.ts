import { sandboxControlRoutes } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { GitLabSandboxControl } from './control.ts';
import type { IssueEdit } from './edits.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: GitLabSandboxControl): void {
  sandboxControlRoutes(app, control, (message) => new Refusal(400, message));

  app.get('/_sandbox/projects', (_request, reply) =>
    reply.send(control.projects().map((path) => ({ path, scope: control.scopeOf(path) }))),
  );
  app.get('/_sandbox/issues/:project', (request, reply) => reply.send([...control.issues(projectOf(request))]));
  app.post('/_sandbox/issues/:project', (request, reply) =>
    reply.code(201).send(control.createIssue(projectOf(request), request.body as IssueEdit & { title: string })),
  );
  app.patch('/_sandbox/issues/:project/:iid', (request, reply) =>
    reply.send(control.editIssue(projectOf(request), iidOf(request), request.body as IssueEdit)),
  );
  app.delete('/_sandbox/issues/:project/:iid', (request, reply) => {
    control.deleteIssue(projectOf(request), iidOf(request));
    return reply.code(204).send();
  });
  app.post('/_sandbox/issues/:project/:iid/comments', (request, reply) =>
    reply
      .code(201)
      .send(control.createComment(projectOf(request), iidOf(request), (request.body as { body: string }).body)),
  );
}

/** `acme%2Fapi` */
function projectOf(request: FastifyRequest): string {
  return (request.params as { project?: string }).project ?? '';
}

function iidOf(request: FastifyRequest): number {
  return Number((request.params as { iid?: string }).iid);
}
