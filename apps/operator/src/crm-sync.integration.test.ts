import { setTimeout as delay } from 'node:timers/promises';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { pollConnections } from '@syncline/engine';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let salesforce: SalesforceSandbox;
let engine: SyncEngine;
let app: App;
let path: string;
const { get, post } = callApi(() => app, 'anna');

beforeAll(async () => {
  salesforce = await createSalesforceSandbox({ accounts: 3 });
  engine = await startSyncEngine({
    sides: [
      {
        name: 'sales',
        connector: 'salesforce',
        url: salesforce.url,
        settings: { organizationId: salesforce.organizationId, streams: ['accounts'] },
        secrets: { clientId: salesforce.clientId, clientSecret: salesforce.clientSecret },
      },
    ],
  });
  app = await createOperatorApp({ context: engine.ctx });
  path = `/api/v1/crm/${engine.connectionId('sales')}/sync`;
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
  await salesforce?.close();
});

interface StreamState {
  readonly state: string;
  readonly syncedUpTo: string | null;
  readonly lastError: string | null;
}

async function accounts(): Promise<StreamState> {
  const { streams } = (await get(path)) as { streams: (StreamState & { readonly stream: string })[] };
  expect(streams.map(({ stream }) => stream)).toEqual(['accounts']);
  return streams[0]!;
}

/** The state that comes next, other than this one. */
async function after(state: string): Promise<string> {
  const giveUp = Date.now() + 30_000;
  for (;;) {
    const { state: now } = await accounts();
    if (now !== state) return now;
    if (Date.now() > giveUp) throw new Error(`still ${state}`);
    await delay(10);
  }
}

/** Answers take long enough for their state to be seen. */
function slowly<Result>(work: () => Promise<Result>): Promise<Result> {
  const fault = salesforce.faults.add({ kind: 'slow', delayMs: 400, count: 100 });
  return work().finally(() => salesforce.faults.remove(fault));
}

const refuse = () => salesforce.faults.add({ kind: 'status', status: 400, path: 'query', count: 100 });

it('is idle before anything was read, then syncing, then idle up to a time', async () => {
  expect(await accounts()).toEqual({
    stream: 'accounts',
    kind: 'account',
    state: 'idle',
    syncedUpTo: null,
    lastError: null,
  });
  await slowly(async () => {
    const started = await post(path, {});
    expect(started).toMatchObject({ status: 202, body: { source: { connection: { name: 'sales' } } } });
    expect(started.body.processId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await after('idle')).toBe('syncing');
    expect(await after('syncing')).toBe('idle');
  });
  expect((await accounts()).syncedUpTo).not.toBeNull();
});

it('is in error when a run did not end well, with why, and keeps its checkpoint', async () => {
  const { syncedUpTo } = await accounts();
  const fault = refuse();
  await slowly(async () => {
    await post(path, {});
    expect(await after('idle')).toBe('syncing');
    expect(await after('syncing')).toBe('error');
  });
  const failed = await accounts();
  expect(failed.lastError).not.toBeNull();
  expect(failed.syncedUpTo).toBe(syncedUpTo);
  salesforce.faults.remove(fault);
});

it('is tried again from error by hand, and idle when that went well', async () => {
  await slowly(async () => {
    expect((await post(path, { streams: ['accounts'] })).status).toBe(202);
    expect(await after('error')).toBe('syncing');
    expect(await after('syncing')).toBe('idle');
  });
  expect(await accounts()).toMatchObject({ lastError: null });
});

it('is tried again from error by the schedule, and in error again while the cause is there', async () => {
  const { ctx } = engine;
  const due = () =>
    ctx.store.query(
      `update processes set created_at = created_at - interval '1 day', finished_at = finished_at - interval '1 day'`,
    );
  const fault = refuse();
  await slowly(async () => {
    await post(path, {});
    expect(await after('idle')).toBe('syncing');
    expect(await after('syncing')).toBe('error');
  });
  await engine.quiet();
  await due();
  await slowly(async () => {
    expect(await pollConnections(ctx)).toBe(1);
    expect(await after('error')).toBe('syncing');
    expect(await after('syncing')).toBe('error');
  });
  await engine.quiet();
  salesforce.faults.remove(fault);
  await due();
  await slowly(async () => {
    expect(await pollConnections(ctx)).toBe(1);
    expect(await after('error')).toBe('syncing');
    expect(await after('syncing')).toBe('idle');
  });
});

it('refuses a stream that there is not', async () => {
  expect(await post(path, { streams: ['sheep'] })).toMatchObject({ status: 400, body: { code: 'no-stream' } });
});
