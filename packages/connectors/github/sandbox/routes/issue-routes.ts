import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createIssue, editIssue, type IssueEdit } from '../changes/issue-changes.ts';
import { invalid, Refusal } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import type { StateReason } from '../model/records.ts';
import { renderIssue } from '../render/render-issue.ts';
import { cursorPage } from './issue-cursor.ts';
import { bodyOf, issueOfPath, oneOf, repositoryWithIssues, sinceOf, textField } from './lookup.ts';
import { pagePlace, sendJson, sendList, setLinks, slicePage } from './paging.ts';

export function issueRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.get('/repos/:owner/:repo/issues', (request, reply) => listIssues(organisation, request, reply));

  app.post('/repos/:owner/:repo/issues', (request, reply) => {
    const repository = repositoryWithIssues(organisation, request);
    const body = bodyOf(request);
    const issue = createIssue(
      organisation,
      repository,
      { ...editOf(body), title: textField(body, 'Issue', 'title') },
      organisation.viewer,
    );
    return sendJson(reply, renderIssue(organisation, repository, issue), 201);
  });

  app.get('/repos/:owner/:repo/issues/:number', (request, reply) => {
    const { repository, issue } = issueOfPath(organisation, request);
    return sendJson(reply, renderIssue(organisation, repository, issue));
  });

  app.patch('/repos/:owner/:repo/issues/:number', (request, reply) => {
    const { repository, issue } = issueOfPath(organisation, request);
    const edited = editIssue(organisation, repository, issue.number, editOf(bodyOf(request)), organisation.viewer);
    return sendJson(reply, renderIssue(organisation, repository, edited));
  });
}

function listIssues(organisation: Organisation, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const repository = repositoryWithIssues(organisation, request);
  const selection = {
    kind: 'all',
    state: oneOf(request, 'state', ['open', 'closed', 'all']),
    sort: oneOf(request, 'sort', ['created', 'updated']),
    since: sinceOf(request),
  } as const;
  const direction = oneOf(request, 'direction', ['desc', 'asc']);
  const numbers = repository.index.select(selection);
  const place = pagePlace(request);
  const part =
    organisation.settings.issuePaging === 'cursor'
      ? cursorPage(request, reply, numbers, place, direction)
      : slicePage(numbers, place, direction);
  if (organisation.settings.issuePaging === 'pages') setLinks(request, reply, place, numbers.length);
  const issues = part.flatMap((number) => repository.issue(number) ?? []);
  return sendList(
    reply,
    issues.map((issue) => renderIssue(organisation, repository, issue)),
  );
}

const STATE_REASONS: readonly string[] = ['completed', 'not_planned', 'duplicate', 'reopened'] satisfies StateReason[];

function editOf(body: Readonly<Record<string, unknown>>): IssueEdit {
  const { title, body: text, state, state_reason: reason, labels, assignees, milestone } = body;
  if (title !== undefined && typeof title !== 'string' && typeof title !== 'number')
    throw invalid('Issue', 'title', 'invalid');
  if (text !== undefined && text !== null && typeof text !== 'string') throw invalid('Issue', 'body', 'invalid');
  if (state !== undefined && state !== 'open' && state !== 'closed') throw invalid('Issue', 'state', 'invalid');
  if (reason !== undefined && reason !== null && !(typeof reason === 'string' && STATE_REASONS.includes(reason)))
    throw invalid('Issue', 'state_reason', 'invalid');
  if (milestone !== undefined && milestone !== null && !Number.isInteger(Number(milestone)))
    throw invalid('Issue', 'milestone', 'invalid');
  return {
    ...(title === undefined ? {} : { title: String(title) }),
    ...(text === undefined ? {} : { body: text }),
    ...(state === undefined ? {} : { state }),
    ...(reason === undefined ? {} : { stateReason: reason as StateReason | null }),
    ...(labels === undefined ? {} : { labels: namesOf(labels) }),
    ...(assignees === undefined ? {} : { assignees: namesOf(assignees) }),
    ...(milestone === undefined ? {} : { milestone: milestone === null ? null : Number(milestone) }),
  };
}

/** Names, or labels with a name. */
function namesOf(list: unknown): string[] {
  if (!Array.isArray(list)) throw new Refusal(422, "Invalid request.\n\nFor 'properties/labels', it is not an array.");
  return list.map((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'name' in entry ? String(entry.name) : String(entry),
  );
}
