import { createGitHubSandbox, type GitHubSandbox, type GitHubSandboxOptions } from '@syncline/connector-github/sandbox';
import type { CreateRequest, RecordKey, Stream, StreamWrites } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { afterEach, describe, expect, it } from 'vitest';
import { loadGitHubDescription } from '../sandbox/testing/openapi-check.ts';
import { startReceiver } from '../sandbox/testing/start-receiver.ts';
import type { GitHubClient } from './client.ts';
import { gitHub } from './connector.ts';
import { createCheckedClient } from './testing/create-checked-client.ts';

const signal = new AbortController().signal;
const description = loadGitHubDescription();
const KEY = 'abcdefghijklmnopqrstuv';
const MARKER = `<!-- syncline:${KEY} -->`;
const [REPOSITORY, OTHER] = ['acme/api', 'acme/web'];
let sandbox: GitHubSandbox;

afterEach(() => sandbox.close());

async function connect(options: GitHubSandboxOptions = {}): Promise<GitHubClient> {
  sandbox = await createGitHubSandbox({ issues: 20, repositories: 2, pullRequests: 0, ...options });
  return createCheckedClient(sandbox);
}

function writesOf(name: string): Required<StreamWrites<GitHubClient>> {
  return streamOf(name).writes as Required<StreamWrites<GitHubClient>>;
}

function streamOf(name: string): Required<Stream<GitHubClient>> {
  return gitHub.streams.find((candidate) => candidate.name === name) as Required<Stream<GitHubClient>>;
}

async function scopeOf(client: GitHubClient, kind: string): Promise<string> {
  return (await gitHub.listScopes(client, kind, signal))[0]?.key ?? '';
}

async function requestFor(client: GitHubClient, fields: Record<string, Json>): Promise<CreateRequest> {
  return { fields, ownKey: KEY, locators: {}, parents: {}, scope: await scopeOf(client, 'repository') };
}

function updateFor(key: RecordKey, fields: Record<string, Json>, locators: Record<string, string> = {}) {
  return { key, fields, locators, ownKey: KEY, expected: {}, expectedVersion: null };
}

async function read(client: GitHubClient, stream: string, key: RecordKey) {
  const fetched = await streamOf(stream).fetchOne(client, key, signal);
  if (fetched.outcome !== 'found') throw new Error(fetched.outcome);
  const result = streamOf(stream).normalize(streamOf(stream).parsePage(fetched.raw)[0], key.scope);
  if (result.outcome !== 'record') throw new Error(result.outcome);
  return result.record;
}

function titlesAt(repository: string): string[] {
  return [...sandbox.issues(repository)].map(({ title }) => title);
}

