import {
  connectionsDueForPoll,
  findSyncConfig,
  noteSyncTimes,
  type SyncConfigRow,
  saveSyncConfig,
} from '@syncline/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IssuesEngine, startIssuesEngine } from '../testing/issues-engine.ts';
import { countOf } from '../testing/process-rows.ts';
import { pauseProcess } from './control-process.ts';
import { pollConnections } from './poll.ts';
import { startBackfill, startPoll } from './start-process.ts';

let engine: IssuesEngine;

beforeEach(async () => {
  engine = await startIssuesEngine(10);
  await engine.backfill();
  await lastReadAgo('2 hours');
});

afterEach(() => engine.stop());

function lastReadAgo(time: string): Promise<unknown> {
  return engine.ctx.store.query(`update processes set created_at = now() - $1::interval`, [time]);
}

function heardAgo(time: string): Promise<unknown> {
  return engine.ctx.store.query(`update connections set last_delivery_at = now() - $1::interval`, [time]);
}

function configure(name: string, values: Partial<SyncConfigRow> = {}): Promise<SyncConfigRow> {
  return saveSyncConfig(engine.ctx.store, 1, {
    name,
    platform: 'github',
    enabled: true,
    syncInterval: 300,
    batchFallbackEnabled: true,
    batchSize: 100,
    twoWayCreate: false,
    webhookEnabled: true,
    secretReference: null,
    settings: { kinds: { work_item: { members: [{ connection: 'github', stream: 'issues' }] } } },
    ...values,
  });
}

async function isDue(): Promise<boolean> {
  return (await connectionsDueForPoll(engine.ctx.store, engine.ctx.config.pollIntervalMs)).includes(
    engine.connectionId,
  );
}

describe('a poll', () => {
  it('is started once, however many schedulers find it due', async () => {
    const before = await countOf(engine.ctx, 'processes where parent_id is null');
    const started = await Promise.all(Array.from({ length: 6 }, () => pollConnections(engine.ctx)));
    expect(started.reduce((sum, n) => sum + n)).toBe(1);
    expect(await startPoll(engine.ctx, engine.connectionId)).toBeNull();
    expect(await countOf(engine.ctx, 'processes where parent_id is null')).toBe(before + 1);
  });

  it('is not kept away by a process that is paused, and does not read what that one has yet to read', async () => {
    const { ctx, connectionId, steps } = engine;
    const { processId } = await startBackfill(ctx, { connectionId });
    await steps.plan();
    expect(await isDue()).toBe(false);
    expect(await pauseProcess(ctx, processId)).toEqual({ outcome: 'done' });
    await lastReadAgo('2 hours');
    expect(await pollConnections(ctx)).toBe(1);
    await steps.settle();
    expect(await countOf(ctx, `processes where params->>'isPoll' = 'true' and state = 'completed'`)).toBe(2);
    expect(
      await countOf(ctx, `pages g join processes p on p.id = g.process_id where p.params->>'isPoll' = 'true'`),
    ).toBe(1);
    // As if it had never been read.
    await ctx.store.query(
      `update stream_states set stream = 'labels'; update processes set created_at = now() - interval '2 hours'`,
    );
    expect(await pollConnections(ctx)).toBe(1);
    await steps.settle();
    expect(
      await countOf(ctx, `pages g join processes p on p.id = g.process_id where p.params->>'isPoll' = 'true'`),
    ).toBe(1);
  });
});

describe('the rhythm of polls (SEMANTICS 9)', () => {
  it('is that of the engine for a connection that no config names', async () => {
    await lastReadAgo('59 minutes');
    expect(await isDue()).toBe(false);
    await lastReadAgo('61 minutes');
    expect(await isDue()).toBe(true);
  });

  it('is the shortest that a config in force asks for', async () => {
    await lastReadAgo('10 minutes');
    await configure('slow', { syncInterval: 900 });
    await configure('off', { syncInterval: 60, enabled: false });
    await configure('of another', {
      syncInterval: 60,
      settings: { kinds: { work_item: { members: [{ connection: 'jira' }] } } },
    });
    expect(await isDue()).toBe(false);
    await configure('fast', { syncInterval: 500 });
    expect(await isDue()).toBe(true);
  });

  it('is none where the configs want no fallback', async () => {
    await configure('mirror', { batchFallbackEnabled: false, syncInterval: 10 });
    expect(await isDue()).toBe(false);
    await configure('other');
    expect(await isDue()).toBe(true);
  });

  it('is slower while webhooks are heard, and as asked for once they fall silent, or are not to be relied on', async () => {
    await configure('mirror', { syncInterval: 300 });
    await lastReadAgo('10 minutes');
    await heardAgo('1 minute');
    expect(await isDue()).toBe(false);
    await heardAgo('6 minutes');
    expect(await isDue()).toBe(true);
    await heardAgo('1 minute');
    await lastReadAgo('21 minutes');
    expect(await isDue()).toBe(true);
    await lastReadAgo('10 minutes');
    await configure('mirror', { syncInterval: 300, webhookEnabled: false });
    expect(await isDue()).toBe(true);
  });
});

it('a poll reads pages of the size that the configs ask for', async () => {
  const { ctx, connectionId, sandbox, steps } = engine;
  await configure('mirror', { batchSize: 4 });
  await ctx.store.query(`update stream_states set synced_up_to = '2000-01-01'`);
  expect(await startPoll(ctx, connectionId)).not.toBeNull();
  await ctx.store.query(`update sync_configs set enabled = false`);
  await steps.settle();
  expect(sandbox.requestCount(/issues\?.*per_page=4&.*since=/)).toBeGreaterThan(2);
  expect(
    await countOf(ctx, `processes where params->>'isPoll' = 'true' and state = 'completed' and parent_id is null`),
  ).toBe(1);
});

it('configs are told when their connections were last worked on, and keep it when the runs are gone', async () => {
  const { ctx } = engine;
  const { id } = await configure('mirror');
  expect(await noteSyncTimes(ctx.store)).toBe(1);
  const { rows } = await ctx.store.query<{ at: Date }>(
    'select max(finished_at) as at from processes where parent_id is null',
  );
  await ctx.store.query('delete from processes');
  expect(await noteSyncTimes(ctx.store)).toBe(0);
  expect(await findSyncConfig(ctx.store, 1, id)).toMatchObject({
    lastSyncAt: rows[0]!.at,
    lastBatchSyncAt: rows[0]!.at,
    version: 1,
  });
});
