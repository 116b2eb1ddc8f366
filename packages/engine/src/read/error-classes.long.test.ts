import {
  queueBackends,
  startTestEngine,
  type TestEngine,
  type TestEngineOptions,
  waitForProcess,
} from '@syncline/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkConnection } from '../connections/check-connection.ts';
import { startBackfill } from '../processes/start-process.ts';
import { sweep } from '../sweep.ts';
import { createEngineSteps, type EngineSteps } from '../testing/engine-steps.ts';
import { childrenOf, countOf, expectExactCounts, items, onlyChildOf } from '../testing/process-rows.ts';

const LIST = '/issues\\?.*per_page=100';
let engine: TestEngine;
let steps: EngineSteps;

afterEach(() => engine.stop());

async function start(options: TestEngineOptions = {}): Promise<string> {
  engine = await startTestEngine({
    workers: false,
    streams: ['issues'],
    ...options,
    sandbox: { issues: 300, repositories: 1, pullRequests: 0, comments: false, ...options.sandbox },
  });
  steps = createEngineSteps(engine.ctx);
  return (await startBackfill(engine.ctx, { connectionId: engine.connectionId })).processId;
}

/** Up to the pages of the list, which stand unread. */
async function planned(): Promise<number[]> {
  await steps.plan();
  await steps.plan();
  for (const { id } of await steps.pages('queued')) await steps.fetch(id);
  return (await steps.pages('queued')).map(({ id }) => id);
}

async function health(): Promise<string> {
  return (await engine.ctx.store.query<{ health: string }>('select health from connections')).rows[0]!.health;
}

describe.each(queueBackends())('transient errors with the queue on %s', (backend) => {
  it('a storm of 5xx and cut connections is retried until it is over; nothing is lost and nothing counted twice', async () => {
    engine = await startTestEngine({
      backend,
      streams: ['issues'],
      sandbox: { issues: 300, repositories: 1, pullRequests: 0, comments: false },
    });
    const { ctx, connectionId, sandbox } = engine;
    for (const kind of ['status', 'reset', 'lost_answer'] as const)
      sandbox.faults.add({ kind, status: 502, path: '/issues\\?', count: 4 });
    const { processId } = await startBackfill(ctx, { connectionId });
    expect((await waitForProcess(ctx, processId)).state).toBe('completed');
    const child = await onlyChildOf(ctx, processId);
    expect(child).toMatchObject({ records_fetched: 300, records_created: 300 });
    expectExactCounts(child);
    expect(await items(ctx)).toEqual([]);
  });

  it('that do not end make the last attempt give the page up; the other pages land', async () => {
    engine = await startTestEngine({
      backend,
      streams: ['issues'],
      sandbox: { issues: 300, repositories: 1, pullRequests: 0, comments: false },
    });
    const { ctx, connectionId, sandbox } = engine;
    sandbox.faults.add({ kind: 'reset', path: 'page=2$|page=2&', count: 1_000 });
    const { processId } = await startBackfill(ctx, { connectionId });
    expect((await waitForProcess(ctx, processId)).state).toBe('completed_with_errors');
    expect(await onlyChildOf(ctx, processId)).toMatchObject({
      state: 'completed_with_errors',
      records_created: 200,
      pages_failed: 1,
    });
    expect(await items(ctx)).toMatchObject([{ class: 'transient', state: 'open' }]);
    // Three calls an attempt, six attempts.
    expect(sandbox.requestCount(/page=2(&|$)/)).toBe(18);
  }, 60_000);
});

