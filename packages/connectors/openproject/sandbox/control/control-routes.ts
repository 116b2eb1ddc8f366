import { sandboxControlRoutes } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { OpenProjectSandboxControl } from './control.ts';
import type { WorkPackageEdit } from './edits.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: OpenProjectSandboxControl): void {
  sandboxControlRoutes(app, control, (message) => new Refusal(400, { identifier: 'InvalidRequestBody', message }));

  // What an administrator does in the browser: the API has no calls for webhooks.
  app.get('/_sandbox/hooks', (_request, reply) => reply.send(control.hooks.list()));
  app.post('/_sandbox/hooks', (request, reply) =>
    reply.code(201).send(control.hooks.add(request.body as Parameters<typeof control.hooks.add>[0])),
  );
  app.post('/_sandbox/workflow', (request, reply) => {
    control.setWorkflow(request.body as Record<string, string[]>);
    return reply.code(204).send();
  });

  app.get('/_sandbox/projects', (_request, reply) => reply.send(control.projects()));
  app.get('/_sandbox/records/:project', (request, reply) => reply.send([...control.workPackages(param(request))]));
  app.post('/_sandbox/records/:project', (request, reply) =>
    reply
      .code(201)
      .send(control.createWorkPackage(param(request), request.body as WorkPackageEdit & { subject: string })),
  );
  app.patch('/_sandbox/records/:project/:id', (request, reply) =>
    reply.send(control.editWorkPackage(param(request, 'id'), request.body as WorkPackageEdit)),
  );
  app.delete('/_sandbox/records/:project/:id', (request, reply) => {
    control.deleteWorkPackage(param(request, 'id'));
    return reply.code(204).send();
  });
  app.post('/_sandbox/records/:project/:id/comments', (request, reply) =>
    reply.code(201).send(control.createComment(param(request, 'id'), (request.body as { body: string }).body)),
  );
}

function param(request: FastifyRequest, name = 'project'): string {
  return (request.params as Readonly<Record<string, string>>)[name] ?? '';
}