describe('an issue', () => {
  it('is created closed, with its links, though that takes several calls', async () => {
    const client = await connect();
    const other = sandbox.createIssue(REPOSITORY, { title: 'blocker' });
    const request = await requestFor(client, {
      title: 'Whole',
      body: null,
      state: 'closed',
      state_reason: 'not_planned',
      depends_on: [String(other.id)],
    });
    const { key, raw } = await writesOf('issues').create(client, request, signal);
    const [shown] = streamOf('issues').parsePage(raw ?? Buffer.from(''));
    expect(shown).toMatchObject({ state: 'closed', state_reason: 'not_planned', body: MARKER });
    expect(await read(client, 'issues', key)).toMatchObject({ ownKey: KEY, fields: { body: null, state: 'closed' } });
    const truth = [...sandbox.issues(REPOSITORY)].find(({ id }) => String(id) === key.externalId);
    expect(truth?.blockedBy).toEqual([other.id]);
  });

  it('that was made but could not be closed is no refused create', async () => {
    const client = await connect();
    sandbox.faults.add({ kind: 'secondary_limit', method: 'PATCH' });
    const request = await requestFor(client, { title: 'Half', state: 'closed' });
    await expect(writesOf('issues').create(client, request, signal)).rejects.toMatchObject({ class: 'partial' });
    const since = new Date();
    const found = await writesOf('issues').findCreated(client, { ...request, since }, signal);
    expect((await read(client, 'issues', found?.key as RecordKey)).fields).toMatchObject({ title: 'Half' });
    expect(titlesAt(REPOSITORY).filter((title) => title === 'Half')).toHaveLength(1);
  });

  it('is found over many newer ones, though the list shrinks while it is looked through', async () => {
    const client = await connect();
    const request = await requestFor(client, { title: 'Wanted' });
    const made = await writesOf('issues').create(client, request, signal);
    const newer = Array.from({ length: 100 }, (_, at) => sandbox.createIssue(REPOSITORY, { title: `newer ${at}` }));
    // Between page one and page two one of page one goes, so that what began page two ends page one, unseen.
    let reads = 0;
    const shrinking: GitHubClient = {
      ...client,
      async json(route, parameters, aborted) {
        const answer = await client.json(route, parameters, aborted);
        if (route.endsWith('/issues') && ++reads === 1) sandbox.deleteIssue(REPOSITORY, newer[50]?.number ?? 0);
        return answer;
      },
    };
    const search = { ...request, since: new Date() };
    expect((await writesOf('issues').findCreated(shrinking, search, signal))?.key).toEqual(made.key);
    expect(reads).toBeGreaterThan(2);
    const none = { ...search, ownKey: 'vutsrqponmlkjihgfedcba' };
    expect(await writesOf('issues').findCreated(client, none, signal)).toBeNull();
  });

  it('keeps the key under what people write, and a copy of it shows the same', async () => {
    const client = await connect();
    const request = await requestFor(client, { title: 'Original', body: 'one' });
    const { key } = await writesOf('issues').create(client, request, signal);
    const number = Number(/\d+$/.exec(key.locator ?? '')?.[0]);
    const body = `one\r\n\r\n${MARKER}\r\n\r\nPS: two`;
    sandbox.editIssue(REPOSITORY, number, { body });
    expect(await read(client, 'issues', key)).toMatchObject({ ownKey: KEY, fields: { body: 'one\r\n\r\nPS: two' } });
    const copy = sandbox.createIssue(REPOSITORY, { title: 'Copy', body });
    const copied = { externalId: String(copy.id), locator: `${REPOSITORY}#${copy.number}`, scope: key.scope };
    expect((await read(client, 'issues', copied)).ownKey).toBe(KEY);
    const search = { ...request, since: new Date() };
    expect((await writesOf('issues').findCreated(client, search, signal))?.key).toEqual(key);
    await writesOf('issues').update(client, updateFor(key, { body: 'three' }), signal);
    expect(sandbox.issueAnswer(REPOSITORY, number)).toMatchObject({ body: `three\n\n${MARKER}` });
  });

  it('has dependencies in both directions and over repositories, each told once', async () => {
    const client = await connect();
    const [own, far, near] = [
      sandbox.createIssue(REPOSITORY, { title: 'own' }),
      sandbox.createIssue(OTHER, { title: 'far' }),
      sandbox.createIssue(REPOSITORY, { title: 'near' }),
    ];
    const scope = await scopeOf(client, 'repository');
    const key = { externalId: String(own.id), locator: `${REPOSITORY}#${own.number}`, scope };
    const update = (fields: Record<string, Json>, locators = {}) =>
      writesOf('issues').update(client, updateFor(key, fields, locators), signal);
    const [farId, nearId] = [String(far.id), String(near.id)];
    await update({ blocks: [farId], depends_on: [nearId] }, { [`issues/${farId}`]: `${OTHER}#${far.number}` });
    await update({ blocks: [farId], depends_on: [nearId] });
    expect(sandbox.requestCount(/^POST .*dependencies/)).toBe(2);
    expect([...sandbox.issues(OTHER)].find(({ id }) => id === far.id)?.blockedBy).toEqual([own.id]);
    await update({ blocks: [], depends_on: [] });
    expect([...sandbox.issues(OTHER)].find(({ id }) => id === far.id)?.blockedBy).toEqual([]);
    // Told from both ends at once.
    sandbox.faults.add({ kind: 'slow', delayMs: 300, count: 2, method: 'POST', path: '/dependencies/blocked_by' });
    const end = { ...key, externalId: nearId, locator: `${REPOSITORY}#${near.number}` };
    const place = { [`issues/${key.externalId}`]: key.locator };
    await Promise.all([
      update({ depends_on: [nearId] }),
      writesOf('issues').update(client, updateFor(end, { blocks: [key.externalId] }, place), signal),
    ]);
    expect(sandbox.requestCount(/^POST .*dependencies/)).toBe(4);
    expect([...sandbox.issues(REPOSITORY)].find(({ id }) => id === own.id)?.blockedBy).toEqual([near.id]);
    await expect(update({ blocks: ['77'] })).rejects.toMatchObject({ class: 'invalid', field: 'blocks' });
    await expect(update({ depends_on: ['77'] })).rejects.toMatchObject({ class: 'invalid', field: 'depends_on' });
    await expect(update({ depends_on: [key.externalId] })).rejects.toMatchObject({ field: 'depends_on' });
  });

  it.each([
    ['assignees', { assignees: ['99999'] }],
    ['assignees', { assignees: ['10190'] }],
    ['milestone', { milestone: '99999' }],
    ['title', { title: '  ' }],
    ['body', { body: 'x'.repeat(65_537) }],
  ])('is refused with the name of the field: %s', async (field, fields) => {
    const client = await connect();
    const issue = sandbox.createIssue(REPOSITORY, { title: 'one' });
    const scope = await scopeOf(client, 'repository');
    const key = { externalId: String(issue.id), locator: `${REPOSITORY}#${issue.number}`, scope };
    const refused = writesOf('issues').update(client, updateFor(key, fields), signal);
    await expect(refused).rejects.toMatchObject({ class: 'invalid', field });
    expect((await read(client, 'issues', key)).fields).toMatchObject({ title: 'one', assignees: [], milestone: null });
  });

  it('is told by webhooks in the name of the token when we write it', async () => {
    const client = await connect();
    const receiver = await startReceiver();
    try {
      sandbox.hooks.add({ url: receiver.url });
      const request = await requestFor(client, { title: 'Told', body: 'x', labels: ['bug'] });
      const { key } = await writesOf('issues').create(client, request, signal);
      await writesOf('issues').update(client, updateFor(key, { state: 'closed', labels: [] }), signal);
      await sandbox.webhooks.idle();
      const told = receiver.received.filter(({ event }) => event === 'issues');
      expect(told.map(({ payload }) => payload.action)).toEqual(['opened', 'unlabeled', 'closed']);
      for (const { payload, event } of told) {
        expect(payload.sender.login).toBe(sandbox.members()[0]);
        expect(description.checkWebhook(event, payload)).toEqual([]);
      }
      const [hook] = sandbox.hooks.list();
      if (!hook) throw new Error('no hook');
      const sent = sandbox.hooks.deliveries(hook).length;
      sandbox.hooks.silence(hook);
      await writesOf('issues').update(client, updateFor(key, { title: 'Untold' }), signal);
      await sandbox.webhooks.idle();
      expect(sandbox.hooks.deliveries(hook)).toHaveLength(sent);
    } finally {
      await receiver.close();
    }
  });

  it('waits when too much is made at once, and is not made', async () => {
    const client = await connect({ contentLimit: { createsPerMinute: 1, retryAfterSeconds: 30 } });
    await writesOf('issues').create(client, await requestFor(client, { title: 'First' }), signal);
    const second = writesOf('issues').create(client, await requestFor(client, { title: 'Second' }), signal);
    const before = Date.now();
    await expect(second).rejects.toMatchObject({ class: 'rate_limited', code: 'github_secondary_limit' });
    const error = (await second.catch((thrown: unknown) => thrown)) as { retryAt: Date };
    expect(error.retryAt.getTime()).toBeGreaterThan(before + 20_000);
    expect(titlesAt(REPOSITORY)).not.toContain('Second');
  });
});

