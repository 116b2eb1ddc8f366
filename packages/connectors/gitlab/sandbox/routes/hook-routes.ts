import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Input } from '../changes/input.ts';
import { badParameter, notFound, Refusal } from '../changes/refusal.ts';
import type { Instance } from '../model/instance.ts';
import type { Hook, Hooks } from '../webhooks/hooks.ts';
import { bodyOf, param, placeOf, sendList } from './reading.ts';

export function hookRoutes(app: FastifyInstance, instance: Instance, hooks: Hooks): void {
  const placed = (request: FastifyRequest) => {
    const place = placeOf(instance, request);
    if (place.kind === 'groups' && !instance.settings.isLicensed) throw new Refusal(403, '403 Forbidden');
    return place;
  };
  const hookOf = (request: FastifyRequest): Hook => {
    const hook = hooks.list(placed(request)).find(({ id }) => id === Number(param(request, 'hook')));
    if (!hook) throw notFound('Hook');
    return hook;
  };
  for (const kind of ['groups', 'projects']) {
    const at = `/api/v4/${kind}/:id/hooks`;
    app.get(at, (request, reply) =>
      sendList(instance, request, reply, hooks.list(placed(request)), (hook) => render(hooks, hook)),
    );
    app.get(`${at}/:hook`, (request, reply) => reply.send(render(hooks, hookOf(request))));
    app.post(at, (request, reply) => {
      const place = placed(request);
      return reply.code(201).send(render(hooks, hooks.add({ place, ...settingsIn(instance, bodyOf(request)) })));
    });
    app.put(`${at}/:hook`, (request, reply) =>
      reply.send(render(hooks, hooks.edit(hookOf(request), settingsIn(instance, bodyOf(request))))),
    );
    app.delete(`${at}/:hook`, (request, reply) => {
      hooks.remove(hookOf(request).id);
      return reply.code(204).send();
    });
  }
}

function settingsIn(instance: Instance, input: Input) {
  const { url, token, signing_token: signing } = input;
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) throw badParameter('url is missing');
  if (typeof signing === 'string' && !/^whsec_[A-Za-z0-9+/]{43}=$/.test(signing))
    throw new Refusal(422, { signing_token: ['is invalid'] });
  return {
    url,
    token: typeof token === 'string' ? token : null,
    signingToken: instance.settings.signsWebhooks && typeof signing === 'string' ? signing : null,
    settings: Object.keys(input).filter((name) => name.endsWith('_events') && input[name] === true),
  };
}

/** Secrets are never shown. */
function render(hooks: Hooks, hook: Hook) {
  const { id, url, place, settings } = hook;
  return {
    id,
    url,
    [place.kind === 'groups' ? 'group_id' : 'project_id']: place.id,
    enable_ssl_verification: true,
    alert_status: hooks.statusOf(hook),
    ...Object.fromEntries(settings.map((name) => [name, true])),
  };
}
