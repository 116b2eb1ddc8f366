import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { sumOf } from './state/state-object.ts';
import { callApi } from './testing/call-api.ts';
import { contactSettings, startTwoOrganisations, type TwoOrganisations } from './testing/two-organisations.ts';

let sides: TwoOrganisations;
let app: App;
let twins: { left: string; right: string; entityId: string };
const { call, get, post } = callApi(() => app, 'anna');

beforeAll(async () => {
  sides = await startTwoOrganisations();
  app = await createOperatorApp({ context: sides.engine.ctx });
  const policies = { title: 'manual', phone: { mode: 'remote_wins', streams: ['left/contacts'] } };
  const config = { name: 'mirror', two_way_create: true, settings: contactSettings(policies) };
  expect((await post('/api/v1/sync/configs', config)).status).toBe(201);
  const contact = { FirstName: 'Ada', LastName: 'King', Email: 'ada@example.org', Title: 'Analyst', Phone: '1' };
  twins = await sides.makeTwins(contact);
});
afterAll(async () => {
  await app?.close();
  await sides?.stop();
});

const path = () => `/api/state/items/${twins.entityId}`;
const put = (state: object, headers?: object) => call('PUT', path(), state, headers);

it('shows what all sides have, with its version and a sum that can be checked', async () => {
  const { status, etag, body } = await call('GET', path());
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: twins.entityId,
    kind: 'contact',
    fields: { first_name: 'Ada', last_name: 'King', title: 'Analyst' },
    github: null,
    crm: { connector: 'salesforce', connection_name: 'left', external_id: twins.left, state: 'linked' },
    others: [{ connector: 'salesforce', connection_name: 'right', external_id: twins.right }],
    relationships: [
      { type: 'assigned_to', direction: 'out' },
      { type: 'assigned_to', direction: 'out' },
    ],
  });
  const { metadata, ...content } = body;
  expect(etag).toBe(`"${metadata.version}"`);
  expect(metadata.sha256).toBe(sumOf(content));
});

it('has an item under items alone', async () => {
  expect((await call('GET', `/api/state/projects/${twins.entityId}`)).status).toBe(404);
  expect((await call('GET', '/api/state/items/0190b2a0-0000-7000-8000-000000000000')).status).toBe(404);
});

describe('a PUT', () => {
  it('must say what it was made on', async () => {
    const state = await get(path());
    expect(await put(state)).toMatchObject({ status: 428, body: { code: 'if-match-missing' } });
    expect(await put(state, { 'if-match': '"999"' })).toMatchObject({
      status: 412,
      body: { code: 'stale', version: state.metadata.version },
    });
  });

  it('of what was read changes nothing', async () => {
    const { etag, body } = await call('GET', path());
    expect(await put(body, { 'if-match': etag })).toMatchObject({ status: 200, etag });
  });

  it('is an edit: it travels to every side, and the audit says whose it was', async () => {
    const { etag, body } = await call('GET', path());
    const edited = { ...body, fields: { ...body.fields, last_name: 'Lovelace' }, why: 'she married' };
    const answer = await put(edited, { 'if-match': etag });
    expect(answer.status).toBe(200);
    expect(answer.body.fields.last_name).toBe('Lovelace');
    expect(answer.body.metadata.version).toBe(body.metadata.version + 1);
    expect(answer.body.metadata.sha256).not.toBe(body.metadata.sha256);
    expect(await put(edited, { 'if-match': etag })).toMatchObject({ status: 412 });
    await sides.settle();
    expect(sides.left.record('Contact', twins.left)?.LastName).toBe('Lovelace');
    expect(sides.right.record('Contact', twins.right)?.LastName).toBe('Lovelace');
    expect((await get(`/api/v1/audit?entity_id=${twins.entityId}&action=entity.edited`)).items[0]).toMatchObject({
      actor: 'anna',
      why: 'she married',
    });
  });

  it('is refused where a policy forbids it', async () => {
    const { etag, body } = await call('GET', path());
    const edited = { fields: { ...body.fields, phone: '2' } };
    expect(await put(edited, { 'if-match': etag })).toMatchObject({
      status: 409,
      body: { code: 'policy-forbids', errors: [{ field: 'phone' }] },
    });
  });

  it('is the whole: nothing is emptied by leaving it out, and nothing that is not ours is edited', async () => {
    const { etag, body } = await call('GET', path());
    const { title: _, ...half } = body.fields;
    const sent = { ...body, fields: half, crm: { ...body.crm, external_id: 'another' } };
    const answer = await put(sent, { 'if-match': etag });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-state' } });
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual(['fields.title', 'crm']);
  });
});

it('decides conflicts, and says what keeps the sides apart until then', async () => {
  sides.left.edit('Contact', twins.left, { Title: 'Countess' });
  sides.right.edit('Contact', twins.right, { Title: 'Programmer' });
  await sides.settle(['left', twins.left], ['right', twins.right]);
  expect(await get('/api/state/sync/status')).toMatchObject({ state: 'attention', conflicts_open: 1 });
  const [conflict] = (await get('/api/v1/sync/conflicts?resolved=false')).items;
  const resolution = { conflict_id: conflict.id, resolution_strategy: 'take_remote', why: 'she is the first' };
  expect(await post('/api/state/resolve-conflict', resolution)).toMatchObject({
    status: 200,
    body: { state: 'resolved', resolved_by: 'anna' },
  });
  expect((await post('/api/state/resolve-conflict', resolution)).status).toBe(409);
  await sides.settle();
  expect(sides.left.record('Contact', twins.left)?.Title).toBe(sides.right.record('Contact', twins.right)?.Title);
  expect(await get('/api/state/sync/status')).toMatchObject({ state: 'in_step', conflicts_open: 0 });
});

describe('a sync on demand', () => {
  it('reads the records of an entity again', async () => {
    sides.left.edit('Contact', twins.left, { FirstName: 'Augusta' });
    const answer = await post('/api/state/sync', { ids: [twins.entityId] });
    expect(answer).toMatchObject({ status: 202, body: { processes: [], records: 2 } });
    await sides.settle();
    expect((await get(path())).fields.first_name).toBe('Augusta');
  });

  it('reads a connection, or all of them', async () => {
    const connection_id = sides.engine.connectionId('left');
    expect((await post('/api/state/sync', { connection_id })).body.processes).toHaveLength(1);
    expect((await post('/api/state/sync', {})).body.processes).toHaveLength(2);
    expect((await post('/api/state/sync', { connection_id: 999 })).status).toBe(404);
    expect((await post('/api/state/sync', { connection_id, ids: [twins.entityId] })).status).toBe(400);
    await sides.settle();
  });
});
