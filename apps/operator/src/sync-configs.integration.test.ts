import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';
import { contactSettings, startTwoOrganisations, type TwoOrganisations } from './testing/two-organisations.ts';

let sides: TwoOrganisations;
let app: App;
let configId: number;
const { call, get, patch, post } = callApi(() => app, 'anna');

beforeAll(async () => {
  sides = await startTwoOrganisations();
  app = await createOperatorApp({ context: sides.engine.ctx });
});
afterAll(async () => {
  await app?.close();
  await sides?.stop();
});

describe('sync configs', () => {
  const config = () => ({ name: 'mirror', two_way_create: true, settings: contactSettings() });

  it('rehearses one without putting it into force', async () => {
    const answer = await post('/api/v1/sync/configs?dry_run=true', config());
    expect(answer).toMatchObject({ status: 200, body: { name: 'mirror', platform: 'salesforce' } });
    expect((await get('/api/v1/sync/configs')).items).toEqual([]);
  });

  it('puts one into force, with defaults, and shows it', async () => {
    const made = await post('/api/v1/sync/configs', { ...config(), why: 'the two have merged' });
    expect(made.status).toBe(201);
    expect(made.etag).toBe('"1"');
    expect(made.body).toMatchObject({
      platform: 'salesforce',
      enabled: true,
      sync_interval: 300,
      batch_fallback_enabled: true,
      batch_size: 100,
      two_way_create: true,
      webhook_enabled: true,
      secret_reference: null,
      version: 1,
    });
    configId = made.body.id;
    expect((await get(`/api/v1/sync/configs/${configId}`)).settings).toEqual(config().settings);
    expect((await get('/api/v1/sync/configs?name=mirror')).items).toHaveLength(1);
    expect(await get('/api/v1/audit?action=sync_config')).toMatchObject({
      items: [
        { actor: 'anna', action: 'sync_config.created', why: 'the two have merged', subject: 'sync config mirror' },
      ],
    });
  });

  it('refuses a name that is taken, and a change of what somebody else has changed', async () => {
    expect(await post('/api/v1/sync/configs', config())).toMatchObject({ status: 409, body: { code: 'name-taken' } });
    const path = `/api/v1/sync/configs/${configId}`;
    expect(await patch(path, { sync_interval: 60 }, { 'if-match': '"7"' })).toMatchObject({
      status: 412,
      body: { code: 'stale', version: 1 },
    });
    const changed = await patch(path, { sync_interval: 60 }, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, etag: '"2"', body: { sync_interval: 60, batch_size: 100 } });
    expect(await patch(path, { sync_interval: 60 })).toMatchObject({ status: 200, etag: '"2"' });
    expect((await patch(path, {}, { 'if-match': 'yesterday' })).status).toBe(400);
  });

  it.each([
    ['polices', { polices: {} }, 'settings.kinds.contact.polices', 'did you mean policies?'],
    [
      'a connection',
      { members: [{ connection: 'lefft', stream: 'contacts', fields: {} }] },
      'settings.kinds.contact.members.0.connection',
      'there are left, right',
    ],
    [
      'a field',
      { members: [{ connection: 'left', stream: 'contacts', fields: { x: 'xx' } }] },
      'settings.kinds.contact.members.0.fields.x',
      'give its type',
    ],
    ['a policy', { policies: { title: 'crm' } }, 'settings.kinds.contact.policies.title', 'remote_wins'],
  ])('names place and fix of %s that is wrong', async (_name, kind, field, fix) => {
    const settings = contactSettings() as { kinds: { contact: object } };
    const wrong = { kinds: { contact: { ...settings.kinds.contact, ...kind } } };
    const { status, body } = await patch(`/api/v1/sync/configs/${configId}`, { settings: wrong });
    expect(status).toBe(422);
    expect(body.code).toBe('invalid-settings');
    expect(body.errors[0]).toMatchObject({ field });
    expect(body.errors[0].message).toContain(fix);
  });

  it('refuses secrets, and does not repeat them', async () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    for (const [body, field] of [
      [{ secret_reference: 'hunter2' }, 'secret_reference'],
      [{ settings: { kinds: {}, people: [{ left: token }] } }, 'settings.people.0.left'],
    ] as const) {
      const answer = await patch(`/api/v1/sync/configs/${configId}`, body);
      expect(answer).toMatchObject({ status: 422, body: { code: 'literal-secret', errors: [{ field }] } });
      expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|ghp_/);
    }
    const reference = await patch(`/api/v1/sync/configs/${configId}`, { secret_reference: 'env:HOOK' });
    expect(reference.body.secret_reference).toBe('env:HOOK');
  });

  it('answers what can not be stored with 400', async () => {
    expect((await patch(`/api/v1/sync/configs/${configId}`, { platform: 'a\u0000b' })).status).toBe(400);
    expect((await call('GET', '/api/v1/entities?text=%00')).status).toBe(400);
    expect((await post('/api/v1/sync/configs', { name: 'x', settings: {}, tow_way: 1 })).status).toBe(400);
  });
});

it('forbids in the hub what belongs to another', async () => {
  const twins = await sides.makeTwins({ LastName: 'Owned', Email: 'owned@example.org', Title: 'x' });
  const settings = contactSettings({ title: { mode: 'remote_wins', streams: ['left/contacts'] } });
  expect((await patch(`/api/v1/sync/configs/${configId}`, { settings })).status).toBe(200);
  const refused = await patch(`/api/v1/entities/${twins.entityId}`, { fields: { title: 'y' } });
  expect(refused).toMatchObject({ status: 409, body: { code: 'policy-forbids', errors: [{ field: 'title' }] } });
  expect(refused.body.detail).toContain('left/contacts');
});

it('removes a config and leaves what it linked', async () => {
  await sides.makeTwins({ LastName: 'Stays', Email: 'stays@example.org' });
  const before = (await get('/api/v1/sync/mappings?limit=200')).items.length;
  expect(before).toBeGreaterThan(0);
  const path = `/api/v1/sync/configs/${configId}`;
  expect((await call('DELETE', path, undefined, { 'if-match': '"1"' })).status).toBe(412);
  expect((await call('DELETE', `${path}?why=done`)).status).toBe(204);
  expect((await call('GET', path)).status).toBe(404);
  expect((await call('DELETE', path)).status).toBe(404);
  expect((await get('/api/v1/sync/mappings?limit=200')).items).toHaveLength(before);
  expect((await get('/api/v1/sync/status')).members).toEqual([]);
  expect((await get('/api/v1/audit?action=sync_config.removed')).items).toMatchObject([{ actor: 'anna', why: 'done' }]);
});
