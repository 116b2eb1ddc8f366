import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let engine: TestEngine;
let app: App;
let path: string;
const { call, get } = callApi(() => app, 'anna');

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 3 } });
  app = await createOperatorApp({ context: engine.ctx });
  path = `/api/v1/connections/${engine.connectionId}/choices`;
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

it('says what can be picked, and asks the vendor for it', async () => {
  expect((await get(path)).items).toEqual([
    { setting: 'streams', title: 'Streams that can take part', ofStream: false },
    { setting: 'fields', title: 'Fields of a stream, for field maps', ofStream: true },
    { setting: 'repositories', title: 'Repositories of the owner', ofStream: false },
    { setting: 'projects', title: 'Projects (v2) of the owner, by number', ofStream: false },
  ]);
  const repositories = await get(`${path}/repositories`);
  expect(repositories.items.map(({ value }: { value: string }) => value)).toEqual(engine.sandbox.repositories());
  expect(repositories.nextCursor).toBeNull();
  expect((await get(`${path}/fields?stream=issues`)).items).toContainEqual({
    value: 'title',
    title: 'title',
    detail: 'text',
  });
  expect((await get(`${path}/streams`)).items).toContainEqual(expect.objectContaining({ value: 'issues' }));
});

it('says what is wrong with what is asked', async () => {
  expect((await call('GET', `${path}/owner`)).status).toBe(404);
  expect((await call('GET', '/api/v1/connections/999/choices/streams')).status).toBe(404);
  expect(await call('GET', `${path}/fields`)).toMatchObject({ status: 400, body: { errors: [{ field: 'stream' }] } });
  expect((await call('GET', `${path}/fields?stream=isues`)).status).toBe(400);
  for (const cursor of ['x', Buffer.from('{"page":{}}').toString('base64url')])
    expect((await call('GET', `${path}/repositories?cursor=${cursor}`)).status).toBe(400);
});

it('says so when the vendor does not answer', async () => {
  engine.sandbox.faults.add({ kind: 'status', status: 503, path: '/repos', count: 10 } as never);
  expect(await call('GET', `${path}/repositories`)).toMatchObject({ status: 503 });
});
