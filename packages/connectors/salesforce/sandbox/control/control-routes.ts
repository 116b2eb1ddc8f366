import type { FaultSpec, WebhookFaults } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { Value } from '../model/row.ts';
import { sendJson } from '../routes/reply.ts';
import type { SalesforceSandboxControl } from './control.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: SalesforceSandboxControl): void {
  const runs = new Map<number, AbortController>();

  app.get('/_sandbox/log', (request, reply) => {
    const { limit, pattern } = request.query as { limit?: string; pattern?: string };
    const { log } = control;
    return sendJson(reply, {
      total: log.total,
      routes: Object.fromEntries(log.routes),
      counts: Object.fromEntries(log.counts(new RegExp(pattern ?? ''))),
      recent: log.recent(Number(limit ?? 100)),
    });
  });
  app.delete('/_sandbox/log', (_request, reply) => {
    control.log.clear();
    return reply.code(204).send();
  });
  app.get('/_sandbox/faults', (_request, reply) =>
    sendJson(
      reply,
      control.faults.list().map(({ id, spec, remaining }) => ({ id, ...spec, remaining })),
    ),
  );
  app.post('/_sandbox/faults', (request, reply) =>
    sendJson(reply, { id: control.faults.add(request.body as FaultSpec) }, 201),
  );
  app.delete('/_sandbox/faults', (_request, reply) => {
    control.faults.clear();
    return reply.code(204).send();
  });
  app.post('/_sandbox/webhooks', (request, reply) => {
    control.webhooks.setFaults(request.body as Partial<WebhookFaults>);
    return sendJson(reply, control.webhooks.faults);
  });
  app.get('/_sandbox/webhooks', (_request, reply) =>
    sendJson(reply, { faults: control.webhooks.faults, pending: control.webhooks.pending }),
  );
  app.post('/_sandbox/hooks', (request, reply) => {
    control.hooks.add(request.body as { url: string; secret: string });
    return reply.code(204).send();
  });
  app.post('/_sandbox/rate-limit', (request, reply) => {
    control.rateLimit.drainTo((request.body as { remaining: number }).remaining);
    return sendJson(reply, control.rateLimit.state());
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

  app.post('/_sandbox/edits', (request, reply) => {
    const { ratePerSecond, seconds } = request.body as { ratePerSecond: number; seconds?: number };
    if (!(ratePerSecond > 0)) throw new Refusal(422, 'INVALID', 'ratePerSecond must be above 0');
    const id = runs.size + 1;
    const stop = new AbortController();
    runs.set(id, stop);
    const signal =
      seconds === undefined ? stop.signal : AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1_000)]);
    void control.runEdits({ ratePerSecond, signal, seed: id });
    return sendJson(reply, { id }, 202);
  });
  app.delete('/_sandbox/edits', (_request, reply) => {
    for (const stop of runs.values()) stop.abort();
    return reply.code(204).send();
  });
  app.addHook('onClose', async () => {
    for (const stop of runs.values()) stop.abort();
  });
}

function place(request: FastifyRequest): { readonly object: string; readonly id: string } {
  const { object = '', id = '' } = request.params as { object?: string; id?: string };
  return { object, id };
}
