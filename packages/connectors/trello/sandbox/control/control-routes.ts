import type { FaultSpec, WebhookFaults } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { TrelloSandboxControl } from './control.ts';
import type { CardEdit } from './edits.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: TrelloSandboxControl): void {
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

  app.get('/_sandbox/boards', (_request, reply) => reply.send(control.boards()));
  app.get('/_sandbox/records/:board', (request, reply) => reply.send(control.cards(param(request))));
  app.post('/_sandbox/records/:board', (request, reply) =>
    reply.code(201).send(control.createCard(param(request), request.body as CardEdit & { name: string })),
  );
  app.patch('/_sandbox/records/:board/:id', (request, reply) =>
    reply.send(control.editCard(param(request, 'id'), request.body as CardEdit)),
  );
  app.delete('/_sandbox/records/:board/:id', (request, reply) => {
    control.deleteCard(param(request, 'id'));
    return reply.code(204).send();
  });
  app.post('/_sandbox/records/:board/:id/comments', (request, reply) =>
    reply.code(201).send(control.createComment(param(request, 'id'), (request.body as { body: string }).body)),
  );

  app.post('/_sandbox/edits', (request, reply) => {
    const { ratePerSecond, seconds } = request.body as { ratePerSecond: number; seconds?: number };
    if (!(ratePerSecond > 0)) throw new Refusal(400, 'ratePerSecond must be above 0');
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

function param(request: FastifyRequest, name = 'board'): string {
  return (request.params as Readonly<Record<string, string>>)[name] ?? '';
}
