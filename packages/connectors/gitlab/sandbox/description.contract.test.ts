import type { CreateRequest, Stream } from '@syncline/connector-sdk';
import { recordingFetch, type WireCall } from '@syncline/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGitLabClient } from '../src/client.ts';
import { gitLab } from '../src/connector.ts';
import { gitLabSettings } from '../src/settings.ts';
import { createGitLabSandbox, type GitLabSandbox } from './gitlab-sandbox.ts';
import { gitLabDescriptionFolder } from './testing/env.ts';
import { type GitLabDescription, loadGitLabDescription } from './testing/openapi-check.ts';

const folder = gitLabDescriptionFolder();
const signal = new AbortController().signal;
const API = 'projects/201:acme/api';

/** It describes projects, issues, labels and milestones of projects; nothing published describes the rest as a whole. */
describe.skipIf(folder === null)('what the description has of requests and answers, they are', () => {
  let description: GitLabDescription;
  const calls: WireCall[] = [];
  let sandbox: GitLabSandbox;
  let client: ReturnType<typeof createGitLabClient>;

  beforeAll(async () => {
    description = loadGitLabDescription(folder ?? '');
    // Lists of more than 40 have no totals, so that issues are read in windows.
    sandbox = await createGitLabSandbox({ issues: 150, projects: 3, totalsUpTo: 40 });
    const settings = gitLabSettings.parse({ group: sandbox.group });
    const access = { baseUrl: sandbox.url, settings, secrets: { token: sandbox.token } };
    client = createGitLabClient({ ...access, fetch: recordingFetch(calls) });
  });
  afterAll(() => sandbox.close());

  /** Makes calls of which so many are described, and none is wrong. */
  async function wire(act: () => Promise<unknown>): Promise<number> {
    const from = calls.length;
    await act();
    let described = 0;
    for (const call of calls.slice(from)) {
      const problems = description.check(call);
      if (problems === null) continue;
      described += 1;
      expect(problems.slice(0, 5), `${call.method} ${call.path} ${call.status}`).toEqual([]);
    }
    return described;
  }

  const streamNamed = (name: string) => gitLab.streams.find((stream) => stream.name === name) as Stream;

  it.each(['projects', 'labels', 'milestones', 'issues', 'comments'])('reading %s', async (name) => {
    const stream = streamNamed(name);
    const described = await wire(async () => {
      for (const { key: scope } of await gitLab.listScopes(client, stream.scopeKind, signal)) {
        if (stream.probe) await stream.probe(client, scope, signal);
        for (const since of stream.incremental === 'since' ? [null, new Date(0)] : [null]) {
          const plan = since ? null : await stream.planWindows?.(client, scope, signal);
          if (name === 'issues' && !since) expect(plan).not.toBeNull();
          const cursor = plan?.windows[0] ?? null;
          let page = await stream.readPage(client, { scope, cursor, since }, signal);
          const [item] = stream.parsePage(page.raw);
          const result = stream.normalize(item, scope);
          if (result.outcome === 'record') await stream.fetchOne?.(client, { ...result.record, scope }, signal);
          while (page.next) page = await stream.readPage(client, { scope, cursor: page.next, since }, signal);
        }
      }
    });
    expect(described).toBeGreaterThan(0);
  });

  it('writing issues, milestones and labels', async () => {
    const request = (fields: CreateRequest['fields']): CreateRequest => ({
      fields,
      ownKey: `key-${calls.length}`.padEnd(22, '_'),
      locators: { 'issues/1005': 'acme/api#5' },
      parents: {},
      scope: API,
    });
    const rest = { locators: request({}).locators, ownKey: null, expected: {}, expectedVersion: null };
    const described = await wire(async () => {
      const issues = streamNamed('issues').writes;
      const full = { description: 'Text', labels: ['bug', 'ux'], assignees: ['12'], milestone: '20101', weight: 3 };
      const draft = { title: 'New', ...full, due_date: '2027-01-01', issue_type: 'incident', confidential: true };
      const made = await issues?.create?.(client, request({ ...draft, epic: '301', state: 'closed' }), signal);
      if (!made) throw new Error('no issue');
      const search = { ...request({ title: 'x' }), since: new Date() };
      expect(await issues?.findCreated?.(client, search, signal)).toBeNull();
      const edit = { ...draft, state: 'opened', related_to: ['1005'], issue_type: 'issue' };
      await issues?.update?.(client, { ...rest, key: made.key, fields: edit }, signal);
      const emptied = { description: null, labels: [], assignees: [], milestone: null, due_date: null, weight: null };
      await issues?.update?.(client, { ...rest, key: made.key, fields: { ...emptied, epic: null } }, signal);
      await issues?.remove?.(client, made.key, signal);
      // Here nothing throws for a refusal: it goes over the wire like any answer.
      await issues?.update?.(client, { ...rest, key: made.key, fields: emptied }, signal);
      await Promise.allSettled([issues?.create?.(client, request({ title: '' }), signal)]);
      expect(calls.slice(-2).map(({ status }) => status)).toEqual([404, 400]);

      for (const [name, draftOf, editOf] of [
        ['milestones', { title: 'v9', due_date: '2027-01-01' }, { title: 'v10', state: 'closed', due_date: null }],
        ['labels', { name: 'new', color: 'd73a4a' }, { name: 'newer', description: 'Text' }],
      ] as const) {
        const { writes } = streamNamed(name);
        const record = await writes?.create?.(client, request(draftOf), signal);
        if (!record) throw new Error(`nothing made of ${name}`);
        await writes?.update?.(client, { ...rest, key: record.key, fields: editOf }, signal);
        await writes?.remove?.(client, record.key, signal);
      }
    });
    expect(described).toBeGreaterThanOrEqual(13);
  });
});
