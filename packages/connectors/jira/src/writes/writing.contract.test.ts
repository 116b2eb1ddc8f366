import { SynclineError } from '@syncline/core';
import { describe, expect, it } from 'vitest';
import type { JiraClient } from '../client.ts';
import { fetchOne, signal, start, streamNamed } from '../testing/start-jira.ts';

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
      // One cause has one code, whether Jira refused it alone or among others.
      const codes = answers.flatMap((answer) => (answer.outcome === 'refused' ? [answer.error.code] : []));
      expect(codes).toEqual(['jira_400', 'jira_400']);
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
      customfield_10010: '100102',
      customfield_10011: 'Initech',
      customfield_10012: 'Notes\n\nof a release',
      customfield_10013: ['100130', '100132'],
      customfield_10014: [account],
      customfield_10015: '2027-01-01T10:00:00.000Z',
      customfield_10016: 8.5,
    };
    // Options by what people call them, too.
    for (const options of [{ customfield_10010: 'Blue', customfield_10013: ['Android', 'Web'] }, {}]) {
      await write(client, { ...fields, ...options });
      expect(await fetchOne(client, 'issues', '10001')).toMatchObject({ fields });
    }
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

  it('that names no sprint of the site is refused by the name that we have for its field', async () => {
    const { client } = await start();
    await expect(write(client, { sprint: '999' })).rejects.toMatchObject({ class: 'invalid', field: 'sprint' });
  });

  it('that breaks off half way is partial', async () => {
    const { sandbox, client } = await start();
    sandbox.editIssue('API-1', { status: 'To Do' });
    sandbox.faults.add({ kind: 'status', status: 502, method: 'POST', path: '/transitions' });
    await expect(write(client, { summary: 'Half', status: 'Done' })).rejects.toMatchObject({ class: 'partial' });
    expect(sandbox.issue('API-1')).toMatchObject({ summary: 'Half', status: 'To Do' });
  });
});
