import type { FastifyInstance } from 'fastify';
import { notFound } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import { renderFullUser, renderOrganization } from '../render/render-account.ts';
import { renderFullRepository, renderRepository } from '../render/render-repository.ts';
import { checkOrganisation, numberParam, params, repositoryOf } from './lookup.ts';
import { pagePlace, sendJson, sendList, setLinks, slicePage } from './paging.ts';

export function accountRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.get('/user', (_request, reply) => sendJson(reply, renderFullUser(organisation, organisation.viewer)));

  app.get('/user/:account', (request, reply) => {
    const user = organisation.findUser(numberParam(request, 'account'));
    if (user === undefined) throw notFound();
    return sendJson(reply, renderFullUser(organisation, user));
  });

  app.get('/users/:username', (request, reply) => {
    const user = organisation.findUser(params(request)['username'] ?? '');
    if (user === undefined) throw notFound();
    return sendJson(reply, renderFullUser(organisation, user));
  });

  app.get('/orgs/:org', (request, reply) => {
    checkOrganisation(organisation, request);
    return sendJson(reply, renderOrganization(organisation));
  });

  app.get('/orgs/:org/members', (request, reply) => {
    checkOrganisation(organisation, request);
    const place = pagePlace(request);
    setLinks(request, reply, place, organisation.members.length);
    return sendList(
      reply,
      slicePage(organisation.members, place, 'asc').map(({ json }) => json),
    );
  });

  app.get('/orgs/:org/repos', (request, reply) => {
    checkOrganisation(organisation, request);
    const place = pagePlace(request);
    setLinks(request, reply, place, organisation.repositories.length);
    return sendList(
      reply,
      slicePage(organisation.repositories, place, 'asc').map((repository) =>
        renderRepository(organisation, repository),
      ),
    );
  });

  app.get('/repos/:owner/:repo', (request, reply) =>
    sendJson(reply, renderFullRepository(organisation, repositoryOf(organisation, request))),
  );
}
