import { ensureQuota, reportQuota, takeQuota } from '@syncline/store';
import { afterEach, describe, expect, it } from 'vitest';
import { ensureConnectionQuota, openConnection } from '../connections/open-connection.ts';
import { sweep } from '../sweep.ts';
import { type IssuesEngine, startIssuesEngine } from '../testing/issues-engine.ts';

const HOUR_MS = 3_600_000;
let engine: IssuesEngine;

afterEach(() => engine.stop());

async function quota(): Promise<Record<string, unknown>> {
  const { rows } = await engine.ctx.store.query('select * from quotas where connection_id = $1', [engine.connectionId]);
  return rows[0]!;
}

function setQuota(assignments: string): Promise<unknown> {
  return engine.ctx.store.query(`update quotas set ${assignments} where connection_id = $1`, [engine.connectionId]);
}

/** Queued pages, by whether they wait for a time or were let go. */
async function queued(): Promise<{ waiting: number[]; letGo: number[] }> {
  const { rows } = await engine.ctx.store.query<{ id: number; waits: boolean }>(
    `select id, next_attempt_at is not null as waits from pages where state = 'queued' order by id`,
  );
  const ids = (waits: boolean) => rows.filter((row) => row.waits === waits).map((row) => row.id);
  return { waiting: ids(true), letGo: ids(false) };
}

/** A backfill of twelve pages, all of which wait because the quota is spent. */
async function startWaiting(): Promise<void> {
  engine = await startIssuesEngine(1_200, { config: { quotaOverride: { capacity: 10, windowMs: HOUR_MS } } });
  await engine.planList();
  await setQuota('remaining = 0');
  for (const { id } of await engine.steps.pages('queued')) await engine.steps.fetch(id);
  expect((await queued()).waiting).toHaveLength(12);
}

describe('pages that wait for quota', () => {
  it('are let go as many as the window will serve, and none of those is put back', async () => {
    await startWaiting();
    await setQuota(`reset_at = now()`);
    await engine.ctx.store.query(`update pages set next_attempt_at = now() where state = 'queued'`);
    await sweep(engine.ctx);
    // A tenth is kept for live work.
    const { waiting, letGo } = await queued();
    expect(letGo).toHaveLength(9);
    await sweep(engine.ctx);
    expect(await queued()).toEqual({ waiting, letGo });
    for (const id of letGo) await engine.steps.fetch(id);
    expect(await engine.steps.pages('fetched')).toHaveLength(9);
    await sweep(engine.ctx);
    expect(await queued()).toEqual({ waiting, letGo: [] });
  });

  it('are let go for windows that begin before the next look', async () => {
    await startWaiting();
    await setQuota(`reset_at = now(), window_ms = 900`);
    await engine.ctx.store.query(`update pages set next_attempt_at = now() where state = 'queued'`);
    await sweep(engine.ctx);
    expect(await queued()).toMatchObject({ waiting: [] });
  });
});

describe('the quota that an operator sets', () => {
  it('stands in place of what the connector says, also of a bucket that was made before', async () => {
    engine = await startIssuesEngine(1, { config: { quotaOverride: null } });
    const { ctx, connectionId } = engine;
    await ensureConnectionQuota(ctx, connectionId);
    expect(await quota()).toMatchObject({ capacity: 5_000, burst_capacity: 900 });
    await ensureConnectionQuota(
      { ...ctx, config: { ...ctx.config, quotaOverride: { capacity: 50, windowMs: 60_000 } } },
      connectionId,
    );
    expect(await quota()).toMatchObject({ capacity: 50, remaining: 50, window_ms: 60_000, burst_capacity: null });
  });

  it('caps what the vendor’s headers say, and never raises it', async () => {
    engine = await startIssuesEngine(1, { config: { quotaOverride: { capacity: 50, windowMs: HOUR_MS } } });
    const { ctx, connectionId } = engine;
    const report = { limit: 5_000, remaining: 4_999, resetAt: new Date(Date.now() + 60_000) };
    const none = { pausedUntil: null, reason: null };
    await reportQuota(ctx.store, 1, connectionId, { ...report, ...none }, 50);
    expect(await quota()).toMatchObject({ capacity: 50, remaining: 50, vendor_capacity: 5_000 });
    await reportQuota(ctx.store, 1, connectionId, { ...report, limit: 30, remaining: 20, ...none }, 50);
    expect(await quota()).toMatchObject({ capacity: 30, remaining: 20, vendor_capacity: 30 });
  });

  it('is lifted again without forgetting what was taken of the window', async () => {
    engine = await startIssuesEngine(1, { config: { quotaOverride: { capacity: 50, windowMs: HOUR_MS } } });
    const { ctx, connectionId } = engine;
    await setQuota('remaining = 10');
    const plan = { workspaceId: 1, connectionId, capacity: 200, windowMs: HOUR_MS, liveReserve: 0.1, burst: null };
    await ensureQuota(ctx.store, { ...plan, cap: null });
    expect(await quota()).toMatchObject({ capacity: 200, remaining: 160 });
  });
});

