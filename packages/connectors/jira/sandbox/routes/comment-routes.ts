import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createComment, deleteComment, editComment } from '../changes/comment-changes.ts';
import { addLink, removeLink } from '../changes/link-changes.ts';
import { asText, member } from '../changes/member.ts';
import { Refusal } from '../changes/refusal.ts';
import { isDocument } from '../model/adf.ts';
import type { Adf, SandboxComment } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { renderComment } from '../render/render-comment.ts';
import { bodyOf, issueOfPath, params, query } from './reading.ts';

const MOST_LISTED = 1_000;

/** What hangs at issues: comments, links to other issues, links to elsewhere. */
export function commentRoutes(app: FastifyInstance, site: Site): void {
  app.get('/rest/api/3/issue/:issue/comment', (request, reply) => {
    const all = [...site.comments.ofIssue(issueOfPath(site, request).id)];
    if (query(request, 'orderBy') === '-created') all.reverse();
    const startAt = Number(query(request, 'startAt') ?? 0);
    const maxResults = Number(query(request, 'maxResults') ?? 100);
    const comments = all.slice(startAt, startAt + maxResults).map((comment) => renderComment(site, comment, false));
    return reply.send({ startAt, maxResults, total: all.length, comments });
  });
  app.post('/rest/api/3/issue/:issue/comment', (request, reply) => {
    const body = bodyOf(request);
    const properties = (body['properties'] ?? []) as SandboxComment['properties'];
    const from = { body: documentOf(body), properties };
    return reply
      .code(201)
      .send(renderComment(site, createComment(site, issueOfPath(site, request), from, site.viewer), false));
  });
  app.get('/rest/api/3/issue/:issue/comment/:id', (request, reply) =>
    reply.send(renderComment(site, commentOfPath(request), false)),
  );
  app.put('/rest/api/3/issue/:issue/comment/:id', (request, reply) => {
    const issue = issueOfPath(site, request);
    const edited = editComment(site, issue, commentOfPath(request), documentOf(bodyOf(request)));
    return reply.send(renderComment(site, edited, false));
  });
  app.delete('/rest/api/3/issue/:issue/comment/:id', (request, reply) => {
    deleteComment(site, issueOfPath(site, request), commentOfPath(request));
    return reply.code(204).send();
  });
  app.post('/rest/api/3/comment/list', (request, reply) => {
    const { ids } = bodyOf(request);
    if (!Array.isArray(ids) || ids.length > MOST_LISTED)
      throw new Refusal(400, `The list of ids must have between 1 and ${MOST_LISTED} entries.`);
    const withProperties = (query(request, 'expand') ?? '').includes('properties');
    const values = ids.flatMap((id) => {
      const comment = site.comments.get(Number(id));
      return comment ? [renderComment(site, comment, withProperties)] : [];
    });
    return reply.send({ isLast: true, maxResults: 1_048_576, startAt: 0, total: values.length, values });
  });

  app.post('/rest/api/3/issueLink', (request, reply) => {
    const { type, inwardIssue, outwardIssue } = bodyOf(request);
    const end = (issue: unknown) => asText(member(issue, 'id') ?? member(issue, 'key'));
    addLink(site, String(member(type, 'name')), end(inwardIssue), end(outwardIssue));
    return reply.code(201).send();
  });
  app.delete('/rest/api/3/issueLink/:id', (request, reply) => {
    removeLink(site, Number(params(request)['id']));
    return reply.code(204).send();
  });
  app.post('/rest/api/3/issue/:issue/remotelink', (request, reply) => {
    const issue = issueOfPath(site, request);
    const body = bodyOf(request);
    const place = `${issue.id}/${asText(body['globalId'] ?? site.takeId())}`;
    const known = site.remoteLinks.get(place);
    const id = known?.id ?? site.takeId();
    site.remoteLinks.set(place, { id, body });
    const self = `${site.url}/rest/api/3/issue/${site.keyOf(issue)}/remotelink/${id}`;
    return reply.code(known ? 200 : 201).send({ id, self });
  });

  function commentOfPath(request: FastifyRequest): SandboxComment {
    const comment = site.comments.get(Number(params(request)['id']));
    if (comment?.issueId !== issueOfPath(site, request).id)
      throw new Refusal(404, `Can not find a comment for the id: ${params(request)['id']}.`);
    return comment;
  }
}

function documentOf(body: Readonly<Record<string, unknown>>): Adf {
  if (!isDocument(body['body']) || body['body'].content.length === 0)
    throw new Refusal(400, null, { comment: 'Comment body is not valid!' });
  return body['body'];
}
