import { Validator } from '@seriousme/openapi-schema-validator';
import { startTestEngine, type TestEngine, waitForProcess } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';

const issues = 130;
let engine: TestEngine;
let app: App;
let processId: string;

const get = async (url: string) => {
  const answer = await app.inject({ method: 'GET', url });
  return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json() };
};
const post = async (url: string, body?: object) => {
  const answer = await app.inject({ method: 'POST', url, ...(body === undefined ? {} : { payload: body }) });
  return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json() };
};

beforeAll(async () => {
  engine = await startTestEngine({
    sandbox: { issues, repositories: 1, pullRequests: 0 },
    streams: ['issues', 'labels', 'repositories'],
  });
  app = await createOperatorApp({ context: engine.ctx });
  const started = await post('/api/v1/sync', { connectionId: engine.connectionId, mode: 'backfill' });
  expect(started.status).toBe(202);
  processId = started.body.processId;
  await waitForProcess(engine.ctx, processId);
});

afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

describe('processes', () => {
  it('shows a finished backfill with its children and the sums of their counters', async () => {
    const { body } = await get(`/api/v1/processes/${processId}`);
    expect(body).toMatchObject({
      id: processId,
      kind: 'backfill',
      state: 'completed',
      treeState: 'completed',
      parentId: null,
    });
    expect(body.children.map((child: { stream: string }) => child.stream).sort()).toEqual([
      'issues',
      'labels',
      'repositories',
    ]);
    const child = body.children.find((each: { stream: string }) => each.stream === 'issues');
    expect(child.counters).toMatchObject({ recordsExpected: issues, recordsCreated: issues, pagesFailed: 0 });
    const created = body.children.reduce(
      (sum: number, each: { counters: { recordsCreated: number } }) => sum + each.counters.recordsCreated,
      0,
    );
    expect(body.counters.recordsCreated).toBe(created);
    expect(body.progress).toMatchObject({ share: 1, rate: null, etaMs: null });
    expect(body.elapsedMs).toBeGreaterThan(0);
  });

  it('lists only processes without a parent, and filters them', async () => {
    const { body } = await get('/api/v1/processes');
    expect(body).toMatchObject({ items: [{ id: processId }], nextCursor: null });
    expect((await get('/api/v1/processes?open=true')).body.items).toEqual([]);
    expect((await get('/api/v1/processes?state=completed&kind=backfill')).body.items).toHaveLength(1);
  });

  it('refuses to pause what is finished, and says in which state it is', async () => {
    const { status, type, body } = await post(`/api/v1/processes/${processId}/pause`);
    expect(status).toBe(409);
    expect(type).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'wrong-state', state: 'completed', status: 409 });
  });
});

