import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';

let engine: TestEngine;
let app: App;

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx });
});

afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

const post = async (url: string, payload?: object) => {
  const answer = await app.inject({ method: 'POST', url, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, location: answer.headers['location'], body: answer.json() };
};

it('pauses, resumes and cancels a process, and refuses what its state does not allow', async () => {
  const { body, location } = await post('/api/v1/sync', { connectionId: engine.connectionId, mode: 'backfill' });
  expect(location).toBe(`/api/v1/processes/${body.processId}`);
  expect(await post(`${location}/resume`)).toMatchObject({ status: 409, body: { state: 'created' } });

  expect(await post(`${location}/pause`)).toMatchObject({
    status: 200,
    body: { state: 'paused', treeState: 'paused', progress: { rate: null, etaMs: null } },
  });
  const { counts, sentence } = (await app.inject('/api/v1/status')).json();
  expect(counts).toMatchObject({ processesOpen: 1, processesPaused: 1 });
  expect(sentence).toBe('1 process is paused.');
  expect((await app.inject('/api/v1/connections/1')).json().health).toBe('paused');

  expect(await post(`${location}/resume`)).toMatchObject({ status: 200, body: { state: 'created' } });
  expect(await post(`${location}/cancel`)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  expect(await post(`${location}/cancel`)).toMatchObject({ status: 409, body: { state: 'cancelled' } });
});
