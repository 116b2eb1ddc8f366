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
    subscribe: (url) =>
      void sandbox.hooks.add({
        url,
        secret: WEBHOOK_SECRET,
        events: ['jira:issue_created', 'jira:issue_updated', 'jira:issue_deleted'],
      }),
    close: () => sandbox.close(),
  });
}

/** The paragraphs of an Atlassian document of plain ones. */
function paragraphsOf(node: unknown): string[] {
  const { content = [] } = (node ?? {}) as { content?: readonly { content?: readonly { text?: string }[] }[] };
  return content.map((paragraph) => (paragraph.content ?? []).map((piece) => piece.text ?? '').join(''));
}
