import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

const token = 'the token of the instance';
let engine: TestEngine;
let app: App;
const { call } = callApi(() => app, 'anna');

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx });
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

const count = async (table: string) =>
  (await engine.ctx.store.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n;
const sync = (key: string, mode = 'incremental') =>
  call('POST', '/api/v1/sync', { connectionId: engine.connectionId, mode }, { 'idempotency-key': key });

describe('a POST that names itself', () => {
  it('is done once, and answered each time as the first', async () => {
    const before = await count('processes');
    const first = await sync('once');
    expect(first.status).toBe(202);
    const again = await app.inject({
      method: 'POST',
      url: '/api/v1/sync',
      headers: { 'idempotency-key': 'once' },
      payload: { mode: 'incremental', connectionId: engine.connectionId },
    });
    expect(again.statusCode).toBe(202);
    expect(again.json()).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.headers.location).toBe(`/api/v1/processes/${first.body.processId}`);
    expect(await count('processes')).toBe(before + 1);
  });

  it('is told when its key belongs to another request', async () => {
    expect((await sync('mine')).status).toBe(202);
    expect(await sync('mine', 'backfill')).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    const path = '/api/v1/entities';
    const body = { connectionId: engine.connectionId, mode: 'incremental' };
    expect((await call('POST', path, body, { 'idempotency-key': 'mine' })).status).toBe(400);
  });

  it('is done once by many at the same time', async () => {
    const before = await count('processes');
    const answers = await Promise.all(Array.from({ length: 8 }, () => sync('rush')));
    expect(await count('processes')).toBe(before + 1);
    const done = answers.filter(({ status }) => status === 202);
    expect(new Set(done.map(({ body }) => body.processId)).size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 202))
      expect(answer).toMatchObject({ status: 409, body: { code: 'idempotency-unfinished' } });
  });

  it('is not done a second time when nobody knows how far the first came', async () => {
    expect((await sync('lost')).status).toBe(202);
    const before = await count('processes');
    await engine.ctx.store.query(`update idempotency_keys set status = null where key = 'lost'`);
    expect(await sync('lost')).toMatchObject({ status: 409, body: { code: 'idempotency-unfinished' } });
    expect(await count('processes')).toBe(before);
  });

  it('may be asked again after a refusal, which changed nothing', async () => {
    const ask = (connectionId: number) =>
      call('POST', '/api/v1/sync', { connectionId, mode: 'incremental' }, { 'idempotency-key': 'refused' });
    expect((await ask(999)).status).toBe(404);
    expect((await ask(engine.connectionId)).status).toBe(202);
  });

  it('keeps no secret that an answer shows once', async () => {
    const ask = () =>
      call(
        'POST',
        '/api/v1/keys',
        { name: 'ci', role: 'viewer' },
        { 'idempotency-key': 'a key of ours'.replaceAll(' ', '-') },
      );
    const made = await ask();
    expect(made.status).toBe(201);
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'idempotency-answer-not-kept' } });
    const { rows } = await engine.ctx.store.query(`select to_jsonb(k)::text as text from idempotency_keys k`);
    expect(JSON.stringify(rows)).not.toContain(made.body.key);
  });

  it('has a key of visible characters', async () => {
    for (const key of ['two words', '\u00e9', 'x'.repeat(256)]) expect((await sync(key)).status).toBe(400);
  });
});

describe('the limits', () => {
  it('tell each caller what is left, and say when to ask again', async () => {
    const limited = await createOperatorApp({ context: engine.ctx, rateLimits: { callsPerMinute: 2 } });
    const get = () => limited.inject('/api/v1/status');
    const [first, second, third] = [await get(), await get(), await get()];
    expect(first?.headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' });
    expect(second?.headers['ratelimit-remaining']).toBe('0');
    expect(third?.statusCode).toBe(429);
    expect(third?.json()).toMatchObject({ code: 'too-many-requests' });
    expect(Number(third?.headers['retry-after'])).toBeGreaterThan(0);
    for (const path of ['/livez', '/readyz', '/healthz']) expect((await limited.inject(path)).statusCode).toBe(200);
    await limited.close();
  });

  it('do not count for one key what another has called', async () => {
    const limited = await createOperatorApp({
      context: engine.ctx,
      authToken: token,
      rateLimits: { callsPerMinute: 2 },
    });
    const made = await limited.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { authorization: `Bearer ${token}` },
      payload: { name: 'other', role: 'viewer' },
    });
    const get = (key: string) => limited.inject({ url: '/api/v1/status', headers: { authorization: `Bearer ${key}` } });
    expect((await get(token)).statusCode).toBe(200);
    expect((await get(token)).statusCode).toBe(429);
    expect((await get(made.json().key)).statusCode).toBe(200);
    await limited.close();
  });

  it('stop looking up keys for who has none', async () => {
    const limited = await createOperatorApp({
      context: engine.ctx,
      authToken: token,
      rateLimits: { refusalsPerMinute: 2 },
    });
    const status = async (key: string) =>
      (await limited.inject({ url: '/api/v1/status', headers: { authorization: `Bearer ${key}` } })).statusCode;
    expect(await status('a')).toBe(401);
    expect(await status('b')).toBe(401);
    expect(await status('c')).toBe(429);
    expect((await limited.inject('/livez')).statusCode).toBe(200);
    await limited.close();
  });
});
