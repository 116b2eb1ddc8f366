import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { UNLIMITED, type Vendor, WEBHOOK_SECRET } from './vendor.ts';

/** For so long a search does not see what was made. */
const SEARCH_LAG_MS = 10_000;

/** A site with one project and no issues, whose search lags. */
export async function startJira(seed: number): Promise<Vendor> {
  const sandbox = await createJiraSandbox({
    seed,
    issues: 0,
    projects: 1,
    comments: false,
    rateLimit: UNLIMITED,
    searchLagMs: SEARCH_LAG_MS,
  });
  const scope = sandbox.projects()[0]!;
  return {
    name: 'jira',
    connector: 'jira',
    stream: 'issues',
    url: sandbox.url,
    settings: { email: sandbox.email, streams: ['issues'] },
    secrets: { token: sandbox.token, webhookSecret: WEBHOOK_SECRET },
    member: {
      connection: 'jira',
      stream: 'issues',
      createIn: scope,
      defaults: { issue_type: 'Task' },
      fields: { title: 'summary', body: 'description' },
    },
    createCalls: [
      { method: 'POST', path: '/rest/api/3/issue$' },
      { method: 'POST', path: '/rest/api/3/issue/bulk$', makesMany: true },
    ],
    // Reads of many are POSTs, too.
    writeCalls: /^(POST|PUT|DELETE) \/rest\/api\/3\/issue(?!\/bulkfetch)/,
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    create({ title, body }) {
      const issue = sandbox.createIssue(scope, { summary: title, description: body });
      return { externalId: issue.id, locator: issue.key, scope };
    },
    edit: (id, { title, body }) =>
      void sandbox.editIssue(id, {
        ...(title !== undefined && { summary: title }),
        ...(body !== undefined && { description: body }),
      }),
    *records() {
      for (const { id, summary, description } of sandbox.issues(scope))
        yield { id, title: summary, body: textOf(description) };
    },
    readsOf: ({ externalId, locator }) =>
      sandbox.requestCount(new RegExp(`^GET /rest/api/3/issue/(${externalId}|${locator})(\\?|$)`)),
    requestCount: (pattern) => sandbox.requestCount(pattern),
    subscribe: (url) =>
      void sandbox.hooks.add({
        url,
        secret: WEBHOOK_SECRET,
        events: ['jira:issue_created', 'jira:issue_updated', 'jira:issue_deleted'],
      }),
    close: () => sandbox.close(),
  };
}

/** The text of an Atlassian document of plain paragraphs. */
function textOf(node: unknown): string {
  const { content = [] } = (node ?? {}) as { content?: readonly { content?: readonly { text?: string }[] }[] };
  return content.map((paragraph) => (paragraph.content ?? []).map((piece) => piece.text ?? '').join('')).join('\n\n');
}
