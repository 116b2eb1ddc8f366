import type { FastifyInstance } from 'fastify';
import { notFound } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import { renderPullRequest } from '../render/render-pull-request.ts';
import { renderRepository } from '../render/render-repository.ts';
import { numberParam, oneOf, repositoryOf } from './lookup.ts';
import { pagePlace, queryOf, sendJson, sendList, setLinks, slicePage } from './paging.ts';

export function pullRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.get('/repos/:owner/:repo/pulls', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const sort = oneOf(request, 'sort', ['created', 'updated']);
    const numbers = repository.index.select({
      kind: 'pulls',
      state: oneOf(request, 'state', ['open', 'closed', 'all']),
      sort,
      since: null,
    });
    const direction = oneOf(
      request,
      'direction',
      queryOf(request)['sort'] === undefined || sort === 'created' ? ['desc', 'asc'] : ['asc', 'desc'],
    );
    const place = pagePlace(request);
    setLinks(request, reply, place, numbers.length);
    const issues = slicePage(numbers, place, direction).flatMap((number) => repository.issue(number) ?? []);
    const repositoryJson = renderRepository(organisation, repository);
    return sendList(
      reply,
      issues.map((issue) => renderPullRequest(organisation, repository, issue, false, repositoryJson)),
    );
  });

  app.get('/repos/:owner/:repo/pulls/:number', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const issue = repository.issue(numberParam(request, 'number'));
    if (issue === undefined || !issue.isPullRequest) throw notFound();
    return sendJson(reply, renderPullRequest(organisation, repository, issue, true));
  });
}
