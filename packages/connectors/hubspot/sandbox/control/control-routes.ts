import { sandboxControlRoutes } from '@syncline/sandbox';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { Properties } from '../model/object-store.ts';
import { paramsOf } from '../routes/object-routes.ts';
import type { HubspotSandboxControl } from './control.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: HubspotSandboxControl): void {
  sandboxControlRoutes(app, control, (message) => new Refusal(422, 'VALIDATION_ERROR', message));

  app.post('/_sandbox/hooks', (request, reply) => {
    control.declareWebhooks((request.body as { url: string }).url);
    return reply.code(204).send();
  });
  app.get('/_sandbox/records/:object', (request, reply) => {
    const { limit = '1000', after = '0' } = request.query as { limit?: string; after?: string };
    const all = [...control.records(paramsOf(request).object)];
    return reply.send(all.slice(Number(after), Number(after) + Number(limit)));
  });
  app.get('/_sandbox/records/:object/:id', (request, reply) => {
    const { object, id } = paramsOf(request);
    const record = control.record(object, id);
    return record === undefined ? reply.code(404).send() : reply.send(record);
  });
  app.post('/_sandbox/records/:object', (request, reply) =>
    reply.code(201).send(control.create(paramsOf(request).object, request.body as Properties)),
  );
  app.patch('/_sandbox/records/:object/:id', (request, reply) => {
    const { object, id } = paramsOf(request);
    return reply.send(control.edit(object, id, request.body as Properties));
  });
  app.delete('/_sandbox/records/:object/:id', (request, reply) => {
    const { object, id } = paramsOf(request);
    control.delete(object, id);
    return reply.code(204).send();
  });
}
