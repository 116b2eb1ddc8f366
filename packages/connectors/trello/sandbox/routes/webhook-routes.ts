import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalid, notFound } from '../changes/refusal.ts';
import type { Hook, Hooks } from '../webhooks/hooks.ts';
import { param, wanted } from './reading.ts';

/** Webhooks of the token. */
export function webhookRoutes(app: FastifyInstance, hooks: Hooks, token: string): void {
  const hookAt = (request: FastifyRequest): Hook => {
    const hook = hooks.get(param(request, 'id'));
    if (!hook) throw notFound();
    return hook;
  };

  app.get('/1/tokens/:token/webhooks', (request, reply) => {
    if (param(request, 'token') !== token) throw notFound();
    return reply.send(hooks.list().map(renderHook));
  });
  app.get('/1/webhooks/:id', (request, reply) => reply.send(renderHook(hookAt(request))));
  app.post('/1/webhooks/', async (request, reply) => {
    const { callbackURL, idModel, description = '' } = wanted(request);
    if (typeof callbackURL !== 'string' || !URL.canParse(callbackURL)) throw invalid('callbackURL');
    if (typeof idModel !== 'string') throw invalid('idModel');
    return reply.send(renderHook(await hooks.add({ callbackURL, idModel, description: description as string })));
  });
  app.put('/1/webhooks/:id', (request, reply) => {
    const { active } = wanted(request);
    const hook = hookAt(request);
    return reply.send(renderHook(hooks.put({ ...hook, active: active === undefined ? hook.active : active === true })));
  });
  app.delete('/1/webhooks/:id', (request, reply) => {
    hooks.remove(hookAt(request).id);
    return reply.send({ _value: null });
  });
}

function renderHook({ id, description, idModel, callbackURL, active, failures }: Hook) {
  return {
    id,
    description,
    idModel,
    callbackURL,
    active,
    consecutiveFailures: failures,
    firstConsecutiveFailDate: null,
  };
}
