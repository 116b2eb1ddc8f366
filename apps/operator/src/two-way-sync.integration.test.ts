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
  const config = { name: 'mirror', two_way_create: true, settings: contactSettings() };
  configId = (await post('/api/v1/sync/configs', config)).body.id;
});
afterAll(async () => {
  await app?.close();
  await sides?.stop();
});

describe('entities', () => {
  it('are made in the hub, and travel out', async () => {
    const made = await post('/api/v1/entities', {
      kind: 'contact',
      fields: { first_name: 'Ada', last_name: 'Hub', email: 'ada@example.org', title: 'Countess' },
      why: 'met at the fair',
    });
    expect(made).toMatchObject({ status: 201, etag: '"1"', body: { version: 1, kind: 'contact' } });
    await sides.engine.quiet();
    const entity = await get(`/api/v1/entities/${made.body.id}`);
    expect(entity.mappings.map((mapping: { connectionName: string }) => mapping.connectionName).sort()).toEqual([
      'left',
      'right',
    ]);
    expect(sides.left.record('Contact', entity.mappings[0].externalId)).toMatchObject({ LastName: 'Hub' });
    expect(entity.origins.title).toMatchObject({ by: 'hub', version: 1 });
    const { items } = await get(`/api/v1/audit?entity_id=${made.body.id}`);
    expect(items).toMatchObject([{ actor: 'anna', action: 'entity.created', why: 'met at the fair' }]);
    const writebacks = await get(`/api/v1/writebacks?entity_id=${made.body.id}&state=done`);
    expect(writebacks.items.length).toBeGreaterThanOrEqual(2);
    expect(writebacks.items.at(-1)).toMatchObject({ op: 'create', lastAttempt: { state: 'done' } });
  });

  it('are edited on the version that was read, and show who did it and what it replaced', async () => {
    const twins = await sides.makeTwins({ LastName: 'Edit', Email: 'edit@example.org', Title: 'Old' });
    const path = `/api/v1/entities/${twins.entityId}`;
    const read = await call('GET', path);
    const edited = await patch(path, { fields: { title: 'New' }, why: 'promoted' }, { 'if-match': read.etag });
    expect(edited.status).toBe(200);
    expect(edited.body.fields.title).toBe('New');
    expect(await patch(path, { fields: { title: 'Newer' } }, { 'if-match': read.etag })).toMatchObject({
      status: 412,
      body: { code: 'stale', version: edited.body.version },
    });
    await sides.engine.quiet();
    expect(sides.right.record('Contact', twins.right)).toMatchObject({ Title: 'New' });
    expect(sides.left.record('Contact', twins.left)).toMatchObject({ Title: 'New' });
    const entity = await get(path);
    expect(entity.history[0]).toMatchObject({
      actor: 'anna',
      decision: 'edited in the hub',
      changes: { title: { from: 'Old', to: 'New' } },
    });
    expect(entity.provenance.title).toMatchObject({ actor: 'anna', connectionName: null });
    expect(entity.provenance.email).toMatchObject({ connectionName: 'left', stream: 'contacts' });
    expect(entity.mappings[0]).toMatchObject({ home: true, seen: { title: 'New' }, base: { title: 'New' }, held: {} });
    expect((await get(`/api/v1/audit?entityId=${twins.entityId}&actor=anna`)).items).toMatchObject([
      { action: 'entity.edited', why: 'promoted', details: { fields: ['title'] } },
    ]);
  });

  it('are things in stock and interests, too, and are found by what they are called', async () => {
    const boat = { name: 'Wooden boat Elsa', sku: 'BT-7741', category: 'boats', price: 9_000 };
    const item = await post('/api/v1/entities', { kind: 'inventory_item', fields: boat });
    const fields = { category: 'boats', words: 'wooden mast', price_to: 10_000 };
    const interest = await post('/api/v1/entities', { kind: 'interest', fields });
    const { items } = await get('/api/v1/entities?kind=inventory_item&text=bt-7741');
    expect(items).toMatchObject([{ id: item.body.id, title: 'Wooden boat Elsa' }]);
    expect(await get(`/api/v1/entities/${interest.body.id}`)).toMatchObject({ title: 'boats wooden mast', fields });
  });

  it('are refused when they make no sense, or nobody knows them', async () => {
    expect((await post('/api/v1/entities', { kind: 'unicorn', fields: { a: 1 } })).status).toBe(400);
    expect((await post('/api/v1/entities', { kind: 'contact', fields: {} })).status).toBe(400);
    const nowhere = '/api/v1/entities/00000000-0000-7000-8000-000000000000';
    expect((await patch(nowhere, { fields: { title: 'x' } })).status).toBe(404);
    const nul = await post('/api/v1/entities', { kind: 'contact', fields: { title: 'a\u0000' } });
    expect(nul.status).toBe(400);
  });
});

