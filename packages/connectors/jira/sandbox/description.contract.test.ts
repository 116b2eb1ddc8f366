import type { CreateRequest, PageCursor, Stream } from '@syncline/connector-sdk';
import { recordingFetch, type WireCall } from '@syncline/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJiraClient } from '../src/client.ts';
import { jira } from '../src/connector.ts';
import { jiraSettings } from '../src/settings.ts';
import { createJiraSandbox, type JiraSandbox } from './jira-sandbox.ts';
import { jiraDescriptionsFolder } from './testing/env.ts';
import { type JiraDescription, loadJiraDescription } from './testing/openapi-check.ts';

const folder = jiraDescriptionsFolder();
const signal = new AbortController().signal;

describe.skipIf(folder === null)("every request and every answer is as Jira's description has it", () => {
  let description: JiraDescription;
  const calls: WireCall[] = [];
  let sandbox: JiraSandbox;
  let client: ReturnType<typeof createJiraClient>;

  beforeAll(async () => {
    description = loadJiraDescription(folder ?? '');
    sandbox = await createJiraSandbox({ issues: 250, projects: 2 });
    const settings = jiraSettings.parse({ email: sandbox.email, webhooks: 'dynamic' });
    const access = { baseUrl: sandbox.url, settings, secrets: { token: sandbox.token } };
    client = createJiraClient({ ...access, fetch: recordingFetch(calls) });
  });
  afterAll(() => sandbox.close());

  /** The calls that it makes, none of which may be wrong, and at least one. */
  async function wire(act: () => Promise<unknown>): Promise<readonly WireCall[]> {
    const from = calls.length;
    await act();
    const made = calls.slice(from);
    expect(made.length).toBeGreaterThan(0);
    for (const call of made)
      expect(description.check(call).slice(0, 5), `${call.method} ${call.path} ${call.status}`).toEqual([]);
    return made;
  }

  const streamNamed = (name: string) => jira.streams.find((stream) => stream.name === name) as Stream;

  it.each(jira.streams.map(({ name }) => name))('reading %s', async (name) => {
    const stream = streamNamed(name);
    await wire(async () => {
      for (const { key: scope } of await jira.listScopes(client, stream.scopeKind, signal)) {
        for (const since of stream.incremental === 'since' ? [null, new Date(0)] : [null]) {
          const plan = since === null ? await stream.planWindows?.(client, scope, signal) : null;
          const cursors: (PageCursor | null)[] = plan ? [...plan.windows] : [null];
          for (let cursor = cursors.shift(); cursor !== undefined; cursor = cursors.shift()) {
            const page = await stream.readPage(client, { scope, cursor, since }, signal);
            cursors.push(...(page.next ? [page.next] : []), ...(page.split ?? []));
            const [item] = stream.parsePage(page.raw);
            const result = stream.normalize(item, scope);
            if (result.outcome === 'record') await stream.fetchOne?.(client, { ...result.record, scope }, signal);
          }
        }
      }
    });
  });

  it('looking who we are', () => wire(() => jira.check(client, signal)));

  it('describing fields, as an administrator and as anybody else', () =>
    wire(async () => {
      await jira.describeFields?.(client, 'issues', signal);
      sandbox.faults.add({ kind: 'status', status: 403, path: '/field/.*/context', count: 1 });
      await jira.describeFields?.(client, 'issues', signal);
    }));

  it('writing issues, comments and versions', async () => {
    const issues = streamNamed('issues').writes;
    const request = (fields: CreateRequest['fields'], parents = {}): CreateRequest => {
      const ownKey = `key-${calls.length}`.padEnd(22, '_');
      return { fields, ownKey, locators: {}, parents, scope: '10000' };
    };
    const draft = { summary: 'New', issue_type: 'Bug', description: 'Text', labels: ['a b'], assignee: null };
    const custom = { customfield_10010: '100100', customfield_10012: 'Notes', customfield_10013: ['iOS'], sprint: '3' };
    const made: string[] = [];
    await wire(async () => {
      const one = await issues?.create?.(client, request({ ...draft, ...custom, status: 'Done' }), signal);
      made.push(one?.key.externalId ?? '');
      await issues?.createMany?.(client, [request(draft), request({ ...draft, priority: 'x' })], signal);
      const search = { ...request(draft), since: new Date() };
      expect(await issues?.findCreated?.(client, search, signal)).toBeNull();
    });
    const key = { externalId: made[0] ?? '', locator: null, scope: '10000' };
    const update = { key, locators: {}, ownKey: null, expected: {}, expectedVersion: null };
    await wire(async () => {
      const links = { blocks: ['10001'], depends_on: ['10002'], related_to: ['10003'] };
      const fields = { status: 'Backlog', parent: '10004', fix_versions: ['10002'], due_date: '2027-01-01', ...links };
      await issues?.update?.(client, { ...update, fields }, signal);
      const empty = { blocks: [], parent: null, description: null, assignee: null };
      await issues?.update?.(client, { ...update, fields: empty, expected: links }, signal);
      await issues?.announce?.(client, key, { state: 'in_step', text: 'in step', url: 'https://x.example/1' }, signal);
      await issues?.remove?.(client, { ...key, externalId: '10009' }, signal);
    });
    await wire(async () => {
      const comments = streamNamed('comments').writes;
      const from = request({ body: 'Hello' }, { comments_on: key });
      const comment = await comments?.create?.(client, from, signal);
      if (!comment) throw new Error('no comment');
      await comments?.findCreated?.(client, { ...from, since: new Date() }, signal);
      await comments?.update?.(client, { ...update, key: comment.key, fields: { body: 'Bye' } }, signal);
      await comments?.remove?.(client, comment.key, signal);
      const versions = streamNamed('versions').writes;
      const version = await versions?.create?.(client, request({ name: 'v9' }), signal);
      if (!version) throw new Error('no version');
      await versions?.update?.(client, { ...update, key: version.key, fields: { state: 'released' } }, signal);
    });
  });

  it('subscribing an app to webhooks', async () => {
    await wire(async () => {
      const target = { url: 'https://syncline.example/hook', secret: 'x'.repeat(20) };
      const made = (await jira.webhooks?.register?.(client, target, signal)) ?? [];
      await jira.webhooks?.standing?.(client, made, signal);
      await jira.webhooks?.renew?.(client, made, signal);
      for (const subscription of made) await jira.webhooks?.unregister?.(client, subscription, signal);
    });
  });

  it('refusing', async () => {
    const made = await wire(async () => {
      const issue = client.platform((api, via) => api.getIssue(via, { issueIdOrKey: 'API-99999' }), signal);
      const search = client.platform(
        (api, via) => api.searchAndReconsileIssuesUsingJqlPost(via, { jql: 'ORDER BY created' }),
        signal,
      );
      await Promise.allSettled([issue, search]);
    });
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([400, 404]));
  });

  it('what an issue is made of', async () => {
    for (const number of [3, 10, 20, 35]) {
      const { fields } = sandbox.issueAnswer(`API-${number}`) as { fields: Record<string, unknown> };
      const listed = (name: string) => (fields[name] ?? []) as readonly object[];
      const parts: readonly (readonly [string, unknown])[] = [
        ['StatusDetails', fields['status']],
        ['IssueTypeDetails', fields['issuetype']],
        ['Project', fields['project']],
        ['UserDetails', fields['creator']],
        ['PageOfComments', fields['comment']],
        ...listed('fixVersions').map((version) => ['Version', version] as const),
        ...listed('components').map((component) => ['ProjectComponent', component] as const),
        // Described with both ends, of which an issue shows the other one alone.
        ...listed('issuelinks').map((link) => ['IssueLink', bothEnds(link)] as const),
      ];
      for (const [schema, value] of parts) expect(description.checkSchema(schema, value), schema).toEqual([]);
    }
  });
});

function bothEnds(link: object): object {
  const { inwardIssue, outwardIssue } = link as { inwardIssue?: object; outwardIssue?: object };
  return { ...link, inwardIssue: inwardIssue ?? outwardIssue, outwardIssue: outwardIssue ?? inwardIssue };
}
