import { createGitHubSandbox, type GitHubSandbox, type GitHubSandboxOptions } from '@syncline/connector-github/sandbox';
import { type ChangeHint, createVendorFetch, type Stream } from '@syncline/connector-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import type { GitHubClient } from './client.ts';
import { gitHub } from './connector.ts';

const signal = new AbortController().signal;
const target = { url: 'http://127.0.0.1:9/webhooks', secret: 's' };
let sandbox: GitHubSandbox;

afterEach(() => sandbox.close());

async function connect(
  options: GitHubSandboxOptions = {},
  settings: Record<string, unknown> = {},
): Promise<GitHubClient> {
  sandbox = await createGitHubSandbox({ issues: 20, repositories: 2, ...options });
  const fetch = createVendorFetch({
    gate: { take: async () => {}, report: async () => {} },
    interpret: gitHub.interpretAnswer,
    retries: 0,
  });
  return gitHub.createClient({
    baseUrl: sandbox.url,
    settings: gitHub.settings.parse({ owner: 'acme', ...settings }),
    secrets: { token: sandbox.token },
    fetch,
  });
}

function stream(name: string): Required<Stream<GitHubClient>> {
  return gitHub.streams.find((candidate) => candidate.name === name) as Required<Stream<GitHubClient>>;
}

async function scopeOf(client: GitHubClient, kind: string, title?: string): Promise<string> {
  const scopes = await gitHub.listScopes(client, kind, signal);
  return (title === undefined ? scopes[0] : scopes.find((scope) => scope.title === title))?.key ?? '';
}

function hintsOf(event: string, body: string): readonly ChangeHint[] {
  const decoded = gitHub.webhooks?.decode({ event, headers: {}, rawBody: Buffer.from(body) });
  return decoded?.outcome === 'hints' ? decoded.hints : [];
}

describe('scopes', () => {
  it('are all repositories of the owner, or those that the settings name', async () => {
    const client = await connect();
    expect((await gitHub.listScopes(client, 'repository', signal)).map(({ title }) => title)).toEqual(
      sandbox.repositories(),
    );
    const [name = ''] = sandbox.repositories();
    const named = { ...client, settings: { owner: 'acme', repositories: [name.split('/')[1] ?? ''] } };
    expect(await gitHub.listScopes(named, 'repository', signal)).toMatchObject([
      { key: expect.stringMatching(/^\d+:/), title: name },
    ]);
  });

  it('leave projects out when the settings do', async () => {
    const client = await connect({}, { projects: false });
    expect(await gitHub.listScopes(client, 'project', signal)).toEqual([]);
    const page = await stream('projects').readPage(client, { scope: 'orgs/acme', cursor: null, since: null }, signal);
    expect(stream('projects').parsePage(page.raw)).toEqual([]);
  });

  it('tell who the token is', async () => {
    const client = await connect();
    expect(await gitHub.check(client, signal)).toEqual({ account: sandbox.members()[0], detail: 'organisation acme' });
  });
});

