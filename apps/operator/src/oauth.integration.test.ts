import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { ensureConnectionQuota } from '@syncline/engine';
import { OAuthServer } from '@syncline/sandbox';
import { ensureConnection } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let engine: TestEngine;
let app: App;
let address: string;
let server: OAuthServer;
let sandbox: JiraSandbox;
let path: string;
const { call, get, post } = callApi(() => app, 'anna');

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  const port = await getPort({ host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
  server = await OAuthServer.listen({ redirectUris: [`${address}/oauth/callback`] });
  sandbox = await createJiraSandbox({ issues: 1, projects: 1, acceptsToken: (token) => server.accepts(token) });
  app = await createOperatorApp({ context: engine.ctx, publicUrl: address });
  await app.listen({ port, host: '127.0.0.1' });
  const id = await ensureConnection(engine.ctx.store, {
    workspaceId: 1,
    name: 'jira <b>',
    connector: 'jira',
    baseUrl: sandbox.url,
    settings: { authorizationServer: server.url },
    secrets: {},
  });
  await ensureConnectionQuota(engine.ctx, id);
  path = `/api/v1/connections/${id}`;
});

afterAll(async () => {
  await app?.close();
  await engine?.stop();
  await sandbox?.close();
  await server?.close();
});

it('asks for the application first', async () => {
  const answer = await post(`${path}/oauth/authorize`, {});
  expect(answer).toMatchObject({ status: 400, body: { code: 'oauth-no-client' } });
});

it('authorises a connection by way of the page of the vendor', async () => {
  await call('PUT', `${path}/credentials/clientId`, { value: server.clientId });
  await call('PUT', `${path}/credentials/clientSecret`, { value: server.clientSecret });
  const { status, body } = await post(`${path}/oauth/authorize`, {});
  expect(status).toBe(200);
  const url = new URL(body.authorizationUrl);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: server.clientId,
    redirect_uri: `${address}/oauth/callback`,
    code_challenge_method: 'S256',
    audience: 'api.atlassian.com',
  });
  // The browser: to the vendor's page, which sends it back.
  const page = await fetch(url);
  expect(page.url.startsWith(`${address}/oauth/callback?`)).toBe(true);
  expect(page.status).toBe(200);
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await page.text()).toContain('Connection jira &#60;b&#62; is authorised');
  expect((await post(`${path}/test`, {})).body).toMatchObject({ outcome: 'ok' });
  const again = await fetch(page.url);
  expect(again.status).toBe(400);
  expect(await again.text()).toContain('not under way');
  const { items } = await get('/api/v1/audit?action=connection.authorise');
  expect(items).toMatchObject([{ actor: 'anna', details: { grantType: 'authorization_code', refreshable: true } }]);
});

it('lets what a browser began be ended by that browser alone', async () => {
  const { body: made } = await post('/api/v1/keys', { name: 'console', role: 'admin' });
  const opened = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { key: made.key } });
  const session = opened.cookies[0]!;
  const begun = await app.inject({
    method: 'POST',
    url: `${path}/oauth/authorize`,
    payload: {},
    cookies: { [session.name]: session.value },
    headers: { 'x-csrf-token': opened.json().csrfToken },
  });
  expect(begun.statusCode).toBe(200);
  const [proof] = begun.cookies;
  expect(proof).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/oauth/callback' });
  const back = await fetch(begun.json().authorizationUrl, { redirect: 'manual' });
  const callback = back.headers.get('location')!;
  expect(callback.startsWith(`${address}/oauth/callback?`)).toBe(true);
  const end = async (cookie: string) => {
    const answer = await fetch(callback, { headers: { cookie } });
    return { status: answer.status, text: await answer.text() };
  };
  const other = { status: 400, text: expect.stringContaining('begun in another browser') };
  for (const cookie of ['', `${proof!.name}=`, `${proof!.name}=another`, `${session.name}=${session.value}`])
    expect(await end(cookie)).toEqual(other);
  expect(await end(`${proof!.name}=${proof!.value}`)).toMatchObject({ status: 200 });
  expect(await end(`${proof!.name}=${proof!.value}`)).toMatchObject({ status: 400 });
});

it('does not give Jira the rights of an application by itself', async () => {
  const answer = await post(`${path}/oauth/client-credentials`, {});
  expect(answer).toMatchObject({ status: 400, body: { code: 'oauth-grant' } });
});

it('knows no authorisation of a connection that has none', async () => {
  const answer = await post(`/api/v1/connections/${engine.connectionId}/oauth/authorize`, {});
  expect(answer).toMatchObject({ status: 400, body: { code: 'oauth-unknown' } });
});