describe('entities', () => {
  it('hands out every entity once, page by page', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await get(
        `/api/v1/entities?kind=work_item&limit=50${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(issues);
    expect(seen).toHaveLength(issues);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  it('finds by text, and takes what is no pattern literally', async () => {
    const { body } = await get('/api/v1/entities?kind=work_item&limit=1');
    const title: string = body.items[0].title;
    const found = await get(`/api/v1/entities?text=${encodeURIComponent(title.toUpperCase())}`);
    expect(found.body.items.map((item: { title: string }) => item.title)).toContain(title);
    expect((await get('/api/v1/entities?text=%25_%25')).body.items).toEqual([]);
  });

  it('shows where an entity comes from, field by field', async () => {
    const list = await get('/api/v1/entities?kind=work_item&limit=1');
    const { body } = await get(`/api/v1/entities/${list.body.items[0].id}`);
    expect(body.mappings).toMatchObject([
      { connectionName: 'github', connector: 'github', stream: 'issues', state: 'linked' },
    ]);
    expect(body.mappings[0].url).toMatch(/^http/);
    expect(Object.keys(body.provenance).sort()).toEqual(Object.keys(body.fields).sort());
    expect(body.provenance.title).toMatchObject({
      connectionName: 'github',
      stream: 'issues',
      version: 1,
      decision: 'created',
    });
    expect(body.provenance.title.processId).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.relations).toContainEqual(
      expect.objectContaining({ direction: 'out', type: 'belongs_to', kind: 'repository', target: null }),
    );
  });

  it('shows relations from the other side too', async () => {
    const list = await get('/api/v1/entities?kind=repository');
    const { body } = await get(`/api/v1/entities/${list.body.items[0].id}`);
    expect(body.relations.filter((relation: { direction: string }) => relation.direction === 'in')).toHaveLength(100);
    expect(body.moreRelations).toBe(true);
  });

  it('lists relations to the last one, each once, in one direction and of one type', async () => {
    const list = await get('/api/v1/entities?kind=repository');
    const path = `/api/v1/entities/${list.body.items[0].id}/relations`;
    const all = async (query: string): Promise<{ direction: string; type: string; entityId: string }[]> => {
      const items = [];
      for (let cursor = ''; ; ) {
        const { status, body } = await get(`${path}?${query}&limit=70${cursor}`);
        expect(status).toBe(200);
        items.push(...body.items);
        if (body.nextCursor === null) return items;
        cursor = `&cursor=${body.nextCursor}`;
      }
    };
    const [{ count }] = (
      await engine.ctx.store.query<{ count: number }>(
        `select count(*)::int as count from relations where to_entity_id = $1`,
        [list.body.items[0].id],
      )
    ).rows as [{ count: number }];
    const inward = await all('direction=in');
    expect(inward).toHaveLength(count);
    expect(count).toBeGreaterThan(140);
    expect(new Set(inward.map((relation) => JSON.stringify(relation))).size).toBe(count);
    expect(new Set(inward.map(({ direction }) => direction))).toEqual(new Set(['in']));
    const belonging = await all('direction=in&type=belongs_to');
    expect(belonging).toEqual(inward.filter(({ type }) => type === 'belongs_to'));
    const outward = await get(path);
    expect(outward.body.items.every(({ direction }: { direction: string }) => direction === 'out')).toBe(true);
    const broken = Buffer.from(JSON.stringify(['a', 'b'])).toString('base64url');
    expect((await get(`${path}?cursor=${broken}`)).status).toBe(400);
    expect((await get('/api/v1/entities/01a1ff2a-2b50-7742-8eb5-8d75b8263c9d/relations')).status).toBe(404);
  });
});

describe('connections', () => {
  it('shows health, quota and streams', async () => {
    const { body } = await get('/api/v1/connections');
    expect(body.items).toMatchObject([
      { name: 'github', health: 'on time', credentials: 'ok', quota: { capacity: 1_000_000, pausedUntil: null } },
    ]);
    expect(
      body.items[0].streams.map((stream: { stream: string; health: string }) => [stream.stream, stream.health]),
    ).toContainEqual(['issues', 'on time']);
    expect(JSON.stringify(body)).not.toContain('TEST_TOKEN');
  });

  it('asks the vendor who we are', async () => {
    const { status, body } = await post(`/api/v1/connections/${engine.connectionId}/test`);
    expect(status).toBe(200);
    expect(body.outcome).toBe('ok');
  });
});

describe('errors', () => {
  it.each([
    ['/api/v1/entities?limit=0', 400, 'limit'],
    ['/api/v1/processes/not-a-uuid', 400, 'id'],
    ['/api/v1/entities?cursor=bm9uc2Vuc2U', 400, 'cursor'],
    ['/api/v1/processes?open=perhaps', 400, 'open'],
  ])('names the field that is wrong in %s', async (url, status, field) => {
    const answer = await get(url);
    expect(answer.status).toBe(status);
    expect(answer.type).toContain('application/problem+json');
    expect(answer.body.errors[0].field).toBe(field);
  });

  it.each([
    '/api/v1/processes/00000000-0000-7000-8000-000000000000',
    '/api/v1/entities/00000000-0000-7000-8000-000000000000',
    '/api/v1/connections/99',
    '/api/v1/reconciliation/99',
    '/nowhere',
  ])('answers 404 to %s', async (url) => {
    const answer = await get(url);
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(JSON.stringify(answer.body)).not.toContain('.ts');
  });

  it('refuses an unknown stream and an unknown connection', async () => {
    const stream = await post('/api/v1/sync', { connectionId: engine.connectionId, streams: ['nonsense'] });
    expect(stream).toMatchObject({ status: 400, body: { code: 'no-stream' } });
    expect((await post('/api/v1/sync', { connectionId: 99 })).status).toBe(404);
    expect((await post('/api/v1/sync', { connectionId: 'one' })).body.errors[0].field).toBe('connectionId');
  });

  it('serves one workspace only', async () => {
    const other = await createOperatorApp({ context: engine.ctx, workspaceId: 2 });
    for (const path of [`processes/${processId}`, `connections/${engine.connectionId}`]) {
      expect((await other.inject(`/api/v1/${path}`)).statusCode).toBe(404);
    }
    expect((await other.inject({ method: 'POST', url: `/api/v1/processes/${processId}/cancel` })).statusCode).toBe(404);
    expect((await other.inject('/api/v1/entities')).json().items).toEqual([]);
    await other.close();
  });
});

it('says how things stand in one object', async () => {
  const { body } = await get('/api/v1/status');
  expect(body).toMatchObject({
    health: 'ok',
    lagMs: 0,
    processes: [],
    counts: { connections: 1, itemsOpen: 0, processesOpen: 0 },
  });
  expect(body.sentence).toBe('All is in step: 1 connection, nothing waits.');
  expect(body.counts.entitiesByKind.work_item).toBe(issues);
});

it('describes itself in OpenAPI 3.1, with a schema for every answer', async () => {
  const { body } = await get('/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  const { valid, errors } = await new Validator().validate(body);
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining(['/api/v1/processes/{id}/pause', '/api/v1/sync', '/api/v1/events', '/readyz']),
  );
  expect(Object.keys(body.components.schemas)).toEqual(
    expect.arrayContaining(['Process', 'EntityDetail', 'Problem', 'Status']),
  );
  expect(body.components.schemas.Process.properties.createdAt).toMatchObject({ type: 'string', format: 'date-time' });
});