describe('a single issue', () => {
  it('is gone when it was deleted, and moved when it was transferred', async () => {
    const client = await connect();
    const [from = '', to = ''] = sandbox.repositories();
    const scope = await scopeOf(client, 'repository', from);
    const [one, two] = [sandbox.createIssue(from, { title: 'one' }), sandbox.createIssue(from, { title: 'two' })];
    const keyOf = (issue: { id: number; number: number }) => ({
      externalId: String(issue.id),
      locator: `${from}#${issue.number}`,
      scope,
    });
    expect((await stream('issues').fetchOne(client, keyOf(one), signal)).outcome).toBe('found');
    sandbox.deleteIssue(from, one.number);
    sandbox.transferIssue(from, two.number, to);
    expect(await stream('issues').fetchOne(client, keyOf(one), signal)).toEqual({ outcome: 'gone' });
    expect((await stream('issues').fetchOne(client, keyOf(two), signal)).outcome).toBe('moved');
  });

  it('proves nothing while its repository is out of sight', async () => {
    const client = await connect();
    const key = { externalId: '1', locator: 'acme/nowhere#1', scope: '1:acme/nowhere' };
    expect((await stream('issues').fetchOne(client, key, signal)).outcome).toBe('unreachable');
  });

  it('is not gone because its repository turned issues off', async () => {
    const client = await connect();
    const repo = sandbox.repositories()[1] ?? '';
    const scope = await scopeOf(client, 'repository', repo);
    const issue = sandbox.createIssue(repo, { title: 'still there' });
    sandbox.editRepository(repo, { hasIssues: false });
    try {
      const key = { externalId: String(issue.id), locator: `${repo}#${issue.number}`, scope };
      expect((await stream('issues').fetchOne(client, key, signal)).outcome).toBe('unreachable');
      expect((await stream('issues').probe?.(client, scope, signal))?.count).toBe(0);
      const page = await stream('issues').readPage(client, { scope, cursor: null, since: new Date(0) }, signal);
      expect(stream('issues').parsePage(page.raw)).toEqual([]);
    } finally {
      sandbox.editRepository(repo, { hasIssues: true });
    }
  });

  it('shows its dependencies and sub-issues by its links', async () => {
    const client = await connect();
    const [repo = ''] = sandbox.repositories();
    const scope = await scopeOf(client, 'repository', repo);
    const [parent, child, blocker] = ['parent', 'child', 'blocker'].map((title) =>
      sandbox.createIssue(repo, { title }),
    );
    if (!parent || !child || !blocker) throw new Error('no issues');
    sandbox.addSubIssue(repo, parent.number, repo, child.number);
    sandbox.addBlockedBy(repo, parent.number, repo, blocker.number);
    const listed = stream('issues').normalize(sandbox.issueAnswer(repo, parent.number), scope);
    if (listed.outcome !== 'record' || !listed.followUps[0]) throw new Error('no follow-up');
    const linksOf = async (key: { externalId: string; locator: string | null }) => {
      const fetched = await stream('issue_links').fetchOne(client, { ...key, scope }, signal);
      if (fetched.outcome !== 'found') throw new Error(fetched.outcome);
      return stream('issue_links').normalize(stream('issue_links').parsePage(fetched.raw)[0], scope);
    };
    expect(await linksOf(listed.followUps[0])).toMatchObject({
      record: {
        externalId: String(parent.id),
        references: [{ relation: 'depends_on', externalId: String(blocker.id) }],
      },
      embedded: [
        {
          externalId: String(child.id),
          references: [{ relation: 'child_of', externalId: null, locator: `${repo}#${parent.number}` }],
        },
      ],
    });
    expect(await linksOf({ externalId: String(child.id), locator: `${repo}#${child.number}` })).toMatchObject({
      record: { references: [{ relation: 'child_of', locator: `${repo}#${parent.number}` }] },
    });
    sandbox.removeSubIssue(repo, parent.number, repo, child.number);
    expect(await linksOf({ externalId: String(child.id), locator: `${repo}#${child.number}` })).toMatchObject({
      record: { references: [], relations: ['depends_on', 'blocks', 'child_of'] },
    });
  });
});

describe('a list that GitHub pages by cursor', () => {
  it('is followed from its first page, whole', async () => {
    const client = await connect({ issues: 350, repositories: 1, pullRequests: 0, issuePaging: 'cursor' });
    const scope = await scopeOf(client, 'repository');
    const probe = await stream('issues').probe(client, scope, signal);
    expect(probe).toMatchObject({ followOnly: true });
    expect(probe.count).toBeGreaterThanOrEqual(350);
    const ids = new Set<unknown>();
    for (let cursor: Parameters<Stream['readPage']>[1]['cursor'] = { page: 1 }; cursor; ) {
      const page: Awaited<ReturnType<Stream['readPage']>> = await stream('issues').readPage(
        client,
        { scope, cursor, since: null },
        signal,
      );
      for (const item of stream('issues').parsePage(page.raw)) ids.add((item as { id: number }).id);
      cursor = page.next;
    }
    expect(ids.size).toBe(350);
  });
});

