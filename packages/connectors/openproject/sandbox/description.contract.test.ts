import type { CreateRequest, Stream } from '@syncline/connector-sdk';
import { recordingFetch, type WireCall } from '@syncline/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interpretOpenProjectAnswer } from '../src/answer.ts';
import type { OpenProjectClient } from '../src/client.ts';
import { openProject } from '../src/connector.ts';
import { openProjectSettings } from '../src/settings.ts';
import { createOpenProjectSandbox, type OpenProjectSandbox } from './openproject-sandbox.ts';
import { openProjectDescriptionFile } from './testing/env.ts';
import { loadOpenProjectDescription, type OpenProjectDescription } from './testing/openapi-check.ts';

const file = openProjectDescriptionFile();
const signal = new AbortController().signal;

describe.skipIf(file === null)("every request and every answer is as OpenProject's description has it", () => {
  let description: OpenProjectDescription;
  const calls: WireCall[] = [];
  let sandbox: OpenProjectSandbox;
  let client: OpenProjectClient;

  beforeAll(async () => {
    description = loadOpenProjectDescription(file ?? '');
    sandbox = await createOpenProjectSandbox({ workPackages: 150, projects: 2 });
    client = openProject.createClient({
      baseUrl: sandbox.url,
      settings: openProjectSettings.parse({}),
      secrets: { token: sandbox.token },
      fetch: recordingFetch(calls, interpretOpenProjectAnswer),
    }) as OpenProjectClient;
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

  const streamNamed = (name: string) => openProject.streams.find((stream) => stream.name === name) as Stream;

  it.each(openProject.streams.map(({ name }) => name))('reading %s', async (name) => {
    const stream = streamNamed(name);
    await wire(async () => {
      for (const { key: scope } of await openProject.listScopes(client, stream.scopeKind, signal)) {
        await stream.probe?.(client, scope, signal);
        await stream.planWindows?.(client, scope, signal);
        for (const since of stream.incremental === 'since' ? [null, new Date(0)] : [null]) {
          let page = await stream.readPage(client, { scope, cursor: null, since }, signal);
          const [item] = stream.parsePage(page.raw);
          const result = stream.normalize(item, scope);
          if (result.outcome === 'record') await stream.fetchOne?.(client, { ...result.record, scope }, signal);
          while (page.next) page = await stream.readPage(client, { scope, cursor: page.next, since }, signal);
        }
      }
    });
  });

  it('looking who we are', () => wire(() => openProject.check(client, signal)));
  it('describing fields', () => wire(async () => openProject.describeFields?.(client, 'work_packages', signal)));

  it('writing work packages, comments and versions', async () => {
    const { writes } = streamNamed('work_packages');
    const request = (fields: CreateRequest['fields'], parents = {}): CreateRequest => {
      const ownKey = `key-${calls.length}`.padEnd(22, '_');
      return { fields, ownKey, locators: {}, parents, scope: '1' };
    };
    const draft = { subject: 'New', issue_type: 'Bug', description: 'Text', assignee: '5', customField6: 'Red' };
    let key = { externalId: '', locator: null as string | null, scope: '1' };
    await wire(async () => {
      const made = await writes?.create?.(client, request(draft), signal);
      if (!made) throw new Error('nothing made');
      key = made.key;
      expect(await writes?.findCreated?.(client, { ...request(draft), since: new Date() }, signal)).toBeNull();
    });
    const update = { key, locators: {}, ownKey: null, expected: {}, expectedVersion: null };
    await wire(async () => {
      const links = { blocks: ['1'], depends_on: ['3'], related_to: ['5'] };
      const fields = { status: 'Closed', parent: '7', version: '102', due_date: '2027-01-01', ...links };
      await writes?.update?.(client, { ...update, fields }, signal);
      const empty = { blocks: [], parent: null, description: null, assignee: null, due_date: null };
      await writes?.update?.(client, { ...update, fields: empty, expected: links }, signal);
      sandbox.setWorkflow({});
      const refused = writes?.update?.(client, { ...update, fields: { status: 'New' } }, signal);
      await expect(refused).rejects.toMatchObject({ code: 'invalid_transition' });
      await writes?.remove?.(client, key, signal);
    });
    await wire(async () => {
      const subject = { externalId: '1', locator: '1', scope: '1' };
      const comments = streamNamed('comments').writes;
      const from = request({ body: 'Hello' }, { comments_on: subject });
      const comment = await comments?.create?.(client, from, signal);
      if (!comment) throw new Error('no comment');
      await comments?.findCreated?.(client, { ...from, since: new Date() }, signal);
      await comments?.update?.(client, { ...update, key: comment.key, fields: { body: 'Bye' } }, signal);
      const versions = streamNamed('versions').writes;
      const version = await versions?.create?.(client, request({ name: 'v9' }), signal);
      if (!version) throw new Error('no version');
      await versions?.update?.(client, { ...update, key: version.key, fields: { state: 'locked' } }, signal);
      await versions?.remove?.(client, version.key, signal);
    });
  });

  it('refusing', async () => {
    const made = await wire(async () => {
      const calls = [
        client.send({ path: '/work_packages/99999999' }, signal),
        client.send(
          { path: '/work_packages', query: { filters: [{ nonsense: { operator: '=', values: [] } }] } },
          signal,
        ),
        client.send({ method: 'PATCH', path: '/work_packages/1', body: { subject: 'x', lockVersion: -1 } }, signal),
        client.send({ method: 'POST', path: '/projects/1/work_packages', body: { _links: {} } }, signal),
      ];
      await Promise.allSettled(calls);
    });
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([400, 404, 409, 422]));
  });
});
