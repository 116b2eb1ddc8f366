import { insertApiKey, openItems, type Role } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newApiKey } from './access/new-secret.ts';
import type { RouteAccess } from './access/route-access.ts';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { pluginChangeTable, pluginTable, type RouteRow, routeTable } from './testing/route-table.ts';

const roles: readonly Role[] = ['viewer', 'operator', 'approver', 'admin'];
/** Stands in everything of the first workspace; must be in no answer to a key of the second. */
const mark = 'of-the-first-workspace';

let engine: TestEngine;
let app: App;
let address: string;
const ids: Partial<Record<NonNullable<RouteRow['id']>, string>> = {};
const keys = new Map<string, string>();

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  const rateLimits = { callsPerMinute: 100_000, refusalsPerMinute: 100_000 };
  app = await createOperatorApp({ context: engine.ctx, authToken: 'the token of the instance', rateLimits });
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  await engine.ctx.store.query(`insert into workspaces (name) values ('second')`);
  for (const [index, workspace] of ['first', 'second'].entries()) {
    for (const role of roles) keys.set(`${workspace} ${role}`, await makeKey(index + 1, `${workspace} ${role}`, role));
    keys.set(`${workspace} nothing`, await makeKey(index + 1, `${workspace} nothing`, 'admin', []));
  }
  await fill();
});

afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

async function makeKey(workspaceId: number, name: string, role: Role, scopes: string[] | null = null): Promise<string> {
  const { key, prefix, hash } = newApiKey();
  const row = { workspaceId, name, role, scopes, prefix, hash, createdBy: 'test', expiresAt: null };
  ids.key ??= String(
    (await insertApiKey(engine.ctx.store, { ...row, name: `${mark} ${name}`, hash: Buffer.from(name) }))!.id,
  );
  await insertApiKey(engine.ctx.store, row);
  return key;
}

