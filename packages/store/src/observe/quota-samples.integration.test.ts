import { createMigratedDatabase, type ScratchDatabase } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStore, type Store } from '../database.ts';
import { ensureQuota } from '../quota.ts';
import { applyRetention } from '../retention.ts';
import { QUOTA_SAMPLE_MS, readQuotaSteps, sampleQuotas } from './quota-samples.ts';

const HOUR_MS = 3_600_000;
const [workspaceId, connectionId] = [1, 7];
let database: ScratchDatabase;
let store: Store;

beforeAll(async () => {
  database = await createMigratedDatabase();
  store = createStore({ databaseUrl: database.url });
  const burst = { capacity: 20, windowMs: 10_000 };
  await ensureQuota(store, {
    workspaceId,
    connectionId,
    capacity: 100,
    windowMs: HOUR_MS,
    liveReserve: 0,
    burst,
    cap: null,
  });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const left = (remaining: number) => store.query('update quotas set remaining = $1', [remaining]);
const steps = async (stepMs = QUOTA_SAMPLE_MS) =>
  (await readQuotaSteps(store, workspaceId, connectionId, 24 * HOUR_MS, stepMs)).filter(
    ({ bucket }) => bucket === 'core',
  );
/** As if all looks so far had been that long ago. */
const age = (interval: string) => store.query('update quota_samples set at = at - $1::interval', [interval]);

it('keeps the least that was left of each bucket, and whether the vendor had us wait', async () => {
  for (const remaining of [80, 30, 60]) {
    await left(remaining);
    await sampleQuotas(store);
  }
  // Two rows where the looks fell into two spans of five minutes.
  expect(Math.min(...(await steps()).map(({ lowest }) => lowest))).toBe(30);
  expect(new Set((await readQuotaSteps(store, 1, 7, HOUR_MS, HOUR_MS)).map(({ bucket }) => bucket))).toEqual(
    new Set(['core', 'burst']),
  );
  await age('2 hours');
  await store.query(`update quotas set paused_until = now() + interval '1 minute'`);
  await sampleQuotas(store);
  const [before, now] = [(await steps())[0], (await steps()).at(-1)];
  expect(before).toMatchObject({ capacity: 100, held: false });
  expect(now).toMatchObject({ lowest: 60, capacity: 100, held: true });
});

it('counts a window that is over as full, and puts the worst of longer steps together', async () => {
  await age('2 hours');
  await store.query(`update quotas set paused_until = null, reset_at = now() - interval '1 second'`);
  await sampleQuotas(store);
  expect((await steps()).at(-1)).toMatchObject({ lowest: 100, held: false });
  const [whole, ...rest] = await steps(30 * 24 * HOUR_MS);
  expect([whole, ...rest].map((step) => step!.lowest)).toContain(30);
});

it('forgets what is older than is shown, and says nothing of other workspaces', async () => {
  await age('8 days');
  await sampleQuotas(store);
  const keep = { rawMs: 1e9, eventsMs: 1e9, unsentEventsMs: 1e9, inboxMs: 1e9, processesMs: 1e9, itemsMs: 1e9 };
  await applyRetention(store, keep);
  const { rows } = await store.query(`select bucket from quota_samples order by bucket`);
  expect(rows).toEqual([{ bucket: 'burst' }, { bucket: 'core' }]);
  expect(await readQuotaSteps(store, 2, connectionId, HOUR_MS, QUOTA_SAMPLE_MS)).toEqual([]);
});