describe('projects', () => {
  it('are refused as permission when the token may not see them', async () => {
    const client = await connect();
    sandbox.faults.add({ kind: 'status', status: 403, path: 'projectsV2', count: 2 });
    await expect(
      stream('projects').readPage(client, { scope: 'orgs/acme', cursor: null, since: null }, signal),
    ).rejects.toMatchObject({ class: 'permission' });
    await expect(gitHub.listScopes(client, 'project', signal)).rejects.toMatchObject({ class: 'permission' });
  });

  it('show the status of an item, read by what a webhook tells of it', async () => {
    const client = await connect();
    const [repo = ''] = sandbox.repositories();
    const issue = sandbox.createIssue(repo, { title: 'tracked' });
    const hook = sandbox.hooks.add({ url: target.url });
    const itemId = sandbox.setProjectItemStatus(1, repo, issue.number, 'In Progress');
    await sandbox.webhooks.idle();
    const delivery = sandbox.hooks.deliveries(hook).find(({ event }) => event === 'projects_v2_item');
    const [hint] = hintsOf('projects_v2_item', delivery?.body ?? '');
    if (!hint) throw new Error('no hint');
    expect(hint.scope).toBe(await scopeOf(client, 'project'));
    const fetched = await stream('project_items').fetchOne(client, hint, signal);
    if (fetched.outcome !== 'found') throw new Error(fetched.outcome);
    expect(
      stream('project_items').normalize(stream('project_items').parsePage(fetched.raw)[0], hint.scope),
    ).toMatchObject({
      record: {
        externalId: String(itemId),
        fields: { status: 'In Progress' },
        references: expect.arrayContaining([{ relation: 'tracks', stream: 'issues', externalId: String(issue.id) }]),
      },
    });
  });
});

describe('subscriptions', () => {
  it('are one for the organisation, however often they are asked for', async () => {
    const client = await connect();
    const first = await gitHub.webhooks?.register?.(client, target, signal);
    expect(first).toEqual([{ id: expect.stringMatching(/^\d+$/), scope: 'orgs/acme' }]);
    expect(await gitHub.webhooks?.register?.(client, target, signal)).toEqual(first);
    expect(sandbox.hooks.list()).toHaveLength(1);
    for (const _ of [1, 2]) await gitHub.webhooks?.unregister?.(client, first?.[0] ?? { id: '', scope: '' }, signal);
    expect(sandbox.hooks.list()).toHaveLength(0);
  });

  it('stand until somebody removes them or switches them off, and are put back', async () => {
    const client = await connect();
    const made = (await gitHub.webhooks?.register?.(client, target, signal)) ?? [];
    const standing = () => gitHub.webhooks?.standing?.(client, [...made, { id: '1', scope: 'orgs/acme' }], signal);
    expect(await standing()).toEqual(made);
    await client.bytes('PATCH /orgs/acme/hooks/{id}', { id: made[0]?.id, active: false }, signal);
    expect(await standing()).toEqual([]);
    await gitHub.webhooks?.register?.(client, target, signal);
    expect(await standing()).toEqual(made);
    const [hook] = sandbox.hooks.list();
    if (hook) sandbox.hooks.remove(hook);
    expect(await standing()).toEqual([]);
  });

  it('have what failed sent again, and only that', async () => {
    const client = await connect();
    const since = new Date(Date.now() - 60_000);
    const [subscription] = (await gitHub.webhooks?.register?.(client, target, signal)) ?? [];
    const [hook] = sandbox.hooks.list();
    const [repo = ''] = sandbox.repositories();
    sandbox.createIssue(repo, { title: 'nobody listens' });
    await sandbox.webhooks.idle();
    if (!subscription || !hook) throw new Error('no hook');
    const failed = new Set(sandbox.hooks.deliveries(hook, 'failure').map(({ guid }) => guid)).size;
    expect(failed).toBeGreaterThan(0);
    expect(await gitHub.webhooks?.redeliverFailed?.(client, subscription, since, signal)).toBe(failed);
    await sandbox.webhooks.idle();
    expect(sandbox.hooks.deliveries(hook).filter(({ isRedelivery }) => isRedelivery)).toHaveLength(failed);
    expect(await gitHub.webhooks?.redeliverFailed?.(client, subscription, new Date(Date.now() + 60_000), signal)).toBe(
      0,
    );
  });
});
