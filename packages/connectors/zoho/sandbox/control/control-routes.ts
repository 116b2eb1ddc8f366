import type { Json } from '@syncline/core';
import { sandboxControlRoutes } from '@syncline/sandbox';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import { param, queryOf, sendJson } from '../routes/reply.ts';
import type { ZohoSandboxControl } from './control.ts';

/** The control object for other processes: under /_sandbox, without credentials, credits or faults. */
export function controlRoutes(app: FastifyInstance, control: ZohoSandboxControl): void {
  sandboxControlRoutes(app, control, (message) => new Refusal(422, 'INVALID', message));

  app.post('/_sandbox/expire-tokens', (_request, reply) => {
    control.expireTokens();
    return reply.code(204).send();
  });
  app.get('/_sandbox/records/:module', (request, reply) => {
    const { limit = '1000', after = '0' } = queryOf(request);
    const all = control.records(param(request, 'module'));
    return sendJson(reply, all.slice(Number(after), Number(after) + Number(limit)));
  });
  app.get('/_sandbox/records/:module/:id', (request, reply) => {
    const record = control.record(param(request, 'module'), param(request, 'id'));
    return record === undefined ? reply.code(404).send() : sendJson(reply, record);
  });
  app.post('/_sandbox/records/:module', (request, reply) =>
    sendJson(reply, control.create(param(request, 'module'), request.body as Record<string, Json>), 201),
  );
  app.patch('/_sandbox/records/:module/:id', (request, reply) =>
    sendJson(reply, control.edit(param(request, 'module'), param(request, 'id'), request.body as Record<string, Json>)),
  );
  app.delete('/_sandbox/records/:module/:id', (request, reply) => {
    control.delete(param(request, 'module'), param(request, 'id'));
    return reply.code(204).send();
  });
}