describe('what people are told', () => {
  it('is one comment on an issue, brought up to date, and no comment of ours to sync', async () => {
    const client = await connect({ comments: false });
    const issue = sandbox.createIssue(REPOSITORY, { title: 'one' });
    const scope = await scopeOf(client, 'repository');
    const key = { externalId: String(issue.id), locator: `${REPOSITORY}#${issue.number}`, scope };
    for (const state of ['in_step', 'in_step', 'conflict'] as const) {
      const note = { state, text: `API-7 is ${state}`, url: 'https://jira.example.com/browse/API-7' };
      await writesOf('issues').announce(client, key, note, signal);
    }
    const comments = [...sandbox.comments(REPOSITORY)];
    expect(comments.map(({ body }) => body)).toEqual([
      '[API-7 is conflict](https://jira.example.com/browse/API-7)\n\n<!-- syncline:note -->',
    ]);
    const page = await streamOf('comments').readPage(client, { scope, cursor: { page: 1 }, since: null }, signal);
    const results = streamOf('comments')
      .parsePage(page.raw)
      .map((item) => streamOf('comments').normalize(item, scope));
    expect(results).toMatchObject([{ outcome: 'ignored' }]);
  });

  it('is a commit status on a pull request', async () => {
    const client = await connect();
    const pull = sandbox.createIssue(REPOSITORY, { title: 'pull', pullRequest: true });
    const scope = await scopeOf(client, 'repository');
    const key = { externalId: '1', locator: `${REPOSITORY}#${pull.number}`, scope };
    const note = { state: 'failed', text: 'x'.repeat(200), url: null } as const;
    await writesOf('pull_requests').announce(client, key, note, signal);
    expect(sandbox.statuses(REPOSITORY)).toMatchObject([{ state: 'failure', context: 'syncline', targetUrl: null }]);
  });
});

