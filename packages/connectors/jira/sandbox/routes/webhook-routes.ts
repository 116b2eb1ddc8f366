import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asText } from '../changes/member.ts';
import { Refusal } from '../changes/refusal.ts';
import type { Site } from '../model/site.ts';
import type { Hook, Hooks } from '../webhooks/hooks.ts';
import { type Body, bodyOf, params, sendPage, textList } from './reading.ts';

const ADMIN = '/rest/webhooks/1.0/webhook';
const DYNAMIC = '/rest/api/3/webhook';

export function webhookRoutes(app: FastifyInstance, site: Site, hooks: Hooks, clientSecret: () => string | null): void {
  app.get(ADMIN, (_request, reply) => reply.send(hooks.list('admin').map((hook) => renderAdmin(site, hook))));
  app.get(`${ADMIN}/:id`, (request, reply) => reply.send(renderAdmin(site, adminHook(request))));
  app.post(ADMIN, (request, reply) => {
    const from = adminSettings(bodyOf(request));
    const hook = hooks.add({ kind: 'admin', secret: null, filter: '', enabled: true, events: [], url: '', ...from });
    return reply.code(201).send(renderAdmin(site, hook));
  });
  app.put(`${ADMIN}/:id`, (request, reply) =>
    reply.send(renderAdmin(site, hooks.edit(adminHook(request), adminSettings(bodyOf(request))))),
  );
  app.delete(`${ADMIN}/:id`, (request, reply) => {
    hooks.remove(adminHook(request).id);
    return reply.code(204).send();
  });

  app.get(DYNAMIC, (request, reply) => sendPage(site, request, reply, hooks.list('dynamic').map(renderDynamic), 100));
  app.post(DYNAMIC, (request, reply) => {
    const { url, webhooks } = bodyOf(request);
    if (typeof url !== 'string' || !Array.isArray(webhooks)) throw new Refusal(400, 'The webhook URL is missing.');
    const webhookRegistrationResult = (webhooks as Body[]).map((wanted) => {
      const filter = asText(wanted['jqlFilter']);
      if (filter === '') return { errors: ['The JQL filter is missing.'] };
      const events = textList(wanted['events']);
      return {
        createdWebhookId: hooks.add({ kind: 'dynamic', url, secret: clientSecret(), events, filter, enabled: true }).id,
      };
    });
    return reply.send({ webhookRegistrationResult });
  });
  app.put(`${DYNAMIC}/refresh`, (request, reply) => {
    const refreshed = idsOf(request).flatMap((id) => {
      const hook = hooks.get('dynamic', id);
      return hook ? [hooks.refresh(hook)] : [];
    });
    return reply.send({ expirationDate: refreshed[0]?.expiresAtMs ?? site.nowMs() });
  });
  app.delete(DYNAMIC, (request, reply) => {
    for (const id of idsOf(request)) if (hooks.get('dynamic', id)) hooks.remove(id);
    return reply.code(202).send();
  });

  function adminHook(request: FastifyRequest): Hook {
    const hook = hooks.get('admin', Number(params(request)['id']));
    if (!hook) throw new Refusal(404, 'A webhook with such id does not exist');
    return hook;
  }
}

function idsOf(request: FastifyRequest): number[] {
  const ids = bodyOf(request)['webhookIds'];
  return Array.isArray(ids) ? ids.map(Number) : [];
}

function adminSettings(body: Body): Partial<Hook> {
  const filters = (body['filters'] ?? {}) as Readonly<Record<string, unknown>>;
  const filter = filters['issue-related-events-section'];
  return {
    ...(typeof body['url'] === 'string' && { url: body['url'] }),
    ...(Array.isArray(body['events']) && { events: textList(body['events']) }),
    ...(typeof body['secret'] === 'string' && { secret: body['secret'] }),
    ...(typeof body['enabled'] === 'boolean' && { enabled: body['enabled'] }),
    ...(typeof filter === 'string' && { filter }),
  };
}

/** Without its secret, and without an id but in its address. */
function renderAdmin(site: Site, hook: Hook) {
  return {
    name: 'Syncline',
    url: hook.url,
    events: hook.events,
    filters: { 'issue-related-events-section': hook.filter },
    excludeBody: false,
    enabled: hook.enabled,
    isSigned: hook.secret !== null,
    self: `${site.url}${ADMIN}/${hook.id}`,
    lastUpdatedUser: site.viewer.accountId,
    lastUpdatedDisplayName: site.viewer.name,
    lastUpdated: site.nowMs(),
  };
}

function renderDynamic(hook: Hook) {
  return { id: hook.id, jqlFilter: hook.filter, events: hook.events, expirationDate: hook.expiresAtMs, url: hook.url };
}
