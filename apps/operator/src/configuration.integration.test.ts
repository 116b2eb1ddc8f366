import { ensureWorkspace, findConnection } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let engine: TestEngine;
let app: App;
const { call, get, post } = callApi(() => app, 'anna');

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx });
});

afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

/** A file of one connection, and of what else there is. */
function fileOf(token: string, workspace = 'default', rest: object = {}) {
  const connection = {
    connector: 'github',
    base_url: engine.sandbox.url,
    settings: { owner: engine.sandbox.org },
    secrets: { token },
  };
  const section = {
    connections: { code: connection },
    sync_configs: {},
    schedules: {},
    windows: {},
    alerts: {},
    alert_routes: {},
    identity: {},
    insights: {},
    ...rest,
  };
  return { workspaces: { [workspace]: section } };
}
const apply = (configuration: object, more: object = {}, headers: object = {}) =>
  post('/api/v1/configuration/apply', { configuration, ...more }, headers);
const plan = async (configuration: object) => (await post('/api/v1/configuration/plan', { configuration })).body;

describe('a configuration over HTTP', () => {
  it('of connections is taken from who set the instance up alone; a key gets at no file of the machine', async () => {
    const { body } = await post('/api/v1/keys', { name: 'deploy', role: 'admin' });
    const asKey = { authorization: `Bearer ${body.key}` };
    const file = fileOf('file:/etc/passwd');
    const refused = await apply(file, {}, asKey);
    expect([refused.status, refused.body.code]).toEqual([403, 'owner-only']);
    expect((await apply(fileOf('env:CODE_TOKEN'))).status).toBe(200);
    const elsewhere = fileOf('env:CODE_TOKEN');
    Object.assign(elsewhere.workspaces['default']!.connections.code, { base_url: 'https://attacker.example' });
    expect((await apply(elsewhere, {}, asKey)).status).toBe(403);
    const windows = { windows: { nightly: { from: '20:00', to: '06:00' } } };
    expect((await apply(fileOf('env:CODE_TOKEN', 'default', windows), {}, asKey)).status).toBe(200);
  });

  it('of another workspace is as if that did not exist, for a key', async () => {
    await ensureWorkspace(engine.ctx.store, 'other');
    const { body } = await post('/api/v1/keys', { name: 'second', role: 'admin' });
    const asKey = { authorization: `Bearer ${body.key}` };
    for (const name of ['other', 'none'])
      expect((await apply({ workspaces: { [name]: fileOf('env:X').workspaces['default']! } }, {}, asKey)).status).toBe(
        404,
      );
  });

  it('disagrees with a secret that was entered since, until somebody says who is right', async () => {
    const file = fileOf('env:CODE_TOKEN', 'default', { windows: { nightly: { from: '20:00', to: '06:00' } } });
    const { items } = await get('/api/v1/connections');
    const { id } = items.find((each: { name: string }) => each.name === 'code');
    await call('PUT', `/api/v1/connections/${id}/credentials/token`, { value: 'canary-secret' });
    const { resources } = await plan(file);
    const connection = resources.find((each: { name: string }) => each.name === 'code');
    expect(connection.changes).toMatchObject([
      { kind: 'drift', path: '/secrets/token', to: 'env:CODE_TOKEN', origin: { source: 'api', by: 'anna' } },
    ]);
    expect((await apply(file)).body.code).toBe('drift');
    expect((await apply(file, { take: 'api' })).status).toBe(200);
    expect((await findConnection(engine.ctx.store, id))?.secrets).toEqual({ token: 'vault:token' });
    const shown = JSON.stringify(await get('/api/v1/configuration'));
    expect(shown).toContain('(entered through the API)');
    expect(shown).not.toContain('canary-secret');
    await call('PUT', `/api/v1/connections/${id}/credentials/token`, { value: 'another' });
    expect((await apply(file, { take: 'file' })).status).toBe(200);
    expect((await findConnection(engine.ctx.store, id))?.secrets).toEqual({ token: 'env:CODE_TOKEN' });
  });

  it('is applied as it was looked at, or not at all', async () => {
    const file = fileOf('env:CODE_TOKEN');
    const looked = await plan(file);
    expect(looked.applied).toBe(false);
    await apply(fileOf('env:CODE_TOKEN', 'default', { schedules: { code: { poll: '5m' } } }));
    const refused = await apply(file, { digest: looked.digest });
    expect([refused.status, refused.body.code]).toEqual([409, 'stale-plan']);
  });

  it('holds no secret itself, and names the place of what is wrong without it', async () => {
    const secret = `ghp_${'a'.repeat(36)}`;
    const file = fileOf('env:CODE_TOKEN');
    Object.assign(file.workspaces['default']!.connections.code.settings, { owner: secret });
    const { status, body } = await apply(file);
    expect([status, body.code]).toEqual([422, 'literal-secret']);
    expect(JSON.stringify(body)).not.toContain(secret);
  });
});
