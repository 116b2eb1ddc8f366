import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let engine: TestEngine;
let app: App;
let path: string;
const { get, post } = callApi(() => app, 'anna');

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx });
  path = `/api/v1/connections/${engine.connectionId}/webhooks`;
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

it('subscribes at the vendor once, and says where deliveries go to', async () => {
  expect(await get(path)).toMatchObject({ way: 'registered', address: null, subscriptions: [], hasSecret: true });
  expect((await post(`${path}/trigger`, {})).body).toMatchObject({ code: 'no-subscription' });
  expect(await post(path, {})).toMatchObject({ status: 400, body: { errors: [{ field: 'url' }] } });
  const { status, body } = await post(path, { url: 'http://127.0.0.1:9' });
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { address: `http://127.0.0.1:9/webhooks/${engine.connectionId}`, offers: ['ping', 'redelivery'] },
  });
  // As it was told before.
  const again = await post(path, {});
  expect(again.body.subscriptions).toEqual(body.subscriptions);
  expect(body.subscriptions).toHaveLength(1);
  const { items } = await get('/api/v1/audit?action=webhooks.register');
  expect(items).toHaveLength(2);
});

it('has the vendor send a ping, and again what it could not deliver', async () => {
  const first = await post(`${path}/trigger`, {});
  expect(first).toMatchObject({ status: 200, body: { pinged: 1 } });
  // Nobody listens there: what failed, the pings among it, is asked for once more.
  await expect.poll(async () => (await post(`${path}/trigger`, {})).body.redelivered).toBeGreaterThan(0);
});
