import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import type { Shown } from '../model.ts';
import { clockOff, peopled, type Start, standsFor, UNLIMITED, type VendorSide, WEBHOOK_SECRET } from './side.ts';

/** A site with one project. */
export async function startJira(start: Start): Promise<VendorSide> {
  const sandbox = await createJiraSandbox({
    seed: start.seed,
    issues: 0,
    projects: 1,
    comments: false,
    rateLimit: UNLIMITED,
    clock: clockOff(start),
  });
  const project = sandbox.projects()[0]!;
  const ids = new Map(start.everyone.map((name, index) => [name, sandbox.users()[index + 1]!.accountId]));
  const accountOf = (assignees: readonly string[]): string | null => ids.get(assignees[0] ?? '') ?? null;
  const author = sandbox.users()[1]!;
  return peopled({
    name: 'jira',
    connector: 'jira',
    stream: 'issues',
    remoteNames: {
      title: 'summary',
      body: 'description',
      labels: 'labels',
      status: 'status',
      priority: 'priority',
      assignees: 'assignee',
    },
    people: { stream: 'users', scope: 'site', ids, called: ids },
    url: sandbox.url,
    settings: { email: sandbox.email },
    secrets: { token: sandbox.token },
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    writePaths: [
      { method: 'POST', path: '/rest/api/3/issue$' },
      { method: 'PUT', path: '/rest/api/3/issue/' },
      { method: 'POST', path: '/transitions' },
    ],
    create({ title, body, labels, status, priority, assignees }) {
      return sandbox.createIssue(project, {
        summary: title,
        description: body.join('\n\n'),
        labels,
        status,
        priority: priority ?? 'Medium',
        assignee: accountOf(assignees),
      }).id;
    },
    write(id, { field, value }) {
      if (field === 'title') sandbox.editIssue(id, { summary: value });
      else if (field === 'body') sandbox.editIssue(id, { description: value.join('\n\n') });
      else if (field === 'labels') sandbox.editIssue(id, { labels: value });
      else if (field === 'status') sandbox.editIssue(id, { status: value });
      else if (field === 'priority') sandbox.editIssue(id, { priority: value });
      else if (field === 'assignees') sandbox.editIssue(id, { assignee: accountOf(value) });
    },
    remove: (id) => sandbox.deleteIssue(id),
    show(id) {
      const issue = sandbox.issue(id);
      return (
        issue && {
          title: issue.summary,
          body: paragraphsOf(issue.description),
          labels: issue.labels,
          status: issue.status,
          priority: issue.priority as Shown['priority'],
          assignees: issue.assignee === null ? [] : [standsFor(ids, issue.assignee)],
        }
      );
    },
    withTitle: (prefix) => [...sandbox.issues(project)].flatMap((i) => (i.summary.startsWith(prefix) ? [i.id] : [])),
    place: (id) => ({ externalId: id, locator: sandbox.issue(id)?.key ?? null, scope: project }),
    desk: {
      stream: 'comments',
      vendor: 'Jira Cloud',
      author: author.name,
      create: (on, words) => String(sandbox.createComment(on, words, { by: author.accountId }).id),
      edit(on, id, words) {
        const { body } = sandbox.comments(on).find((comment) => String(comment.id) === id)!;
        const above = bylineIn(body) === null ? [] : contentOf(body).slice(0, 1);
        const line = { type: 'paragraph', content: [{ type: 'text', text: words }] };
        sandbox.editComment(id, { type: 'doc', version: 1, content: [...above, line] });
      },
      remove: (_, id) => sandbox.deleteComment(id),
      list: (on) =>
        sandbox.comments(on).map(({ id, body }) => {
          const byline = bylineIn(body);
          return {
            id: String(id),
            byline,
            words: paragraphsOf(body)
              .slice(byline === null ? 0 : 1)
              .join('\n\n'),
          };
        }),
      place: (on, id) => ({ externalId: id, locator: `${on}/comments/${id}`, scope: project }),
      writePaths: [
        { method: 'POST', path: '/comment$' },
        { method: 'PUT', path: '/comment/\\d+' },
      ],
    },
    subscribe: (url) =>
      void sandbox.hooks.add({
        url,
        secret: WEBHOOK_SECRET,
        events: [
          'jira:issue_created',
          'jira:issue_updated',
          'jira:issue_deleted',
          'comment_created',
          'comment_updated',
          'comment_deleted',
        ],
      }),
    close: () => sandbox.close(),
  });
}

/** What the engine put above the words. */
function bylineIn(body: unknown): string | null {
  const [first = ''] = paragraphsOf(body);
  return first.startsWith('On behalf of ') ? first : null;
}

interface AdfPart {
  readonly text?: string;
  readonly content?: readonly AdfPart[];
}

function contentOf(document: unknown): readonly AdfPart[] {
  return (document as AdfPart | null)?.content ?? [];
}

/** The paragraphs of an Atlassian document of plain ones. */
function paragraphsOf(node: unknown): string[] {
  return contentOf(node).map((paragraph) => (paragraph.content ?? []).map((piece) => piece.text ?? '').join(''));
}
