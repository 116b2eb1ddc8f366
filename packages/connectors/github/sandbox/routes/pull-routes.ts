import type { FastifyInstance } from 'fastify';
import { editIssue, type IssueEdit } from '../changes/issue-changes.ts';
import { invalid, notFound } from '../changes/refusal.ts';
import { setCommitStatus } from '../changes/status-changes.ts';
import type { Organisation } from '../model/organisation.ts';
import { renderPullRequest } from '../render/render-pull-request.ts';
import { renderRepository } from '../render/render-repository.ts';
import { renderStatus } from '../render/render-status.ts';
import { bodyOf, numberParam, oneOf, params, repositoryOf, textField } from './lookup.ts';
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

  app.patch('/repos/:owner/:repo/pulls/:number', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const number = numberParam(request, 'number');
    if (repository.issue(number)?.isPullRequest !== true) throw notFound();
    const { title, body, state } = bodyOf(request);
    if (state !== undefined && state !== 'open' && state !== 'closed') throw invalid('PullRequest', 'state', 'invalid');
    const edit: IssueEdit = {
      ...(typeof title === 'string' ? { title } : {}),
      ...(typeof body === 'string' ? { body } : {}),
      ...(state === undefined ? {} : { state }),
    };
    const edited = editIssue(organisation, repository, number, edit, organisation.viewer);
    return sendJson(reply, renderPullRequest(organisation, repository, edited, true));
  });

  app.post('/repos/:owner/:repo/statuses/:sha', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const body = bodyOf(request);
    const status = setCommitStatus(organisation, repository, params(request)['sha'] ?? '', {
      state: textField(body, 'Status', 'state'),
      description: typeof body['description'] === 'string' ? body['description'] : null,
      targetUrl: typeof body['target_url'] === 'string' ? body['target_url'] : null,
      context: typeof body['context'] === 'string' ? body['context'] : 'default',
    });
    return sendJson(reply, renderStatus(organisation, repository, status), 201);
  });
}
