import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let engine: TestEngine;
let app: App;
const { call, get, post } = callApi(() => app, 'anna');
const path = () => `/api/v1/connections/${engine.connectionId}`;

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx });
});

afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

it('takes a secret, works with it, and never shows it again', async () => {
  const wrong = 'ghp_a_wrong_token_that_somebody_entered';
  const entered = await call('PUT', `${path()}/credentials/token`, { value: wrong });
  expect(entered).toMatchObject({ status: 200, body: { name: 'token', source: 'vault', reference: null } });
  expect((await post(`${path()}/test`, {})).body).toMatchObject({ outcome: 'failed', class: 'auth' });
  expect(await get(path())).toMatchObject({ credentials: 'needs_reauth' });

  await call('PUT', `${path()}/credentials/token`, { value: engine.sandbox.token });
  expect((await post(`${path()}/test`, {})).body).toMatchObject({ outcome: 'ok' });

  for (const url of [path(), `${path()}/credentials`, '/api/v1/connections', '/api/v1/audit', '/api/v1/vault'])
    expect(JSON.stringify(await get(url))).not.toMatch(new RegExp(`${wrong}|${engine.sandbox.token}`));
  const { items } = await get('/api/v1/audit?action=credential');
  expect(items).toMatchObject([
    { actor: 'anna', action: 'credential.enter', details: { name: 'token' } },
    { actor: 'anna', action: 'credential.enter' },
  ]);
});

it('says which secrets there are and where the others are kept', async () => {
  const { items } = await get(`${path()}/credentials`);
  expect(items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'token', source: 'vault', keyId: expect.stringMatching(/^k_/) }),
      expect.objectContaining({ name: 'webhookSecret', source: 'reference', reference: 'env:TEST_WEBHOOK_SECRET' }),
    ]),
  );
});

it('removes one, and refuses names that the connector does not know, and references', async () => {
  expect((await call('DELETE', `${path()}/credentials/webhookSecret`)).status).toBe(204);
  const { items } = await get(`${path()}/credentials`);
  expect(items.find((each: { name: string }) => each.name === 'webhookSecret')).toMatchObject({ source: 'absent' });
  expect((await call('PUT', `${path()}/credentials/nonsense`, { value: 'x' })).status).toBe(404);
  expect((await call('PUT', `${path()}/credentials/token`, { reference: 'file:/etc/passwd' })).status).toBe(400);
});

it('counts what each key wraps, and wraps with the current one', async () => {
  expect(await get('/api/v1/vault')).toMatchObject({ otherKeyIds: [], keys: [{ credentials: 1 }] });
  const { status, body } = await call('POST', '/api/v1/vault/rotate');
  expect(status).toBe(200);
  expect(body).toMatchObject({ rewrapped: 0, failed: [], keys: [{ keyId: body.keyId, credentials: 1 }] });
});

it('changes a secret on what was read, and no other', async () => {
  const url = `${path()}/credentials/token`;
  const { etag, body } = await call('GET', url);
  expect(body).toMatchObject({ name: 'token', source: 'vault' });
  const entered = await call('PUT', url, { value: 'the first' }, { 'if-match': etag });
  expect(entered.status).toBe(200);
  expect(entered.etag).not.toBe(etag);
  const stale = { status: 412, body: { code: 'stale' } };
  expect(await call('PUT', url, { value: 'the second' }, { 'if-match': etag })).toMatchObject(stale);
  expect(await call('DELETE', url, undefined, { 'if-match': etag })).toMatchObject(stale);
  // A rotation wraps it with another key, and changes nothing of it.
  await call('POST', '/api/v1/vault/rotate');
  expect((await call('GET', url)).etag).toBe(entered.etag);
  const both = ['a', 'b'].map((value) => call('PUT', url, { value }, { 'if-match': entered.etag }));
  expect((await Promise.all(both)).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  expect(await call('PUT', url, { value: 'c' }, { 'if-match': 'no tag' })).toMatchObject({ status: 400 });
  expect((await call('DELETE', url, undefined, { 'if-match': '*' })).status).toBe(204);
});
