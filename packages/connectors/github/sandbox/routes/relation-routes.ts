import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { invalid } from '../changes/refusal.ts';
import { setBlockedBy, setSubIssue } from '../changes/relation-changes.ts';
import type { Organisation } from '../model/organisation.ts';
import { renderIssue } from '../render/render-issue.ts';
import { bodyOf, issueOfPath, numberParam } from './lookup.ts';
import { pagePlace, sendJson, sendList, setLinks, slicePage } from './paging.ts';

export function relationRoutes(app: FastifyInstance, organisation: Organisation): void {
  const issuePath = '/repos/:owner/:repo/issues/:number';

  app.get(`${issuePath}/dependencies/blocked_by`, (request, reply) =>
    listIssues(organisation, request, reply, (id) => organisation.relations.blockedBy(id)),
  );
  app.get(`${issuePath}/dependencies/blocking`, (request, reply) =>
    listIssues(organisation, request, reply, (id) => organisation.relations.blocking(id)),
  );
  app.get(`${issuePath}/sub_issues`, (request, reply) =>
    listIssues(organisation, request, reply, (id) => organisation.relations.subIssues(id)),
  );
  app.get(`${issuePath}/parent`, (request, reply) => {
    const parent = organisation.relations.parentOf(issueOfPath(organisation, request).issue.id);
    return sendIssue(organisation, reply, parent ?? 0, 200);
  });

  app.post(`${issuePath}/dependencies/blocked_by`, (request, reply) => {
    const { issue } = issueOfPath(organisation, request);
    setBlockedBy(organisation, issue.id, idField(request, 'issue_id'), true, organisation.viewer);
    return sendIssue(organisation, reply, issue.id, 201);
  });
  app.delete(`${issuePath}/dependencies/blocked_by/:id`, (request, reply) => {
    const { issue } = issueOfPath(organisation, request);
    setBlockedBy(organisation, issue.id, numberParam(request, 'id'), false, organisation.viewer);
    return sendIssue(organisation, reply, issue.id, 200);
  });
  app.post(`${issuePath}/sub_issues`, (request, reply) => {
    const { issue } = issueOfPath(organisation, request);
    setSubIssue(
      organisation,
      issue.id,
      idField(request, 'sub_issue_id'),
      true,
      organisation.viewer,
      bodyOf(request)['replace_parent'] === true,
    );
    return sendIssue(organisation, reply, issue.id, 201);
  });
  app.delete(`${issuePath}/sub_issue`, (request, reply) => {
    const { issue } = issueOfPath(organisation, request);
    setSubIssue(organisation, issue.id, idField(request, 'sub_issue_id'), false, organisation.viewer);
    return sendIssue(organisation, reply, issue.id, 200);
  });
}

function listIssues(
  organisation: Organisation,
  request: FastifyRequest,
  reply: FastifyReply,
  related: (id: number) => readonly number[],
): FastifyReply {
  const { issue } = issueOfPath(organisation, request);
  const found = related(issue.id).flatMap((id) => organisation.issueById(id) ?? []);
  const place = pagePlace(request);
  setLinks(request, reply, place, found.length);
  return sendList(
    reply,
    slicePage(found, place, 'asc').map(({ repository, issue: other }) => renderIssue(organisation, repository, other)),
  );
}

function sendIssue(organisation: Organisation, reply: FastifyReply, id: number, status: number): FastifyReply {
  const found = organisation.issueById(id);
  if (found === undefined)
    return sendJson(
      reply,
      '{"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}',
      404,
    );
  return sendJson(reply, renderIssue(organisation, found.repository, found.issue), status);
}

function idField(request: FastifyRequest, field: string): number {
  const value = bodyOf(request)[field];
  if (typeof value !== 'number' || !Number.isInteger(value)) throw invalid('Issue', field, 'missing_field');
  return value;
}
