import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';

const token = 'the token of the instance';
let engine: TestEngine;
let app: App;
let machine: App;

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx, authToken: token, heartbeatMs: 30 });
  machine = await createOperatorApp({ context: engine.ctx });
  await engine.ctx.store.query(`insert into workspaces (name) values ('second')`);
});

afterAll(async () => {
  await app?.close();
  await machine?.close();
  await engine?.stop();
});

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

async function makeKey(payload: object, by = token) {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/keys', headers: bearer(by), payload });
  return { status: answer.statusCode, body: answer.json() };
}

async function statusWith(headers: Record<string, string>, url = '/api/v1/status'): Promise<number> {
  return (await app.inject({ url, headers })).statusCode;
}

describe('an API key', () => {
  it('is shown once, and kept only as a hash', async () => {
    const { status, body } = await makeKey({ name: 'once', role: 'viewer' });
    expect(status).toBe(201);
    expect(body.key).toMatch(/^syn_[0-9a-f]{8}_[\w-]{43}$/);
    expect(body.key.startsWith(body.prefix)).toBe(true);
    for (const url of ['/api/v1/keys', `/api/v1/keys/${body.id}`, '/api/v1/audit'])
      expect((await app.inject({ url, headers: bearer(token) })).body).not.toContain(body.key);
    const { rows } = await engine.ctx.store.query(`select to_jsonb(k)::text as text from api_keys k`);
    for (const row of rows) expect(row['text']).not.toContain(body.key.slice(13));
  });

  it('is revoked on what was read', async () => {
    const { body } = await makeKey({ name: 'read before', role: 'viewer' });
    const url = `/api/v1/keys/${body.id}`;
    const { etag } = (await app.inject({ url, headers: bearer(token) })).headers;
    const revoke = async (ifMatch = etag ?? '') =>
      (await app.inject({ method: 'DELETE', url, headers: { ...bearer(token), 'if-match': ifMatch } })).statusCode;
    expect(await revoke('"of-another"')).toBe(412);
    expect(await statusWith(bearer(body.key))).toBe(200);
    expect((await Promise.all([revoke(), revoke()])).toSorted((a, b) => a - b)).toEqual([204, 412]);
    expect(await revoke('*')).toBe(204);
  });

  it('says when it was used last', async () => {
    const { body } = await makeKey({ name: 'used', role: 'admin' });
    const read = async () => (await app.inject({ url: `/api/v1/keys/${body.id}`, headers: bearer(token) })).json();
    expect((await read()).lastUsedAt).toBeNull();
    await statusWith(bearer(body.key));
    expect((await read()).lastUsedAt).not.toBeNull();
  });

  it('opens nothing once it is revoked, and its name is free again', async () => {
    const { body } = await makeKey({ name: 'short lived', role: 'viewer' });
    expect(await statusWith(bearer(body.key))).toBe(200);
    expect((await makeKey({ name: 'short lived', role: 'viewer' })).status).toBe(409);
    const url = `/api/v1/keys/${body.id}`;
    expect((await app.inject({ method: 'DELETE', url, headers: bearer(token) })).statusCode).toBe(204);
    expect(await statusWith(bearer(body.key))).toBe(401);
    expect((await app.inject({ url, headers: bearer(token) })).json()).toMatchObject({ state: 'revoked' });
    expect((await makeKey({ name: 'short lived', role: 'viewer' })).status).toBe(201);
  });

  it('opens nothing once it has lapsed', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { body } = await makeKey({ name: 'lapsing', role: 'viewer', expiresAt });
    expect(await statusWith(bearer(body.key))).toBe(200);
    await engine.ctx.store.query(`update api_keys set expires_at = now() - interval '1 second' where id = $1`, [
      body.id,
    ]);
    expect(await statusWith(bearer(body.key))).toBe(401);
    expect((await makeKey({ name: 'born dead', role: 'viewer', expiresAt: '2001-01-01T00:00:00Z' })).status).toBe(400);
  });

  it('names who did something, and what the holder claims stays a claim', async () => {
    const { body } = await makeKey({ name: 'deploy', role: 'admin' });
    await makeKey({ name: 'by deploy', role: 'viewer' }, body.key);
    await app.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { ...bearer(body.key), 'x-syncline-actor': 'anna' },
      payload: { name: 'by anna', role: 'viewer' },
    });
    const { items } = (await app.inject({ url: '/api/v1/audit?action=key', headers: bearer(token) })).json();
    expect(items.slice(0, 2)).toMatchObject([
      { actor: 'anna (key deploy)', action: 'key.create' },
      { actor: 'deploy', action: 'key.create' },
    ]);
  });

  it('can not give more than it has', async () => {
    const { body } = await makeKey({ name: 'issuer', role: 'admin', scopes: ['keys:*', 'sync:read'] });
    expect((await makeKey({ name: 'a', role: 'admin' }, body.key)).status).toBe(403);
    expect((await makeKey({ name: 'b', role: 'admin', scopes: ['sync:*'] }, body.key)).status).toBe(403);
    expect((await makeKey({ name: 'c', role: 'admin', scopes: ['sync:read', 'keys:write'] }, body.key)).status).toBe(
      201,
    );
    expect(await statusWith(bearer(body.key), '/api/v1/entities')).toBe(403);
    expect(await statusWith(bearer(body.key), '/api/v1/sync/status')).toBe(200);
  });

  it('is no way into a workspace that is named, and not told whether there is one', async () => {
    const { body } = await makeKey({ name: 'of the first', role: 'admin' });
    const inWorkspace = (name: string, key: string) => statusWith({ ...bearer(key), 'syncline-workspace': name });
    expect(await inWorkspace('default', body.key)).toBe(200);
    expect(await inWorkspace('second', body.key)).toBe(404);
    expect(await inWorkspace('nowhere', body.key)).toBe(404);
    expect(await inWorkspace('second', token)).toBe(200);
    expect(await inWorkspace('nowhere', token)).toBe(404);
  });

  it('ends the live stream that it opened', async () => {
    const { body } = await makeKey({ name: 'listener', role: 'viewer' });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const stream = await fetch(`${address}/api/v1/events`, { headers: bearer(body.key) });
    await app.inject({ method: 'DELETE', url: `/api/v1/keys/${body.id}`, headers: bearer(token) });
    expect(await stream.text()).toContain('still here');
  });
});

