import type { FaultSpec, WebhookFaults } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { OpenProjectSandboxControl } from './control.ts';
import type { WorkPackageEdit } from './edits.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: OpenProjectSandboxControl): void {
  const runs = new Map<number, AbortController>();

  app.get('/_sandbox/log', (request, reply) => {
    const { limit, pattern } = request.query as { limit?: string; pattern?: string };
    return reply.send({
      total: control.log.total,
      routes: Object.fromEntries(control.log.routes),
      counts: Object.fromEntries(control.log.counts(new RegExp(pattern ?? ''))),
      recent: control.log.recent(Number(limit ?? 100)),
    });
  });
  app.delete('/_sandbox/log', (_request, reply) => {
    control.log.clear();
    return reply.code(204).send();
  });
  app.get('/_sandbox/faults', (_request, reply) =>
    reply.send(control.faults.list().map(({ id, spec, remaining }) => ({ id, ...spec, remaining }))),
  );
  app.post('/_sandbox/faults', (request, reply) =>
    reply.code(201).send({ id: control.faults.add(request.body as FaultSpec) }),
  );
  app.delete('/_sandbox/faults', (_request, reply) => {
    control.faults.clear();
    return reply.code(204).send();
  });
  app.post('/_sandbox/webhooks', (request, reply) => {
    control.webhooks.setFaults(request.body as Partial<WebhookFaults>);
    return reply.send(control.webhooks.faults);
  });
  app.get('/_sandbox/webhooks', (_request, reply) =>
    reply.send({ faults: control.webhooks.faults, pending: control.webhooks.pending }),
  );
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

  app.post('/_sandbox/edits', (request, reply) => {
    const { ratePerSecond, seconds } = request.body as { ratePerSecond: number; seconds?: number };
    if (!(ratePerSecond > 0))
      throw new Refusal(400, { identifier: 'InvalidRequestBody', message: 'ratePerSecond must be above 0' });
    const id = runs.size + 1;
    const stop = new AbortController();
    runs.set(id, stop);
    const signal =
      seconds === undefined ? stop.signal : AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1_000)]);
    void control.runEdits({ ratePerSecond, signal, seed: id });
    return reply.code(202).send({ id });
  });
  app.delete('/_sandbox/edits', (_request, reply) => {
    for (const stop of runs.values()) stop.abort();
    return reply.code(204).send();
  });
  app.addHook('onClose', async () => {
    for (const stop of runs.values()) stop.abort();
  });
}

function param(request: FastifyRequest, name = 'project'): string {
  return (request.params as Readonly<Record<string, string>>)[name] ?? '';
}
