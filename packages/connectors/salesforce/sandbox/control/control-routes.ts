import { sandboxControlRoutes } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { Value } from '../model/row.ts';
import { sendJson } from '../routes/reply.ts';
import type { SalesforceSandboxControl } from './control.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: SalesforceSandboxControl): void {
  sandboxControlRoutes(app, control, (message) => new Refusal(422, 'INVALID', message));

  app.post('/_sandbox/hooks', (request, reply) => {
    control.hooks.add(request.body as { url: string; secret: string });
    return reply.code(204).send();
  });
  app.post('/_sandbox/expire-sessions', (_request, reply) => {
    control.expireSessions();
    return reply.code(204).send();
  });

  app.get('/_sandbox/records/:object', (request, reply) => {
    const { limit = '1000', after = '0' } = request.query as { limit?: string; after?: string };
    const all = [...control.records(place(request).object)];
    return sendJson(reply, all.slice(Number(after), Number(after) + Number(limit)));
  });
  app.get('/_sandbox/records/:object/:id', (request, reply) => {
    const { object, id } = place(request);
    const row = control.record(object, id);
    return row === undefined ? reply.code(404).send() : sendJson(reply, row);
  });
  app.post('/_sandbox/records/:object', (request, reply) =>
    sendJson(reply, control.create(place(request).object, request.body as Record<string, Value>), 201),
  );
  app.patch('/_sandbox/records/:object/:id', (request, reply) => {
    const { object, id } = place(request);
    return sendJson(reply, control.edit(object, id, request.body as Record<string, Value>));
  });
  app.delete('/_sandbox/records/:object/:id', (request, reply) => {
    const { object, id } = place(request);
    control.delete(object, id);
    return reply.code(204).send();
  });
}

function place(request: FastifyRequest): { readonly object: string; readonly id: string } {
  const { object = '', id = '' } = request.params as { object?: string; id?: string };
  return { object, id };
}