describe('a session', () => {
  async function open(key: string, headers: Record<string, string> = {}) {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/session', headers, payload: { key } });
    return { status: answer.statusCode, cookie: answer.cookies[0], body: answer.json() };
  }

  it('is opened with a key, and carried by a cookie that scripts and other sites do not get', async () => {
    const { body: key } = await makeKey({ name: 'console', role: 'operator' });
    const { status, cookie, body } = await open(key.key);
    expect(status).toBe(201);
    expect(cookie).toMatchObject({ name: 'syncline_session', httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(body).toMatchObject({ by: 'session', role: 'operator', name: 'console', csrfToken: expect.any(String) });
    expect(body.csrfToken).not.toContain(cookie!.value);
    const asked = await app.inject({ url: '/api/v1/session', cookies: { syncline_session: cookie!.value } });
    expect(asked.json()).toEqual(body);
    const behindProxy = await open(key.key, { 'x-forwarded-proto': 'https' });
    expect(behindProxy.cookie).toMatchObject({ secure: true });
    const { rows } = await engine.ctx.store.query(`select encode(hash, 'escape') as text from console_sessions`);
    for (const row of rows) expect(row['text']).not.toContain(cookie!.value);
    expect((await open('syn_00000000_wrong')).status).toBe(401);
  });

  it('changes something only with its token, and from its own origin', async () => {
    const { body: key } = await makeKey({ name: 'forged', role: 'admin' });
    const { cookie, body } = await open(key.key);
    const change = async (headers: Record<string, string>) =>
      (
        await app.inject({
          method: 'POST',
          url: '/api/v1/sync',
          cookies: { syncline_session: cookie!.value },
          headers: { host: 'syncline.example', ...headers },
          payload: { connectionId: engine.connectionId },
        })
      ).statusCode;
    expect(await change({})).toBe(403);
    expect(await change({ 'x-csrf-token': 'x' })).toBe(403);
    expect(await change({ 'x-csrf-token': body.csrfToken, origin: 'https://evil.example' })).toBe(403);
    expect(await change({ 'x-csrf-token': body.csrfToken, origin: 'https://syncline.example' })).toBe(202);
    expect(await change({ 'x-csrf-token': body.csrfToken })).toBe(202);
  });

  it('sees the queues as an operator, and changes them in Bull Board as an admin alone', async () => {
    const board = await createOperatorApp({ context: engine.ctx, authToken: token, allowQueueChanges: true });
    const as = async (role: string) => {
      const { body: key } = await makeKey({ name: `board ${role}`, role });
      const session = { syncline_session: (await open(key.key)).cookie!.value };
      const looked = await board.inject({ url: '/admin/queues/api/queues', cookies: session });
      const [cookie] = looked.cookies.filter(({ name }) => name === 'XSRF-TOKEN');
      const pause = async (headers: Record<string, string>): Promise<number> => {
        const url = '/admin/queues/api/queues/process-plan/pause';
        return (await board.inject({ method: 'PUT', url, cookies: session, headers })).statusCode;
      };
      return { looked, cookie, pause };
    };
    try {
      expect((await as('viewer')).looked.statusCode).toBe(403);
      const operator = await as('operator');
      expect(operator.looked.json().queues[0]).toMatchObject({ readOnlyMode: true, allowRetries: false });
      expect(await operator.pause({ 'x-xsrf-token': operator.cookie!.value })).toBe(403);
      const admin = await as('admin');
      expect(admin.looked.json().queues[0]).toMatchObject({ readOnlyMode: false });
      expect(admin.cookie).toMatchObject({ path: '/admin/queues', sameSite: 'Strict' });
      expect(await admin.pause({})).toBe(403);
      expect(await admin.pause({ 'x-xsrf-token': admin.cookie!.value })).toBe(200);
    } finally {
      await board.close();
    }
  });

  it('is not opened from another site', async () => {
    const { body: key } = await makeKey({ name: 'planted', role: 'viewer' });
    expect((await open(key.key, { host: 'syncline.example', origin: 'https://evil.example' })).status).toBe(403);
  });

  it('ends when it is closed, and with its key', async () => {
    const { body: key } = await makeKey({ name: 'ending', role: 'viewer' });
    const first = await open(key.key);
    const second = await open(key.key);
    const works = async (cookie: { value: string }) =>
      (await app.inject({ url: '/api/v1/status', cookies: { syncline_session: cookie.value } })).statusCode;
    await app.inject({
      method: 'DELETE',
      url: '/api/v1/session',
      cookies: { syncline_session: first.cookie!.value },
      headers: { 'x-csrf-token': first.body.csrfToken },
    });
    expect(await works(first.cookie!)).toBe(401);
    expect(await works(second.cookie!)).toBe(200);
    await app.inject({ method: 'DELETE', url: `/api/v1/keys/${key.id}`, headers: bearer(token) });
    expect(await works(second.cookie!)).toBe(401);
  });
});

describe('a person on the machine itself', () => {
  it('needs no key', async () => {
    const answer = await machine.inject('/api/v1/session');
    expect(answer.json()).toMatchObject({ by: 'machine', role: 'admin', workspaceId: 1, csrfToken: null });
  });

  it('is one who came in over loopback, whatever address the server listens on', async () => {
    for (const remoteAddress of ['10.0.0.7', '::ffff:192.168.1.4', '2001:db8::1'])
      expect((await machine.inject({ url: '/api/v1/status', remoteAddress })).statusCode).toBe(401);
    for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      expect((await machine.inject({ url: '/api/v1/status', remoteAddress })).statusCode).toBe(200);
  });

  it('has the rights of the key that is sent, and none when that one is wrong', async () => {
    const { body } = await makeKey({ name: 'less', role: 'viewer' });
    const change = (headers: Record<string, string>) =>
      machine.inject({ method: 'POST', url: '/api/v1/sync', headers, payload: { connectionId: engine.connectionId } });
    expect((await change(bearer(body.key))).statusCode).toBe(403);
    expect((await change(bearer('wrong'))).statusCode).toBe(401);
    expect((await change({})).statusCode).toBe(202);
  });
});