/** Something of every kind in the first workspace. */
async function fill(): Promise<void> {
  const { store } = engine.ctx;
  const one = async (sql: string, values: unknown[] = []) =>
    String((await store.query<{ id: unknown }>(sql, values)).rows[0]?.id);
  await store.query('update connections set name = $1', [mark]);
  ids.connection = String(engine.connectionId);
  ids.entity = (
    await call('POST', '/api/v1/entities', 'first admin', { kind: 'label', fields: { name: mark } })
  ).body.id;
  ids.project = (
    await call('POST', '/api/v1/entities', 'first admin', { kind: 'project', fields: { name: mark } })
  ).body.id;
  ids.agent = (
    await call('POST', '/api/v1/entities', 'first admin', { kind: 'user', fields: { name: mark, user_type: 'agent' } })
  ).body.id;
  ids.process = (
    await call('POST', '/api/v1/sync', 'first admin', { connectionId: engine.connectionId, mode: 'backfill' })
  ).body.processId;
  ids.config = await one(
    `insert into sync_configs (workspace_id, name, platform, enabled, settings) values (1, $1, 'github', false, '{"kinds":{}}') returning id`,
    [mark],
  );
  await openItems(store, [
    {
      workspaceId: 1,
      key: mark,
      fingerprint: mark,
      connectionId: engine.connectionId,
      stream: 'issues',
      scope: mark,
      externalId: '1',
      locator: mark,
      entityKind: 'work_item',
      class: 'conflict',
      code: 'conflict',
      message: mark,
      field: 'title',
      remoteValue: null,
      pageId: null,
      inboxId: null,
      processId: null,
      correlationId: null,
    },
  ]);
  const file = { method: 'POST' as const, url: `/api/v1/imports?name=${mark}.csv`, payload: 'email\nx@y.example\n' };
  const headers = { 'content-type': 'text/csv', authorization: `Bearer ${keys.get('first admin')}` };
  ids.import = (await app.inject({ ...file, headers })).json().id;
  const profile = { name: mark, importId: ids.import };
  ids.profile = (await call('POST', '/api/v1/import-profiles', 'first admin', profile)).body.id;
  ids.delivery = await one(
    `insert into inbox (workspace_id, connection_id, delivery_id, event, headers, body) values (1, $1, $2, 'ping', '{}', $3) returning id`,
    [engine.connectionId, mark, Buffer.from(mark)],
  );
  ids.duplicate = await one(
    `insert into duplicates (workspace_id, kind, a_id, b_id, probability, verdict, evidence, held_back, fingerprint)
     values (1, 'contact', $1, $3, 0.9, 'propose', '[]', '{}', $2) returning id`,
    [ids.entity, mark, ids.project],
  );
  ids.merge = await one(
    `insert into merges (workspace_id, kind, survivor_id, loser_id, actor, why, choices, survivor_before, loser_before, version, moved, is_announced)
     values (1, 'contact', $1, gen_random_uuid(), $2, $2, '{}', $3, $3, 1, $4, false) returning id`,
    [
      ids.entity,
      mark,
      { version: 1, fields: {}, origins: {} },
      { mappings: [], edgesFrom: [], edgesTo: [], importKeys: [], items: [], referrers: [] },
    ],
  );
  ids.client = await one(
    `insert into entities (workspace_id, id, kind, version, fields) values (1, gen_random_uuid(), 'account', 1, jsonb_build_object('name', $1::text)) returning id`,
    [mark],
  );
  ids.insight = await one(
    `insert into insight_findings (workspace_id, rule, key, entity_id, severity, summary, evidence, fingerprint, pass)
     values (1, 'stale_deals', $2, $1, 'info', $2, '{}', $2, 1000000) returning id`,
    [ids.entity, mark],
  );
  ids.alert = await one(
    `insert into alerts (workspace_id, rule, signal, fingerprint, severity, state, summary, value, threshold)
     values (1, $1, 'open_items', $1, 'info', 'firing', $1, 1, 0) returning id`,
    [mark],
  );
  ids.proposal = await one(
    `insert into proposals (workspace_id, kind, key, title, diff, digest, proposers, policy, role, needed, expires_at)
     values (1, 'writeback', $1, $1, '[]', 'of it', '{}', 'of it', 'approver', 1, now() + interval '1 day') returning id`,
    [mark],
  );
  ids.item = await one(`update reconciliation_items set policy_mode = 'manual', entity_id = $1 returning id`, [
    ids.entity,
  ]);
}

async function rowsOfFirst(): Promise<Record<string, unknown>> {
  const tables = [
    'entities',
    'processes',
    'connections',
    'reconciliation_items',
    'sync_configs',
    'api_keys',
    'audit_log',
    'alerts',
    'proposals',
  ];
  const rows: Record<string, unknown> = {};
  for (const table of tables)
    rows[table] = (
      await engine.ctx.store.query(
        `select to_jsonb(t) - 'last_used_at' as row from ${table} t where workspace_id = 1 order by t::text`,
      )
    ).rows;
  return rows;
}