describe('the breaker of a connection (SEMANTICS 6)', () => {
  const failures = 3;
  const breaker = { failures, openMs: HOUR_MS, maxOpenMs: 4 * HOUR_MS };

  async function breakIt(): Promise<number[]> {
    engine = await startIssuesEngine(600, { config: { breaker } });
    await engine.planList();
    engine.sandbox.faults.add({ kind: 'status', status: 503, path: '/issues\\?', count: 1_000 });
    const ids = (await engine.steps.pages('queued')).map(({ id }) => id);
    for (const id of ids.slice(0, failures)) await engine.steps.fetch(id).catch(() => undefined);
    return ids;
  }

  it('opens after failures at several addresses; waiting work spends no attempt and no call', async () => {
    const ids = await breakIt();
    const calls = engine.sandbox.log.total;
    for (const id of ids.slice(failures)) await engine.steps.fetch(id, { lastAttempt: true });
    expect(engine.sandbox.log.total).toBe(calls);
    const { rows } = await engine.ctx.store.query(
      `select distinct state, attempts, error_class, next_attempt_at > now() + interval '50 minutes' as waits from pages where id = any($1)`,
      [ids.slice(failures)],
    );
    expect(rows).toEqual([{ state: 'queued', attempts: 0, error_class: 'rate_limited', waits: true }]);
    const { rows: events } = await engine.ctx.store.query(`select type from events where type like 'connection.%'`);
    expect(events).toEqual([{ type: 'connection.unreachable' }]);
  });

  it('stays closed for one record that the vendor can’t serve', async () => {
    engine = await startIssuesEngine(600, { config: { breaker } });
    const first = await engine.planList();
    engine.sandbox.faults.add({ kind: 'status', status: 500, path: '/issues\\?', count: 12 });
    for (let tries = 0; tries < 4; tries++) await engine.steps.fetch(first).catch(() => undefined);
    expect(await quota()).toMatchObject({ open_until: null, failing: [expect.any(String)] });
    await engine.steps.fetch(first);
    expect(await quota()).toMatchObject({ open_until: null, failing: [] });
  });

  it('lets one call look when its time is over, and closes when that is served', async () => {
    const ids = await breakIt();
    const { ctx, connectionId, sandbox } = engine;
    for (const id of ids) await engine.steps.fetch(id);
    sandbox.faults.clear();
    await setQuota('open_until = now()');
    await ctx.store.query(`update pages set next_attempt_at = now() where state = 'queued'`);
    await sweep(ctx);
    expect((await queued()).letGo).toHaveLength(1);
    expect(await takeQuota(ctx.store, 1, connectionId, 'live')).toMatchObject({ outcome: 'taken', isProbe: true });
    expect(await takeQuota(ctx.store, 1, connectionId, 'live')).toMatchObject({ outcome: 'broken' });
    // The one that looked was lost.
    await setQuota('probe_until = now()');
    await engine.steps.fetch(ids[0]!);
    expect(await quota()).toMatchObject({ open_until: null, openings: 0, failing: [] });
    await engine.steps.fetch(ids[1]!);
    expect(await engine.steps.pages('fetched')).toHaveLength(2);
    const { rows } = await ctx.store.query(`select type from events where type like 'connection.%' order by id`);
    expect(rows).toEqual([{ type: 'connection.unreachable' }, { type: 'connection.reachable' }]);
  });

  it('rests longer each time that the look fails, up to a limit', async () => {
    await breakIt();
    const hours: number[] = [];
    for (let looks = 0; looks < 4; looks++) {
      await setQuota('open_until = now()');
      const { client, connector } = await openConnection(engine.ctx, engine.connectionId, 'live');
      engine.sandbox.faults.add({ kind: 'reset', path: '.', count: 1 });
      await connector.check(client, AbortSignal.timeout(5_000)).catch(() => undefined);
      const { rows } = await engine.ctx.store.query<{ hours: number }>(
        'select round(extract(epoch from open_until - now()) / 3600)::int as hours from quotas',
      );
      hours.push(rows[0]!.hours);
    }
    expect(hours).toEqual([2, 4, 4, 4]);
  });

  it('leaves other connections alone (SEMANTICS 8)', async () => {
    await breakIt();
    const { ctx } = engine;
    await ensureQuota(ctx.store, {
      workspaceId: 1,
      connectionId: 999,
      capacity: 10,
      windowMs: HOUR_MS,
      liveReserve: 0,
      burst: null,
      cap: null,
    });
    expect(await takeQuota(ctx.store, 1, 999, 'bulk')).toMatchObject({ outcome: 'taken', isProbe: false });
  });
});
