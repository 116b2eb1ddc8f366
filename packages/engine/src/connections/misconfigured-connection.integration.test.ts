import { restingDeliveries } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pollConnections } from '../processes/poll.ts';
import { startBackfill } from '../processes/start-process.ts';
import { sweep } from '../sweep.ts';
import { recordWebhooks } from '../testing/deliveries.ts';
import { createEngineSteps, type EngineSteps } from '../testing/engine-steps.ts';
import { countOf, items } from '../testing/process-rows.ts';

const REPOSITORY = 'acme/api';
let engine: TestEngine;
let steps: EngineSteps;

beforeEach(async () => {
  engine = await startTestEngine({
    workers: false,
    sandbox: { issues: 10, repositories: 1, pullRequests: 0, comments: false },
    streams: ['issues'],
    config: { sweepAfterMs: 0 },
  });
  steps = createEngineSteps(engine.ctx);
});

afterEach(() => engine.stop());

async function setUp(column: 'settings' | 'connector', value: string): Promise<void> {
  await engine.ctx.store.query(`update connections set ${column} = $2 where id = $1`, [engine.connectionId, value]);
}

async function connection(): Promise<{ health: string; health_reason: string | null } | undefined> {
  const { rows } = await engine.ctx.store.query<{ health: string; health_reason: string | null }>(
    'select health, health_reason from connections',
  );
  return rows[0];
}

const whole = { settings: '{"owner":"acme","ownerType":"org","streams":["issues"]}', connector: 'github' };

it.each([
  ['settings that its connector can not read', 'settings', '{"owner":""}', /settings of connection github.*owner/],
  ['a connector that this version does not have', 'connector', 'gitroot', /needs the connector gitroot/],
] as const)(
  '%s: deliveries wait, say why, are not swept over and over, and go on when it is mended',
  async (_, column, broken, reason) => {
    const webhooks = recordWebhooks(engine);
    engine.sandbox.editIssue(REPOSITORY, 7, { title: 'told while it was broken' });
    await webhooks.store();
    await setUp(column, broken);

    await steps.drainDeliveries();
    expect(await connection()).toEqual({
      health: 'misconfigured',
      health_reason: expect.stringMatching(reason) as string,
    });
    const { rows } = await engine.ctx.store.query<{ reason: string }>(
      `select reason from inbox where state = 'received'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.reason).toMatch(reason);
    await steps.drainDeliveries();
    expect(await countOf(engine.ctx, `events where type = 'connection.misconfigured'`)).toBe(1);
    await sweep(engine.ctx);
    expect(await restingDeliveries(engine.ctx.store, { olderThanMs: 0, limit: 10 })).toEqual([]);

    await setUp(column, whole[column]);
    expect(await sweep(engine.ctx)).toBeGreaterThan(0);
    expect(await connection()).toEqual({ health: 'ok', health_reason: null });
    await steps.settle();
    expect(await countOf(engine.ctx, `inbox where state = 'received'`)).toBe(0);
    expect(await countOf(engine.ctx, `entities where fields->>'title' = 'told while it was broken'`)).toBe(1);
  },
);

it('a backfill that meets it waits too, gives nothing up, and ends when it is mended', async () => {
  const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId });
  await steps.plan();
  await setUp('settings', '{}');
  await steps.plan();
  for (const { id } of await steps.pages('queued')) await steps.fetch(id, { lastAttempt: true });
  expect((await connection())?.health).toBe('misconfigured');
  expect(await items(engine.ctx)).toEqual([]);
  await setUp('settings', whole.settings);
  await sweep(engine.ctx);
  await steps.settle();
  expect(await countOf(engine.ctx, 'processes where id = $1 and state = $2', [processId, 'completed'])).toBe(1);
  expect(await countOf(engine.ctx, `mappings where stream = 'issues'`)).toBe(10);
});

it('is said of a connection before any work meets it, and polls of the others go on', async () => {
  await setUp('connector', 'gitroot');
  await sweep(engine.ctx);
  expect((await connection())?.health).toBe('misconfigured');
  await engine.ctx.store.query(
    `insert into stream_states (workspace_id, connection_id, stream, scope, synced_up_to) values (1, $1, 'issues', 's', now())`,
    [engine.connectionId],
  );
  expect(await pollConnections(engine.ctx)).toBe(0);
});