/** Over a real connection; of a stream only the head is read. */
async function call(method: string, path: string, key: string | null, body?: object) {
  const stopping = new AbortController();
  const answer = await fetch(new URL(path, address), {
    method,
    signal: stopping.signal,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${keys.get(key) ?? key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    stopping.abort();
    return { status: answer.status, text: '', body: null as never };
  }
  const text = await answer.text();
  const isJson = /[/+]json\b/.test(answer.headers.get('content-type') ?? '') === true;
  return { status: answer.status, text, body: isJson && text !== '' ? JSON.parse(text) : null };
}

function send(route: string, row: RouteRow, key: string | null) {
  const [method = '', path = ''] = route.split(' ');
  const id = row.id === undefined ? '' : (ids[row.id] ?? '');
  const body =
    row.body &&
    JSON.parse(
      JSON.stringify(row.body)
        .replace(/"connection"(?!:)/, ids.connection ?? '')
        .replace(':"item"', `:${ids.item}`)
        .replace(':"import"', `:"${ids.import}"`)
        .replace('["entity"]', `["${ids.entity}"]`),
    );
  const filled = path
    .replace(':id', id)
    .replace(':name', 'token')
    .replace(':setting', 'streams')
    .replace(':deal', 'x')
    .replace(':row', '2');
  return call(method, row.query === undefined ? filled : `${filled}?${row.query}`, key, body);
}

function rowOf(method: string, url: string): RouteRow | undefined {
  const prefix = Object.keys(pluginTable).find((each) => url === each || url.startsWith(`${each}/`));
  if (prefix === undefined) return routeTable[`${method} ${url}`];
  const isReading = /^(GET|HEAD|OPTIONS)$/.test(method);
  return (isReading ? undefined : pluginChangeTable[prefix]) ?? pluginTable[prefix];
}

describe('the table of who may call what', () => {
  it('names every registered route, and no other', () => {
    const registered = app.guardedRoutes.filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS');
    const missing = registered.filter(({ method, url }) => !rowOf(method, url)).map((r) => `${r.method} ${r.url}`);
    expect(missing).toEqual([]);
    const known = new Set(registered.map(({ method, url }) => `${method} ${url}`));
    expect(Object.keys(routeTable).filter((route) => !known.has(route))).toEqual([]);
  });

  it('says what each route says of itself', () => {
    for (const { method, url, access } of app.guardedRoutes) {
      const row = rowOf(method === 'HEAD' ? 'GET' : method, url);
      expect({ route: `${method} ${url}`, ...told(access) }).toEqual({
        route: `${method} ${url}`,
        least: row?.least,
        ...(row?.scope === undefined ? {} : { scope: row.scope }),
        ...(row?.instance ? { instance: true } : {}),
      });
    }
  });

  it('refuses a route that does not say who may call it', async () => {
    const other = await createOperatorApp({ context: engine.ctx });
    expect(() => other.get('/forgotten', async () => 'anything')).toThrow(/does not say who may call it/);
    await other.close();
  });
});

it('lets no key of another workspace change a row of this one', async () => {
  const before = await rowsOfFirst();
  for (const [route, row] of Object.entries(routeTable)) await send(route, row, 'second admin');
  expect(await rowsOfFirst()).toEqual(before);
});

describe.each(Object.entries(routeTable).filter(([, row]) => row.least !== 'nobody'))('%s', (route, row) => {
  it('wants a key that stands', async () => {
    expect((await send(route, row, null)).status).toBe(401);
    expect((await send(route, row, `syn_00000000_${'x'.repeat(43)}`)).status).toBe(401);
  });

  it.each(roles)('by its role: %s', async (role) => {
    const { status, body } = await send(route, row, `first ${role}`);
    if (roles.indexOf(role) < roles.indexOf(row.least as Role)) {
      expect(status).toBe(403);
      expect(body.code).toBe('role-too-low');
    } else {
      // What was deleted is gone by then, and the entity of the table is no user.
      const isGone = status === 404 && (route.startsWith('DELETE') || route.includes('/people/'));
      expect([401, 403, 404, 500]).not.toContain(isGone ? 204 : status);
    }
  });

  it('by its scope', async () => {
    const { status, body } = await send(route, row, 'first nothing');
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'scope-missing', detail: expect.stringContaining(row.scope ?? '') });
  });

  it.each(roles)('shows and does nothing of another workspace: %s', async (role) => {
    const { status, text } = await send(route, row, `second ${role}`);
    expect(text).not.toContain(mark);
    if (row.instance) return expect(status).toBe(404);
    if (roles.indexOf(role) < roles.indexOf(row.least as Role)) return expect(status).toBe(403);
    if (row.id !== undefined || row.names) expect(status).toBe(404);
    else expect([401, 403, 404, 500]).not.toContain(status);
  });
});

function told(access: RouteAccess) {
  return 'open' in access
    ? { least: 'nobody' }
    : { least: access.role, scope: access.scope, ...(access.instance ? { instance: true } : {}) };
}
