import type { FastifyInstance } from 'fastify';
import type { Hooks } from '../webhooks/hooks.ts';
import { renderHook } from '../webhooks/render-hook.ts';
import { bodyOf, idParam } from './reading.ts';

const ACTIONS = ['create', 'change', 'delete', '*'];
const OBJECTS = [
  'activity',
  'deal',
  'lead',
  'note',
  'organization',
  'person',
  'pipeline',
  'product',
  'stage',
  'user',
  '*',
];
/** https://pipedrive.readme.io/docs/guide-for-webhooks-v2 */
const MOST_HOOKS = 40;

export function webhookRoutes(app: FastifyInstance, hooks: Hooks): void {
  app.get('/v1/webhooks', (_request, reply) =>
    reply.send({ status: 'ok', success: true, data: hooks.list().map(renderHook) }),
  );
  app.post('/v1/webhooks', (request, reply) => {
    const body = bodyOf(request);
    const { subscription_url: url, event_action: action, event_object: object, name } = body;
    const refuse = (errors: object) => reply.code(400).send({ status: 'error', success: false, errors });
    if (typeof url !== 'string' || !URL.canParse(url)) return refuse({ subscription_url: ['must be a valid URL'] });
    if (!ACTIONS.includes(String(action))) return refuse({ event_action: ['is not supported'] });
    if (!OBJECTS.includes(String(object))) return refuse({ event_object: ['is not supported'] });
    if (typeof name !== 'string') return refuse({ name: ['is required'] });
    if (hooks.list().length >= MOST_HOOKS) return refuse({ base: [`a user can have ${MOST_HOOKS} webhooks`] });
    const hook = hooks.add({
      url,
      action: String(action),
      object: String(object),
      name,
      user: textOf(body['http_auth_user']),
      password: textOf(body['http_auth_password']),
      version: textOf(body['version']) ?? '2.0',
    });
    return reply.code(201).send({ status: 'ok', success: true, data: renderHook(hook) });
  });
  app.delete('/v1/webhooks/:id', (request, reply) => {
    if (!hooks.remove(idParam(request, 'Webhook')))
      return reply.code(404).send({ status: 'error', success: false, errors: { base: ['Webhook not found'] } });
    return reply.send({ status: 'ok', success: true });
  });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
