import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalid } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import type { Hooks } from '../webhooks/hooks.ts';
import { renderDelivery, renderHook } from '../webhooks/render-hook.ts';
import { bodyOf, checkOrganisation, numberParam, repositoryOf } from './lookup.ts';
import { link, pagePlace, perPageOf, queryOf, sendJson, sendList, setLinks, slicePage } from './paging.ts';

export function hookRoutes(app: FastifyInstance, organisation: Organisation, hooks: Hooks): void {
  const ofOrganisation = (request: FastifyRequest) => {
    checkOrganisation(organisation, request);
    return null;
  };
  routesUnder(app, '/orgs/:org/hooks', ofOrganisation, organisation, hooks);
  routesUnder(app, '/repos/:owner/:repo/hooks', (request) => repositoryOf(organisation, request), organisation, hooks);
}

function routesUnder(
  app: FastifyInstance,
  base: string,
  placeOf: (request: FastifyRequest) => RepositoryStore | null,
  organisation: Organisation,
  hooks: Hooks,
): void {
  const hookOf = (request: FastifyRequest) => hooks.get(placeOf(request), numberParam(request, 'hook'));
  const render = (hook: ReturnType<typeof hookOf>) =>
    renderHook(organisation, hook, hooks.deliveries(hook.id).list()[0] ?? null);

  app.get(base, (request, reply) => {
    const list = hooks.list(placeOf(request));
    const place = pagePlace(request);
    setLinks(request, reply, place, list.length);
    return sendList(reply, slicePage(list, place, 'asc').map(render));
  });

  app.post(base, (request, reply) => {
    const place = placeOf(request);
    const settings = hookSettings(bodyOf(request));
    if (settings.url === undefined) throw invalid('Hook', 'url', 'missing_field');
    return sendJson(reply, render(hooks.add(place, { ...settings, url: settings.url })), 201);
  });

  app.get(`${base}/:hook`, (request, reply) => sendJson(reply, render(hookOf(request))));

  app.patch(`${base}/:hook`, (request, reply) =>
    sendJson(reply, render(hooks.edit(hookOf(request), hookSettings(bodyOf(request))))),
  );

  app.delete(`${base}/:hook`, (request, reply) => {
    hooks.remove(hookOf(request));
    return reply.code(204).send();
  });

  app.post(`${base}/:hook/pings`, (request, reply) => {
    hooks.ping(hookOf(request));
    return reply.code(204).send();
  });

  app.get(`${base}/:hook/deliveries`, (request, reply) => {
    const { cursor, status } = queryOf(request);
    const list = hooks
      .deliveries(hookOf(request).id)
      .list(status === 'success' || status === 'failure' ? status : null);
    const before = cursor === undefined ? Infinity : Number(cursor.replace('v1_', ''));
    const older = list.filter(({ id }) => id < before);
    const part = older.slice(0, perPageOf(request));
    const last = part.at(-1);
    if (last !== undefined && older.length > part.length)
      reply.header('link', link(request, { cursor: `v1_${last.id}` }, 'next'));
    return sendList(
      reply,
      part.map((delivery) => renderDelivery(delivery, false)),
    );
  });

  app.get(`${base}/:hook/deliveries/:delivery`, (request, reply) =>
    sendJson(reply, renderDelivery(hooks.deliveries(hookOf(request).id).get(numberParam(request, 'delivery')), true)),
  );

  app.post(`${base}/:hook/deliveries/:delivery/attempts`, (request, reply) => {
    hooks.redeliver(hookOf(request), numberParam(request, 'delivery'));
    return sendJson(reply, '{}', 202);
  });
}

function hookSettings(body: Readonly<Record<string, unknown>>): {
  url?: string;
  secret?: string | null;
  events?: readonly string[];
  isActive?: boolean;
} {
  const config = (typeof body['config'] === 'object' && body['config'] !== null ? body['config'] : {}) as Record<
    string,
    unknown
  >;
  const { url, secret, content_type: contentType } = config;
  if (url !== undefined && (typeof url !== 'string' || !URL.canParse(url))) throw invalid('Hook', 'url', 'invalid');
  // Forms exist at GitHub too, but nobody should want them.
  if (contentType !== undefined && contentType !== 'json')
    throw invalid('Hook', 'content_type', 'invalid', 'only json is simulated');
  return {
    ...(url === undefined ? {} : { url }),
    ...(typeof secret === 'string' ? { secret } : {}),
    ...(Array.isArray(body['events']) ? { events: body['events'].map(String) } : {}),
    ...(typeof body['active'] === 'boolean' ? { isActive: body['active'] } : {}),
  };
}