describe('rate limits', () => {
  it('a secondary limit pauses the connection for every worker, and spends no attempt', async () => {
    const processId = await start();
    const [first, second, third] = await planned();
    engine.sandbox.faults.add({ kind: 'secondary_limit', retryAfterSeconds: 120, path: LIST, count: 1 });
    await steps.fetch(first!);
    const calls = engine.sandbox.log.total;
    await steps.fetch(second!, { lastAttempt: true });
    await steps.fetch(third!);
    await steps.fetch(first!, { lastAttempt: true });
    expect(engine.sandbox.log.total).toBe(calls);
    const { rows } = await engine.ctx.store.query(
      `select state, attempts, next_attempt_at > now() + interval '100 seconds' as waits from pages where id = any($1)`,
      [[first, second, third]],
    );
    expect(rows).toEqual(Array.from({ length: 3 }, () => ({ state: 'queued', attempts: 0, waits: true })));
    expect(await sweep(engine.ctx)).toBe(0);
    await engine.ctx.store.query(`update quotas set paused_until = now()`);
    await engine.ctx.store.query(`update pages set next_attempt_at = now() where state = 'queued'`);
    expect(await sweep(engine.ctx)).toBe(3);
    await steps.settle();
    expect(await onlyChildOf(engine.ctx, processId)).toMatchObject({ state: 'completed', records_created: 300 });
  });

  it('the primary limit waits for the time that the vendor names, and the backfill goes on by itself', async () => {
    engine = await startTestEngine({
      streams: ['issues'],
      sandbox: {
        issues: 300,
        repositories: 1,
        pullRequests: 0,
        comments: false,
        rateLimit: { limit: 40, windowMs: 2_000 },
      },
      config: { quotaOverride: null },
    });
    const { ctx, connectionId } = engine;
    const { processId } = await startBackfill(ctx, { connectionId });
    expect((await waitForProcess(ctx, processId)).state).toBe('completed');
    expect(await countOf(ctx, 'pages where attempts > 0')).toBe(0);
    expect(await items(ctx)).toEqual([]);
  }, 60_000);

  it('one connection’s pause does not slow another (SEMANTICS 8)', async () => {
    await start();
    await engine.ctx.store.query(`insert into quotas (workspace_id, connection_id, capacity, remaining, window_ms, reset_at, live_reserve, paused_until)
      values (1, 999, 10, 10, 1000, now() + interval '1 hour', 0.1, now() + interval '1 hour')`);
    await steps.settle();
    expect(await countOf(engine.ctx, `mappings where stream = 'issues'`)).toBe(300);
  });
});

describe('credentials that are refused', () => {
  it('make the connection need its owner once; work waits and goes on after a good check', async () => {
    const processId = await start();
    const pages = await planned();
    engine.sandbox.faults.add({ kind: 'status', status: 401, path: LIST, count: 2 });
    await Promise.all(pages.slice(0, 2).map((id) => steps.fetch(id, { lastAttempt: true })));
    expect(await health()).toBe('needs_reauth');
    expect(await countOf(engine.ctx, `events where type = 'connection.needs_reauth'`)).toBe(1);
    const calls = engine.sandbox.log.total;
    for (const id of pages) await steps.fetch(id);
    expect(engine.sandbox.log.total).toBe(calls);
    await engine.ctx.store.query(`update pages set touched_at = now() - interval '1 hour'`);
    expect(await sweep(engine.ctx)).toBe(0);
    engine.sandbox.faults.clear();
    expect(await checkConnection(engine.ctx, engine.connectionId)).toMatchObject({ outcome: 'ok' });
    expect(await health()).toBe('ok');
    // Nobody has taken the jobs that stand in the queue, so there is nothing to revive: they go on.
    await steps.settle();
    expect(await onlyChildOf(engine.ctx, processId)).toMatchObject({ state: 'completed', records_created: 300 });
    expect(await items(engine.ctx)).toEqual([]);
  });

  it('a check that is refused leaves it so', async () => {
    await start();
    engine.sandbox.faults.add({ kind: 'status', status: 401, count: 20 });
    expect(await checkConnection(engine.ctx, engine.connectionId)).toMatchObject({ outcome: 'failed', class: 'auth' });
    expect(await health()).toBe('needs_reauth');
  });

  it('with workers, a backfill in the middle stops and comes home by itself after the check', async () => {
    engine = await startTestEngine({
      streams: ['issues'],
      sandbox: { issues: 300, repositories: 1, pullRequests: 0, comments: false },
    });
    const { ctx, connectionId, sandbox } = engine;
    sandbox.faults.add({ kind: 'status', status: 401, path: LIST, count: 1 });
    const { processId } = await startBackfill(ctx, { connectionId });
    await vi.waitFor(async () => expect(await health()).toBe('needs_reauth'), { timeout: 60_000 });
    await checkConnection(ctx, connectionId);
    expect((await waitForProcess(ctx, processId)).state).toBe('completed');
    expect(await countOf(ctx, `mappings where stream = 'issues'`)).toBe(300);
  });
});

describe('a stream that we may not see', () => {
  it('goes to reconciliation; the other streams are read', async () => {
    const processId = await start({ streams: ['issues', 'labels', 'milestones'] });
    engine.sandbox.faults.add({ kind: 'status', status: 403, path: '/labels', count: 5 });
    await steps.settle();
    const children = await childrenOf(engine.ctx, processId);
    expect(children.map(({ stream, state }) => [stream, state])).toEqual([
      ['issues', 'completed'],
      ['labels', 'completed_with_errors'],
      ['milestones', 'completed'],
    ]);
    expect(await items(engine.ctx)).toMatchObject([{ class: 'permission', stream: 'labels', state: 'open' }]);
    expect(await health()).toBe('ok');
    const { rows } = await engine.ctx.store.query(`select stream from stream_states where state = 'error'`);
    expect(rows).toEqual([{ stream: 'labels' }]);
  });
});
