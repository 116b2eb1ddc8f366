import { createGitHubSandbox } from '@syncline/connector-github/sandbox';
import { UNLIMITED, type Vendor, WEBHOOK_SECRET } from './vendor.ts';

const MARKER = /\s*<!-- syncline:[\w-]+ -->\s*$/;

/** An organisation with one repository and no issues. */
export async function startGitHub(seed: number): Promise<Vendor> {
  const sandbox = await createGitHubSandbox({
    seed,
    issues: 0,
    repositories: 1,
    pullRequests: 0,
    projectItems: 0,
    rateLimit: UNLIMITED,
  });
  const repository = sandbox.repositories()[0]!;
  const answer = await fetch(`${sandbox.url}/repos/${repository}`, {
    headers: { authorization: `Bearer ${sandbox.token}` },
  });
  const { id } = (await answer.json()) as { id: number };
  const scope = `${id}:${repository}`;
  return {
    name: 'github',
    connector: 'github',
    stream: 'issues',
    url: sandbox.url,
    settings: { owner: sandbox.org, ownerType: 'org', streams: ['issues'] },
    secrets: { token: sandbox.token, webhookSecret: WEBHOOK_SECRET },
    member: { connection: 'github', stream: 'issues', createIn: scope, fields: { title: 'title', body: 'body' } },
    createCalls: [{ method: 'POST', path: '/issues$' }],
    writeCalls: /^(POST|PATCH|PUT|DELETE) \/repos\//,
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    create({ title, body }) {
      const issue = sandbox.createIssue(repository, { title, body: body });
      return { externalId: String(issue.id), locator: `${repository}#${issue.number}`, scope };
    },
    edit(id, edit) {
      const issue = [...sandbox.issues(repository)].find((candidate) => String(candidate.id) === id)!;
      const { body, ...rest } = edit;
      // People edit the text, and leave the comment at its end alone.
      const text = body === undefined ? {} : { body: `${body}${MARKER.exec(issue.body ?? '')?.[0] ?? ''}` };
      sandbox.editIssue(repository, issue.number, { ...rest, ...text });
    },
    *records() {
      for (const { id, title, body } of sandbox.issues(repository))
        yield { id: String(id), title, body: (body ?? '').replace(MARKER, '') };
    },
    readsOf: ({ locator }) => sandbox.requestCount(new RegExp(`^GET /repos/${locator.replace('#', '/issues/')}$`)),
    requestCount: (pattern) => sandbox.requestCount(pattern),
    subscribe: (url) => void sandbox.hooks.add({ url, secret: WEBHOOK_SECRET }),
    close: () => sandbox.close(),
  };
}
