import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let engine: TestEngine;
let app: App;
let draft: { baseUrl: string; settings: object; secrets: Record<string, string> };
const { call, get, post, patch } = callApi(() => app, 'anna');

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 2 } });
  app = await createOperatorApp({ context: engine.ctx });
  const { baseUrl, settings } = await get(`/api/v1/connections/${engine.connectionId}`);
  draft = { baseUrl, settings, secrets: { token: engine.sandbox.token } };
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

it('says what each vendor has to be told', async () => {
  const { items } = await get('/api/v1/connectors');
  const github = items.find((each: { id: string }) => each.id === 'github');
  expect(github).toMatchObject({
    title: 'GitHub',
    baseUrl: 'https://api.github.com',
    settings: { required: ['owner'], properties: { owner: { description: expect.stringContaining('organisation') } } },
    choices: expect.arrayContaining([expect.objectContaining({ setting: 'repositories' })]),
    webhooks: 'registered',
  });
});

it('tries a connection out before there is one, and says where the fault lies and what to do', async () => {
  const test = async (change: object) => (await post('/api/v1/connectors/github/test', { ...draft, ...change })).body;
  expect(await test({})).toMatchObject({ outcome: 'ok' });
  expect(await test({ secrets: { token: 'ghp_wrong' } })).toMatchObject({ outcome: 'failed', place: 'credentials' });
  const elsewhere = await test({ baseUrl: 'http://169.254.169.254/' });
  expect(elsewhere).toMatchObject({ outcome: 'failed', place: 'address', fix: expect.stringContaining('SYNCLINE') });
  const bad = await post('/api/v1/connectors/github/test', { ...draft, settings: { owner: 'a/b' }, secrets: {} });
  expect(bad.status).toBe(422);
  expect(bad.body.errors.map((each: { field: string }) => each.field)).toEqual(['settings.owner', 'secrets.token']);
  expect((await get('/api/v1/connections')).items).toHaveLength(1);
});

it("offers the vendor's own choices for what is not made yet", async () => {
  const { body } = await post('/api/v1/connectors/github/choices/repositories', draft);
  expect(body.items.map(({ value }: { value: string }) => value)).toEqual(engine.sandbox.repositories());
  const early = await post('/api/v1/connectors/github/choices/repositories', { ...draft, settings: {} });
  expect(early).toMatchObject({ status: 400, body: { errors: [{ field: 'settings.owner' }] } });
});

it('makes one whose secrets nobody sees again, changes it, lets it wait, and removes it while nothing hangs on it', async () => {
  const made = await post('/api/v1/connections', { ...draft, name: 'second', connector: 'github', why: 'a new team' });
  expect(made).toMatchObject({ status: 201, body: { name: 'second', health: 'pending', managedBy: 'api' } });
  expect(JSON.stringify(made.body)).not.toContain(engine.sandbox.token);
  const again = await post('/api/v1/connections', { ...draft, name: 'second', connector: 'github' });
  expect(again).toMatchObject({ status: 409, body: { code: 'name-taken' } });
  const path = `/api/v1/connections/${made.body.id}`;
  expect((await post(`${path}/test`, {})).body).toMatchObject({ outcome: 'ok' });

  const settings = { ...draft.settings, streams: ['issues'] };
  const changed = await patch(path, { settings }, { 'if-match': made.etag });
  expect(changed).toMatchObject({ status: 200, body: { settings: { streams: ['issues'] } } });
  expect((await patch(path, { settings: draft.settings }, { 'if-match': made.etag })).status).toBe(412);
  const wrong = await patch(path, { settings: { ...settings, owner: 7 } });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'settings.owner' }] } });

  expect((await patch(path, { paused: true, why: 'a freeze' })).body).toMatchObject({
    health: 'paused',
    healthReason: 'Paused by anna: a freeze',
  });
  // A good answer is no word that the freeze is over.
  expect((await post(`${path}/test`, {})).body).toMatchObject({ outcome: 'ok' });
  expect(await get(path)).toMatchObject({ health: 'paused' });
  expect((await patch(path, { paused: false })).body).toMatchObject({ health: 'pending', healthReason: null });

  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', path)).status).toBe(404);
  const { items } = await get('/api/v1/audit?action=connection');
  expect(items.map((each: { action: string }) => each.action)).toEqual([
    'connection.remove',
    'connection.resume',
    'connection.pause',
    'connection.change',
    'connection.create',
  ]);
});

it('keeps a connection that is in use, and says by what', async () => {
  const config = {
    name: 'mirror',
    settings: {
      kinds: {
        work_item: {
          members: [{ connection: 'github', stream: 'issues', direction: 'in', fields: { title: 'title' } }],
        },
      },
    },
  };
  const { name } = await get(`/api/v1/connections/${engine.connectionId}`);
  config.settings.kinds.work_item.members[0]!.connection = name;
  expect((await post('/api/v1/sync/configs', config)).status).toBe(201);
  const refused = await call('DELETE', `/api/v1/connections/${engine.connectionId}`);
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'connection-in-use', detail: expect.stringContaining('sync config mirror') },
  });
});

it('lets nobody but the owner of the instance send standing secrets to another address', async () => {
  const { key } = (await post('/api/v1/keys', { name: 'boss', role: 'admin' })).body;
  const path = `/api/v1/connections/${engine.connectionId}`;
  const change = { baseUrl: 'https://elsewhere.example' };
  const answer = await patch(path, change, { authorization: `Bearer ${key}` });
  expect(answer).toMatchObject({ status: 403, body: { code: 'owner-only' } });
  expect((await get(path)).baseUrl).toBe(draft.baseUrl);
});