describe('an item of a project', () => {
  it('tracks an issue once, however often it is put there', async () => {
    const client = await connect({ projectItems: 0 });
    const issue = sandbox.createIssue(REPOSITORY, { title: 'tracked' });
    const repository = await scopeOf(client, 'repository');
    const tracks = { externalId: String(issue.id), locator: `${REPOSITORY}#${issue.number}`, scope: repository };
    const scope = await scopeOf(client, 'project');
    const request = { fields: { status: 'Todo' }, ownKey: KEY, locators: {}, parents: { tracks }, scope };
    const search = { ...request, since: new Date() };
    expect(await writesOf('project_items').findCreated(client, search, signal)).toBeNull();
    const { key } = await writesOf('project_items').create(client, request, signal);
    expect((await writesOf('project_items').create(client, request, signal)).key).toEqual(key);
    expect((await writesOf('project_items').findCreated(client, search, signal))?.key).toEqual(key);
    const record = await read(client, 'project_items', key);
    expect(record).toMatchObject({ locator: key.locator, fields: { title: 'tracked', status: 'Todo' } });
    expect(record.references).toContainEqual({ relation: 'tracks', stream: 'issues', externalId: String(issue.id) });
  });

  it.each([
    ['status', 'Nowhere', ['Todo', 'In Progress', 'Done']],
    ['custom.Nothing', 'x', expect.arrayContaining(['Status', 'Estimate'])],
    ['custom.Estimate', 'many', undefined],
    ['custom.Target date', 'soon', undefined],
  ])('is refused by name: %s of %j', async (field, value, choices) => {
    const client = await connect();
    const scope = await scopeOf(client, 'project');
    const request = { fields: { title: 'x', [field]: value }, ownKey: KEY, locators: {}, parents: {}, scope };
    const refused = writesOf('project_items').create(client, request, signal);
    await expect(refused).rejects.toMatchObject({ class: 'invalid', field, ...(choices && { choices }) });
    expect(sandbox.requestCount(/^POST/)).toBe(0);
  });
});
