import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { Hooks } from '../webhooks/hooks.ts';
import { param } from './reading.ts';

/** Webhooks of the dated version: https://www.quo.com/docs/2026-03-30/webhooks-overview */
export function webhookRoutes(app: FastifyInstance, hooks: Hooks): void {
  app.get('/webhooks', () => ({ data: hooks.list().map(({ key: _, ...shown }) => shown) }));
  app.post('/webhooks', (request, reply) => {
    const { url, events, resourceIds } = (request.body ?? {}) as Record<string, unknown>;
    if (typeof url !== 'string' || !URL.canParse(url)) throw new Refusal(400, 'must match format "uri"', '/body/url');
    if (!Array.isArray(events) || events.length === 0) throw new Refusal(400, 'must be array', '/body/events');
    const hook = hooks.add({
      url,
      events: events.map(String),
      resourceIds: Array.isArray(resourceIds) ? resourceIds.map(String) : ['*'],
    });
    // The one answer that shows the key.
    return reply.code(201).send({ data: hook });
  });
  app.delete('/webhooks/:id', (request, reply) => {
    if (!hooks.remove(param(request))) throw new Refusal(404, 'The webhook was not found');
    return reply.code(204).send();
  });
}
