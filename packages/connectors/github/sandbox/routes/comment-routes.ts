import type { FastifyInstance } from 'fastify';
import { createComment, deleteComment, editComment } from '../changes/comment-changes.ts';
import { notFound } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import { renderComment } from '../render/render-issue.ts';
import { bodyOf, issueOfPath, numberParam, oneOf, repositoryOf, sinceOf, textField } from './lookup.ts';
import { pagePlace, queryOf, sendJson, sendList, setLinks, slicePage } from './paging.ts';

export function commentRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.get('/repos/:owner/:repo/issues/comments', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const ids = repository.comments.select(oneOf(request, 'sort', ['created', 'updated']), sinceOf(request));
    // Without `sort`, GitHub ignores `direction` and goes by id.
    const direction = queryOf(request)['sort'] === undefined ? 'asc' : oneOf(request, 'direction', ['desc', 'asc']);
    const place = pagePlace(request);
    setLinks(request, reply, place, ids.length);
    const comments = slicePage(ids, place, direction).flatMap((id) => repository.comments.get(id) ?? []);
    return sendList(
      reply,
      comments.map((comment) => renderComment(organisation, repository, comment)),
    );
  });

  app.get('/repos/:owner/:repo/issues/comments/:comment', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const comment = repository.comments.get(numberParam(request, 'comment'));
    if (comment === undefined) throw notFound();
    return sendJson(reply, renderComment(organisation, repository, comment));
  });

  app.patch('/repos/:owner/:repo/issues/comments/:comment', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const comment = editComment(
      organisation,
      repository,
      numberParam(request, 'comment'),
      textField(bodyOf(request), 'IssueComment', 'body'),
      organisation.viewer,
    );
    return sendJson(reply, renderComment(organisation, repository, comment));
  });

  app.delete('/repos/:owner/:repo/issues/comments/:comment', (request, reply) => {
    deleteComment(
      organisation,
      repositoryOf(organisation, request),
      numberParam(request, 'comment'),
      organisation.viewer,
    );
    return reply.code(204).send();
  });

  app.get('/repos/:owner/:repo/issues/:number/comments', (request, reply) => {
    const { repository, issue } = issueOfPath(organisation, request);
    const since = sinceOf(request);
    const comments = repository.comments
      .of(issue.number)
      .filter(({ updatedAt }) => since === null || updatedAt >= since);
    const place = pagePlace(request);
    setLinks(request, reply, place, comments.length);
    return sendList(
      reply,
      slicePage(comments, place, 'asc').map((comment) => renderComment(organisation, repository, comment)),
    );
  });

  app.post('/repos/:owner/:repo/issues/:number/comments', (request, reply) => {
    const { repository, issue } = issueOfPath(organisation, request);
    const comment = createComment(
      organisation,
      repository,
      issue.number,
      textField(bodyOf(request), 'IssueComment', 'body'),
      organisation.viewer,
    );
    return sendJson(reply, renderComment(organisation, repository, comment), 201);
  });
}
