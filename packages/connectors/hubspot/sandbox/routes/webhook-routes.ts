import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { Portal } from '../model/portal.ts';
import type { Events, Subscription } from '../webhooks/events.ts';

/** The webhooks of an app, which its developer key alone may set up. */
export function webhookRoutes(app: FastifyInstance, { settings }: Portal, events: Events): void {
  const admit = (request: FastifyRequest): string => {
    const { appId, id = '' } = request.params as { appId: string; id?: string };
    const { hapikey } = request.query as { hapikey?: string };
    if (hapikey !== settings.developerKey)
      throw new Refusal(401, 'INVALID_AUTHENTICATION', 'This hapikey does not exist.');
    if (appId !== String(settings.appId)) throw new Refusal(404, 'OBJECT_NOT_FOUND', `no app ${appId}`);
    return id;
  };
  const at = new Date(settings.seededUntilMs).toISOString();
  const render = ({ id, ...subscription }: Subscription) => ({ ...subscription, id, createdAt: at, updatedAt: at });
  const found = (id: string): Subscription => {
    const one = events.subscriptions.get(id);
    if (one === undefined) throw new Refusal(404, 'OBJECT_NOT_FOUND', `no subscription ${id}`);
    return one;
  };

  app.put('/webhooks/v3/:appId/settings', (request, reply) => {
    admit(request);
    const { targetUrl, throttling } = request.body as { targetUrl: string; throttling: unknown };
    if (!URL.canParse(targetUrl)) throw new Refusal(400, 'VALIDATION_ERROR', 'targetUrl is no URL');
    events.targetUrl = targetUrl;
    return reply.send({ targetUrl, throttling, createdAt: at, updatedAt: at });
  });
  app.get('/webhooks/v3/:appId/subscriptions', (request, reply) => {
    admit(request);
    return reply.send({ results: [...events.subscriptions.values()].map(render) });
  });
  app.post('/webhooks/v3/:appId/subscriptions', (request, reply) => {
    admit(request);
    const wanted = request.body as Omit<Subscription, 'id'>;
    if (wanted.eventType.endsWith('.propertyChange') && !wanted.propertyName)
      throw new Refusal(400, 'VALIDATION_ERROR', 'propertyName is required');
    const subscription = { ...wanted, id: events.nextId() };
    events.subscriptions.set(subscription.id, subscription);
    return reply.code(201).send(render(subscription));
  });
  app.patch('/webhooks/v3/:appId/subscriptions/:id', (request, reply) => {
    const subscription = { ...found(admit(request)), ...(request.body as { active: boolean }) };
    events.subscriptions.set(subscription.id, subscription);
    return reply.send(render(subscription));
  });
  app.delete('/webhooks/v3/:appId/subscriptions/:id', (request, reply) => {
    events.subscriptions.delete(found(admit(request)).id);
    return reply.code(204).send();
  });
}
