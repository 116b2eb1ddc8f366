import { brotliDecompressSync } from 'node:zlib';
import { loadConsole } from '@syncline/console';
import { queueBackends, startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';

describe.each(queueBackends())('with the queue on %s', (backend) => {
  let engine: TestEngine;
  let app: App;

  beforeAll(async () => {
    engine = await startTestEngine({ backend, workers: false, sandbox: { issues: 1, repositories: 1 } });
    app = await createOperatorApp({ context: engine.ctx });
  });

  afterAll(async () => {
    await app?.close();
    await engine?.stop();
  });

  it('is alive and ready', async () => {
    expect((await app.inject('/livez')).json()).toEqual({ status: 'ok' });
    const ready = await app.inject('/readyz');
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toMatchObject({ ready: true, checks: { postgres: { ok: true }, queue: { ok: true } } });
  });

  it('measures the queues when it is scraped', async () => {
    const { connectionId } = engine;
    await app.inject({ method: 'POST', url: '/api/v1/sync', payload: { connectionId, mode: 'backfill' } });
    const { body, headers } = await app.inject('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toMatch(/syncline_queue_jobs\{queue="process-plan",state="waiting"\} 1/);
    expect(body).toContain('syncline_open_processes{state="running"} 1');
    expect(body).toContain('# TYPE sync_operations_total counter');
  });

  it('shows the queues in Bull Board, and lets nobody change them there', async () => {
    const page = await app.inject('/admin/queues');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    const { queues } = (await app.inject('/admin/queues/api/queues')).json();
    const planning = queues.find((queue: { name: string }) => queue.name === 'process-plan');
    expect(planning).toMatchObject({ counts: { waiting: 1 }, readOnlyMode: true });
    const change = await app.inject({ method: 'PUT', url: '/admin/queues/api/queues/process-plan/pause' });
    expect(change.statusCode).toBe(405);
  });
});

describe('access', () => {
  let engine: TestEngine;
  let open: App;
  let served: App;
  let closed: App;
  const token = 'a token of enough characters';

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
    open = await createOperatorApp({ context: engine.ctx });
    served = await createOperatorApp({ context: engine.ctx, console: loadConsole() });
    closed = await createOperatorApp({ context: engine.ctx, authToken: token });
  });

  afterAll(async () => {
    await open?.close();
    await served?.close();
    await closed?.close();
    await engine?.stop();
  });

  it.each([
    '/api/v1/status',
    '/docs',
    '/openapi.json',
    '/metrics',
    '/admin/queues',
    '/admin/queues/api/queues',
    '/api/v1/events',
    '/nowhere',
  ])('wants the token for %s', async (url) => {
    for (const authorization of [undefined, 'Bearer wrong', `Basic ${token}`, token]) {
      const answer = await closed.inject({ url, headers: authorization === undefined ? {} : { authorization } });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
  });

  it('lets the token in, and anyone to the health checks', async () => {
    expect(
      (await closed.inject({ url: '/api/v1/status', headers: { authorization: `Bearer ${token}` } })).statusCode,
    ).toBe(200);
    expect((await closed.inject('/livez')).statusCode).toBe(200);
    expect((await closed.inject('/readyz')).statusCode).toBe(200);
  });

  it('without a token refuses other hosts and other sites, which a browser could be made to use', async () => {
    expect((await open.inject({ url: '/api/v1/status', headers: { host: 'evil.example' } })).statusCode).toBe(403);
    const forged = await open.inject({
      method: 'POST',
      url: '/api/v1/sync',
      headers: { origin: 'https://evil.example' },
      payload: { connectionId: 1 },
    });
    expect(forged.statusCode).toBe(403);
    expect(
      (
        await open.inject({
          url: '/api/v1/status',
          headers: { host: '127.0.0.1:8090', origin: 'http://localhost:8090' },
        })
      ).statusCode,
    ).toBe(200);
  });

  it('serves a page and API documentation that load nothing from elsewhere', async () => {
    const page = await served.inject('/processes/some');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).not.toMatch(/(src|href)="https?:/);
    const [name] = /\/assets\/main-[^"]+\.js/.exec(page.body)!;
    const script = await served.inject({ url: name, headers: { 'accept-encoding': 'gzip, br' } });
    expect(script.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
    });
    expect(brotliDecompressSync(script.rawPayload).length).toBeGreaterThan(100_000);
    expect((await served.inject('/assets/package.json')).statusCode).toBe(404);
    // An operator that was given no console has its API all the same.
    expect((await open.inject('/')).json()).toMatchObject({ status: 503, code: 'no-console' });
    const docs = await open.inject('/docs/');
    expect(docs.statusCode).toBe(200);
    expect(docs.body).not.toMatch(/(src|href)="https?:/);
  });

  it('names the field and keeps internals to itself when something breaks', async () => {
    await engine.ctx.store.query('alter table processes rename to gone');
    const answer = await open.inject('/api/v1/processes');
    await engine.ctx.store.query('alter table gone rename to processes');
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'internal', status: 500 });
    expect(answer.body).not.toMatch(/select|relation|\.ts/);
  });
});
