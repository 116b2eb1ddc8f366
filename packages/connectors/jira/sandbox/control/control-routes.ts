import { sandboxControlRoutes } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { JiraSandboxControl } from './control.ts';
import type { IssueEdit } from './edits.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: JiraSandboxControl): void {
  sandboxControlRoutes(app, control, (message) => new Refusal(400, message));

  app.post('/_sandbox/search-lag', (request, reply) => {
    control.setSearchLag((request.body as { ms: number }).ms);
    return reply.code(204).send();
  });
  app.post('/_sandbox/workflow', (request, reply) => {
    control.setWorkflow(request.body as Record<string, string[]>);
    return reply.code(204).send();
  });

  app.get('/_sandbox/projects', (_request, reply) =>
    reply.send(control.projects().map((key) => ({ id: control.projectId(key), key, issues: control.issueCount(key) }))),
  );
  app.get('/_sandbox/issues/:key', (request, reply) => reply.send([...control.issues(keyOf(request))]));
  app.post('/_sandbox/issues/:key', (request, reply) =>
    reply.code(201).send(control.createIssue(keyOf(request), request.body as IssueEdit & { summary: string })),
  );
  app.patch('/_sandbox/issues/:key', (request, reply) =>
    reply.send(control.editIssue(keyOf(request), request.body as IssueEdit)),
  );
  app.delete('/_sandbox/issues/:key', (request, reply) => {
    control.deleteIssue(keyOf(request));
    return reply.code(204).send();
  });
  app.post('/_sandbox/issues/:key/comments', (request, reply) =>
    reply.code(201).send(control.createComment(keyOf(request), (request.body as { body: string }).body)),
  );
}

/** A project's key, or an issue's id or key. */
function keyOf(request: FastifyRequest): string {
  return (request.params as { key?: string }).key ?? '';
}