describe('conflicts', () => {
  const conflictOf = async (name: string) => {
    const twins = await sides.makeTwins({ LastName: name, Email: `${name}@example.org`, Title: 'before' });
    sides.left.edit('Contact', twins.left, { Title: 'of the left' });
    sides.right.edit('Contact', twins.right, { Title: 'of the right' });
    await sides.settle(['left', twins.left]);
    // What is read again and again leaves the decision open.
    await sides.settle(['right', twins.right], ['left', twins.left]);
    const { items } = await get(`/api/v1/sync/conflicts?resolved=false&entity_id=${twins.entityId}`);
    expect(items).toHaveLength(1);
    return { ...twins, conflict: items[0] };
  };
  const titles = (twins: { left: string; right: string }) => [
    sides.left.record('Contact', twins.left)?.Title,
    sides.right.record('Contact', twins.right)?.Title,
  ];

  it('show the base, both values and where they are', async () => {
    const { conflict, entityId } = await conflictOf('shown');
    expect(conflict).toMatchObject({
      entity_type: 'contact',
      connection_name: 'right',
      class: 'concurrent_edit',
      field: 'title',
      base_value: 'before',
      local_value: 'of the left',
      remote_value: 'of the right',
      policy_mode: 'manual',
      state: 'open',
    });
    expect(await get(`/api/v1/reconciliation/${conflict.id}`)).toMatchObject({
      entityId,
      baseValue: 'before',
      localValue: 'of the left',
      remoteValue: 'of the right',
      policyMode: 'manual',
      field: 'title',
    });
    const mappings = await get(`/api/v1/sync/mappings?config_id=${configId}&status=conflict&connection=right`);
    expect(mappings.items).toMatchObject([{ entity_id: entityId, entity_type: 'contact', status: 'conflict' }]);
    const status = await get('/api/v1/sync/status');
    expect(status.totals.conflicts_open).toBe(1);
    expect(status.members.find((each: { member: string }) => each.member === 'right/contacts')).toMatchObject({
      conflicts_open: 1,
      writebacks_pending: 0,
      oldest_waiting_ms: null,
      configs: ['mirror'],
      kind: 'contact',
    });
    await post(`/api/v1/sync/conflicts/${conflict.id}/resolve`, { resolution_strategy: 'take_local' });
    await sides.engine.quiet();
  });

  it.each([
    ['take_local', undefined, ['of the left', 'of the left']],
    ['take_remote', undefined, ['of the right', 'of the right']],
    ['take_merged', 'of both', ['of both', 'of both']],
    ['ignore', undefined, ['of the left', 'of the right']],
  ])('are resolved by %s', async (strategy, value, expected) => {
    const { conflict, ...twins } = await conflictOf(strategy);
    const path = `/api/v1/sync/conflicts/${conflict.id}/resolve`;
    const resolved = await post(path, { resolution_strategy: strategy, value, why: `because ${strategy}` });
    expect(resolved).toMatchObject({
      status: 200,
      body: { state: strategy === 'ignore' ? 'ignored' : 'resolved', strategy, resolved_by: 'anna' },
    });
    await sides.engine.quiet();
    expect(titles(twins)).toEqual(expected);
    expect((await get(`/api/v1/audit?action=item.${strategy}`)).items[0]).toMatchObject({
      actor: 'anna',
      why: `because ${strategy}`,
      entityId: twins.entityId,
    });
    expect(await post(path, { resolution_strategy: 'take_local' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    expect((await get(`/api/v1/sync/conflicts?resolved=true&entity_id=${twins.entityId}`)).items).toHaveLength(1);
  });

  it('want a value for a merge, and exist', async () => {
    const { conflict, ...twins } = await conflictOf('valueless');
    const path = `/api/v1/sync/conflicts/${conflict.id}/resolve`;
    expect(await post(path, { resolution_strategy: 'take_merged' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'value' }] },
    });
    expect((await post(path, { resolution_strategy: 'coin' })).status).toBe(400);
    expect((await post('/api/v1/sync/conflicts/99999/resolve', { resolution_strategy: 'ignore' })).status).toBe(404);
    const acted = await post(`/api/v1/reconciliation/${conflict.id}/actions`, {
      action: 'edit',
      value: 'one',
      why: 'so',
    });
    expect(acted).toMatchObject({ status: 200, body: { state: 'resolved', resolution: 'edit' } });
    await sides.engine.quiet();
    expect(titles(twins)).toEqual(['one', 'one']);
  });

  it('of one cause are decided together, after a look at which they are', async () => {
    const both = [await conflictOf('group-a'), await conflictOf('group-b')];
    const { fingerprint } = await get(`/api/v1/reconciliation/${both[0]!.conflict.id}`);
    const ids = both.map((each) => each.conflict.id);
    const request = { filter: { fingerprint }, action: 'take_remote', why: 'the right one is newer' };
    const look = await post('/api/v1/reconciliation/actions', { ...request, dry_run: true });
    expect(look).toMatchObject({ status: 200, body: { dryRun: true, matched: 2, ids, done: 0, nextAfter: null } });
    const first = await post('/api/v1/reconciliation/actions', { ...request, limit: 1 });
    expect(first.body).toMatchObject({ done: 1, refused: [], nextAfter: ids[0] });
    const rest = await post('/api/v1/reconciliation/actions', { ...request, after: first.body.nextAfter });
    expect(rest.body).toMatchObject({ done: 1, refused: [], nextAfter: null });
    await sides.engine.quiet();
    for (const twins of both) expect(titles(twins)).toEqual(['of the right', 'of the right']);
    const { items } = await get('/api/v1/audit?action=item.take_remote&actor=anna');
    expect(items.slice(0, 2)).toMatchObject([{ why: 'the right one is newer' }, { why: 'the right one is newer' }]);
    expect((await post('/api/v1/reconciliation/actions', { ...request, filter: {} })).status).toBe(400);
    expect((await post('/api/v1/reconciliation/actions', { ...request, filter: { conection_id: 1 } })).status).toBe(
      400,
    );
    const byConnection = { ...request, filter: { connection_id: sides.engine.connectionId('right') } };
    expect((await post('/api/v1/reconciliation/actions', byConnection)).body.matched).toBe(0);
  });
});

describe('lists', () => {
  it('hand out every mapping and every line of history once', async () => {
    for (const [path, limit] of [
      ['/api/v1/sync/mappings', 3],
      ['/api/v1/sync/history', 4],
      ['/api/v1/timeline', 5],
      ['/api/v1/writebacks', 4],
      ['/api/v1/audit', 3],
    ] as const) {
      const whole = await get(`${path}?limit=200`);
      const seen: unknown[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: unknown[]; nextCursor: string | null } = await get(
          `${path}?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`,
        );
        seen.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual(whole.items);
      expect(seen.length).toBeGreaterThan(limit);
    }
  });

  it('tell in one timeline what was written, what was in conflict, and who did what', async () => {
    const { items } = await get('/api/v1/timeline?limit=200');
    const kinds = new Set(items.map(({ kind }: { kind: string }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['write', 'act', 'conflict']));
    const [act] = (await get('/api/v1/timeline?kind=act&limit=1')).items;
    const [entry] = (await get('/api/v1/audit?limit=1')).items;
    expect(act).toMatchObject({ what: entry.action, actor: entry.actor, at: entry.at });
    const right = sides.engine.connectionId('right');
    const [write] = (await get(`/api/v1/timeline?kind=write&success=true&connectionId=${right}`)).items;
    expect(write).toMatchObject({ connectionName: 'right', records: 1, entityId: expect.any(String), success: true });
  });

  it('filter', async () => {
    const all = (await get('/api/v1/sync/mappings?limit=200')).items;
    const ofConfig = (await get(`/api/v1/sync/mappings?limit=200&config_id=${configId}&entity_type=contact`)).items;
    expect(ofConfig).toEqual(all);
    expect((await get('/api/v1/sync/mappings?config_id=999')).items).toEqual([]);
    expect((await get('/api/v1/sync/mappings?entity_type=deal')).items).toEqual([]);
    const left = (await get('/api/v1/sync/mappings?limit=200&connection=left&status=synced')).items;
    expect(left.length).toBe(all.length / 2);
    const history = (await get(`/api/v1/sync/history?config_id=${configId}&connection=right`)).items;
    expect(history[0]).toMatchObject({ type: 'writeback', success: true, items_synced: 1, connection_name: 'right' });
    expect((await get('/api/v1/sync/history?config_id=999')).items).toEqual([]);
  });

  it('tell the lag of what was written', async () => {
    const { members } = await get('/api/v1/sync/status');
    expect(members).toHaveLength(2);
    for (const member of members) {
      expect(member.lag_p50_ms).toBeGreaterThan(0);
      expect(member.lag_p95_ms).toBeGreaterThanOrEqual(member.lag_p50_ms);
      expect(member.written_last_hour).toBeGreaterThan(0);
      expect(member.last_sync_at).not.toBeNull();
    }
  });
});

it('serves one workspace only', async () => {
  const other = await createOperatorApp({ context: sides.engine.ctx, workspaceId: 2 });
  for (const path of ['sync/mappings', 'sync/history', 'sync/conflicts', 'sync/configs', 'audit', 'writebacks'])
    expect((await other.inject(`/api/v1/${path}`)).json().items).toEqual([]);
  await other.close();
});

it('is described', async () => {
  const { paths, components } = await get('/openapi.json');
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/api/v1/sync/configs/{id}',
      '/api/v1/sync/conflicts/{id}/resolve',
      '/api/v1/reconciliation/actions',
      '/api/v1/reconciliation/{id}/actions',
      '/api/v1/writebacks',
      '/api/v1/audit',
    ]),
  );
  expect(paths['/api/v1/entities/{id}'].patch.responses['412']).toBeDefined();
  expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(['SyncConfig', 'SyncConflict', 'Writeback']));
});
