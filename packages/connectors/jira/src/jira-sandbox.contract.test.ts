import { createJiraSandbox, type JiraSandbox, type JiraSandboxOptions } from '@syncline/connector-jira/sandbox';
import { createVendorFetch, type Stream } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { afterEach, describe, expect, it } from 'vitest';
import { createJiraClient, type JiraClient } from './client.ts';
import { jira } from './connector.ts';
import { jiraSettings } from './settings.ts';

const signal = new AbortController().signal;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(options: JiraSandboxOptions = {}, settings: object = {}) {
  const sandbox = await createJiraSandbox({ issues: 30, projects: 1, ...options });
  closing.push(() => sandbox.close());
  return { sandbox, client: connect(sandbox, settings) };
}

function connect(sandbox: JiraSandbox, settings: object = {}): JiraClient {
  const gate = { take: async () => {}, report: async () => {} };
  return createJiraClient({
    baseUrl: sandbox.url,
    settings: jiraSettings.parse({ email: sandbox.email, ...settings }),
    secrets: { token: sandbox.token },
    fetch: createVendorFetch({ gate, interpret: jira.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  });
}

function streamNamed(name: string): Stream {
  const stream = jira.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`no stream ${name}`);
  return stream;
}

async function readAll(client: JiraClient, name: string, since: Date | null = null, scope = '10000') {
  const stream = streamNamed(name);
  const records = new Map<string, Record<string, unknown>>();
  for (let cursor = null; ; ) {
    const page: Awaited<ReturnType<typeof stream.readPage>> = await stream.readPage(
      client,
      { scope, cursor, since },
      signal,
    );
    for (const item of stream.parsePage(page.raw)) {
      const result = stream.normalize(item, scope);
      if (result.outcome === 'record') records.set(result.record.externalId, { ...result.record });
    }
    cursor = page.next as never;
    if (page.next === null) return records;
  }
}

async function fetchOne(client: JiraClient, name: string, externalId: string, locator: string | null = null) {
  const stream = streamNamed(name);
  const fetched = await stream.fetchOne?.(client, { externalId, locator, scope: '10000' }, signal);
  if (fetched?.outcome !== 'found') return fetched?.outcome ?? 'no call';
  const result = stream.normalize(stream.parsePage(fetched.raw)[0], '10000');
  return result.outcome === 'record' ? result.record : result.outcome;
}

describe('issues', () => {
  it('read from the site show what the site holds', async () => {
    const { sandbox, client } = await start({ issues: 120 });
    const records = await readAll(client, 'issues');
    const truths = [...sandbox.issues('API')];
    expect(records.size).toBe(truths.length);
    for (const truth of truths) {
      const { key, summary, status, priority, assignee, labels, components, blocks, parent, sprint } = truth;
      expect(records.get(truth.id)).toMatchObject({
        locator: key,
        url: `${sandbox.url}/browse/${key}`,
        fields: { key, summary, status, priority, assignee, labels, components, blocks, parent, sprint },
      });
      const { fields } = records.get(truth.id) as { fields: Record<string, unknown> };
      expect(fields['issue_type']).toBe(truth.type);
      expect(fields['fix_versions']).toEqual(truth.fixVersions);
      expect(fields['depends_on']).toEqual(truth.dependsOn);
      expect(fields['customfield_10016']).toBe(truth.custom['customfield_10016']);
      expect(fields).not.toHaveProperty('customfield_10019');
    }
  });

  it('changed since a time are found whatever zone the account is in and however far its clock is off', async () => {
    let offMs = 0;
    const clock = { now: () => new Date(Date.now() + offMs) };
    const { sandbox, client } = await start({ clock, zoneOffsetMinutes: -480 });
    for (offMs of [0, 2 * 3_600_000, -2 * 3_600_000]) {
      const since = clock.now();
      sandbox.editIssue('API-7', { summary: `edited at ${offMs}` });
      const found = await readAll(client, 'issues', since);
      expect([...found.keys()]).toContain('10007');
      expect(found.size).toBeLessThan(5);
    }
  });

  it('that move while they are paged by time are all read', async () => {
    const { sandbox, client } = await start({ issues: 250 });
    const stream = streamNamed('issues');
    const seen = new Set<string>();
    let edits = 0;
    for (let cursor = null; ; ) {
      const page: Awaited<ReturnType<typeof stream.readPage>> = await stream.readPage(
        client,
        { scope: '10000', cursor, since: new Date(0) },
        signal,
      );
      for (const item of stream.parsePage(page.raw)) seen.add((item as { id: string }).id);
      for (const truth of [...sandbox.issues('API')].slice(0, 10))
        if (edits < 40) {
          sandbox.editIssue(truth.key, { summary: `moved ${edits}` });
          edits += 1;
        }
      cursor = page.next as never;
      if (page.next === null) break;
    }
    expect(seen.size).toBe(250);
  });

  it('are read again from the start when the token of a page has lapsed', async () => {
    const { client } = await start();
    const stream = streamNamed('issues');
    const cursor = { jql: 'project = 10000 ORDER BY key ASC', token: 'long-ago' };
    const page = await stream.readPage(client, { scope: '10000', cursor, since: null }, signal);
    expect(stream.parsePage(page.raw)).toHaveLength(30);
  });

  it('are gone when their project answers, and unreachable when it does not', async () => {
    const { sandbox, client } = await start();
    sandbox.deleteIssue('API-5');
    expect(await fetchOne(client, 'issues', '10005')).toBe('gone');
    sandbox.faults.add({ kind: 'status', status: 404, path: '/project/', count: 1 });
    expect(await fetchOne(client, 'issues', '10005')).toBe('unreachable');
    expect(await fetchOne(client, 'comments', '100050', '10005/comments/100050')).toBe('unreachable');
  });
});

describe('comments', () => {
  it('are read to the last one of an issue that has more than a search shows', async () => {
    const { sandbox, client } = await start({ comments: false });
    for (let i = 0; i < 130; i += 1) sandbox.createComment('API-3', `Comment ${i}`);
    sandbox.createComment('API-4', 'Alone');
    const records = await readAll(client, 'comments');
    expect(records.size).toBe(131);
    const since = await readAll(client, 'comments', new Date());
    expect(since.size).toBe(131);
    const [first] = sandbox.comments('API-4');
    expect(await fetchOne(client, 'comments', String(first?.id))).toMatchObject({
      fields: { body: 'Alone' },
      references: [{ relation: 'created_by' }, { relation: 'comments_on', externalId: '10004' }],
    });
    sandbox.deleteComment(String(first?.id));
    expect(await fetchOne(client, 'comments', String(first?.id), `10004/comments/${first?.id}`)).toBe('gone');
  });
});

describe('a create', () => {
  const request = (n: number) => ({
    fields: { summary: `Created ${n}`, issue_type: 'Task' },
    ownKey: `own-key-${n}`.padEnd(22, '_'),
    locators: {},
    parents: {},
    scope: '10000',
  });
  const writes = () => {
    const found = streamNamed('issues').writes;
    if (!found?.create || !found.findCreated || !found.createMany || !found.update) throw new Error('no writes');
    return found as Required<typeof found>;
  };

  it('whose answer was lost is found though no search sees it yet, by a key that many others have', async () => {
    const { sandbox, client } = await start({ issues: 400, searchLagMs: 3_600_000 });
    const since = new Date();
    for (let n = 0; n < 150; n += 1) sandbox.createIssue('API', { summary: `Theirs ${n}` });
    sandbox.faults.add({ kind: 'lost_answer', method: 'POST', path: '/issue$' });
    await expect(writes().create(client, request(1), signal)).rejects.toMatchObject({ class: 'transient' });
    for (let n = 0; n < 150; n += 1) sandbox.createIssue('API', { summary: `Theirs, later ${n}` });
    const found = await writes().findCreated(client, { ...request(1), since }, signal);
    expect(found?.key.locator).toBe('API-551');
    expect(await writes().findCreated(client, { ...request(2), since }, signal)).toBeNull();
  });

  it('in bulk whose answer was lost is found entry by entry', async () => {
    const { sandbox, client } = await start();
    const requests = Array.from({ length: 50 }, (_, n) => request(n));
    sandbox.faults.add({ kind: 'lost_answer', method: 'POST', path: '/issue/bulk' });
    await expect(writes().createMany(client, requests, signal)).rejects.toMatchObject({ class: 'transient' });
    const keys = new Set<string>();
    for (const one of requests) {
      const found = await writes().findCreated(client, { ...one, since: new Date() }, signal);
      keys.add(found?.key.externalId ?? 'none');
    }
    expect(keys.size).toBe(50);
    expect(sandbox.issueCount('API')).toBe(80);
  });

  it('in bulk tells each that is refused why, also when all are', async () => {
    const { client } = await start();
    const bad = { ...request(1), fields: { summary: '', issue_type: 'Task' } };
    const worse = { ...request(2), fields: { summary: 'x', issue_type: 'Nonsense' } };
    for (const requests of [
      [bad, request(3), worse],
      [bad, worse],
    ]) {
      const answers = await writes().createMany(client, requests, signal);
      const fields = answers.map((answer) => (answer.outcome === 'refused' ? answer.error.field : 'written'));
      expect(fields).toEqual(requests.length === 3 ? ['summary', 'written', 'issue_type'] : ['summary', 'issue_type']);
    }
  });

  it('that can not take its status is partial, and stands', async () => {
    const { sandbox, client } = await start({ workflow: { 'To Do': ['In Progress'] } });
    const { fields, ...rest } = request(1);
    const wish = { ...rest, fields: { ...fields, status: 'Done' } };
    await expect(writes().create(client, wish, signal)).rejects.toMatchObject({ class: 'partial', field: 'status' });
    const found = await writes().findCreated(client, { ...wish, since: new Date() }, signal);
    expect(sandbox.issue(found?.key.externalId ?? '')?.status).toBe('To Do');
  });
});

describe('an update', () => {
  const update = (fields: Record<string, never>, expected = {}) => ({
    key: { externalId: '10001', locator: 'API-1', scope: '10000' },
    fields,
    expected,
    expectedVersion: null,
    ownKey: null,
    locators: {},
  });
  const write = (client: JiraClient, fields: object, expected = {}) =>
    streamNamed('issues').writes?.update?.(client, update(fields as never, expected), signal);

  it('to a status without a direct transition changes nothing and says what is on offer', async () => {
    const { sandbox, client } = await start({ workflow: { 'To Do': ['In Progress', 'In Review'] } });
    sandbox.editIssue('API-1', { status: 'To Do', summary: 'As it was' });
    const error = await write(client, { status: 'Done', summary: 'New' })?.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SynclineError);
    expect(error).toMatchObject({
      class: 'invalid',
      code: 'invalid_transition',
      field: 'status',
      choices: ['In Progress', 'In Review'],
    });
    expect(sandbox.issue('API-1')).toMatchObject({ status: 'To Do', summary: 'As it was' });
    await write(client, { status: 'to do', summary: 'New' });
    expect(sandbox.issue('API-1')).toMatchObject({ status: 'To Do', summary: 'New' });
  });

  it('of links leaves those that nobody expected', async () => {
    const { sandbox, client } = await start();
    sandbox.addLink('Blocks', 'API-1', 'API-2');
    sandbox.addLink('Blocks', 'API-1', 'API-3');
    await write(client, { blocks: ['10004'] }, { blocks: ['10002'] });
    expect(sandbox.issue('API-1')?.blocks).toEqual(['10003', '10004']);
    expect(sandbox.issue('API-4')?.dependsOn).toEqual(['10001']);
    await write(client, { depends_on: ['10005'], related_to: ['10006'] });
    expect(sandbox.issue('API-5')?.blocks).toEqual(['10001']);
    expect(sandbox.issue('API-6')?.relatedTo).toEqual(['10001']);
  });

  it('of custom fields sends each in the form of its type', async () => {
    const { sandbox, client } = await start();
    const account = sandbox.users()[3]?.accountId ?? '';
    const fields = {
      customfield_10010: 'Blue',
      customfield_10011: 'Initech',
      customfield_10012: 'Notes\n\nof a release',
      customfield_10013: ['Android', 'Web'],
      customfield_10014: [account],
      customfield_10015: '2027-01-01T10:00:00.000Z',
      customfield_10016: 8.5,
    };
    await write(client, fields);
    expect(await fetchOne(client, 'issues', '10001')).toMatchObject({ fields });
    await write(client, { customfield_10010: null, customfield_10013: [], customfield_10012: null });
    expect(await fetchOne(client, 'issues', '10001')).toMatchObject({
      fields: { ...fields, customfield_10010: null, customfield_10013: [], customfield_10012: null },
    });
    await expect(write(client, { customfield_99999: 1 })).rejects.toMatchObject({
      class: 'invalid',
      field: 'customfield_99999',
    });
    await expect(write(client, { created_at: 'x' })).rejects.toMatchObject({ class: 'invalid', field: 'created_at' });
  });

  it('that breaks off half way is partial', async () => {
    const { sandbox, client } = await start();
    sandbox.editIssue('API-1', { status: 'To Do' });
    sandbox.faults.add({ kind: 'status', status: 502, method: 'POST', path: '/transitions' });
    await expect(write(client, { summary: 'Half', status: 'Done' })).rejects.toMatchObject({ class: 'partial' });
    expect(sandbox.issue('API-1')).toMatchObject({ summary: 'Half', status: 'To Do' });
  });
});
