import type { ProcessState } from '@syncline/core';
import { queueBackends, startTestEngine, type TestEngine, waitForProcess } from '@syncline/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngineSteps, type EngineSteps } from '../testing/engine-steps.ts';
import { countOf, expectExactCounts, onlyChildOf } from '../testing/process-rows.ts';
import { cancelProcess, pauseProcess, resumeProcess } from './control-process.ts';
import { startBackfill } from './start-process.ts';

let engine: TestEngine;
let steps: EngineSteps;

afterEach(() => engine.stop());

/** How far a backfill of three pages has come when it is paused or cancelled. */
const moments: Readonly<Record<string, () => Promise<void>>> = {
  'before it is planned': async () => {},
  'while its plan waits for the quota': async () => {
    engine.sandbox.faults.add({ kind: 'secondary_limit', retryAfterSeconds: 60 });
    await steps.plan();
    await engine.ctx.store.query('update quotas set paused_until = now()');
  },
  'when its children stand': async () => void (await steps.plan()),
  'while it is counted': async () => {
    await steps.plan();
    await steps.plan();
  },
  'when its pages stand': reachPages,
  'with a page read': async () => {
    await reachPages();
    await steps.fetch((await steps.pages('queued'))[0]!.id);
  },
  'with a page merged': async () => {
    await reachPages();
    await steps.pass((await steps.pages('queued'))[0]!.id);
  },
};

async function reachPages(): Promise<void> {
  await steps.plan();
  await steps.plan();
  for (const { id } of await steps.pages('queued')) await steps.fetch(id);
}

async function start(): Promise<string> {
  engine = await startTestEngine({
    workers: false,
    sandbox: { issues: 250, repositories: 1, pullRequests: 0, comments: false },
    streams: ['issues'],
  });
  steps = createEngineSteps(engine.ctx);
  return (await startBackfill(engine.ctx, { connectionId: engine.connectionId })).processId;
}

async function states(): Promise<ProcessState[]> {
  return (
    await engine.ctx.store.query<{ state: ProcessState }>(
      'select state from processes order by parent_id nulls first, id',
    )
  ).rows.map((row) => row.state);
}

/** What workers that still hold jobs would do. */
async function oneMoreRound(): Promise<void> {
  await steps.plan();
  for (const state of ['queued', 'fetched', 'normalised'] as const)
    for (const { id } of await steps.pages(state)) await steps.pass(id);
  await steps.complete();
}

describe.each(Object.keys(moments))('rule 7.5: a backfill %s', (moment) => {
  it('is paused, asks the vendor nothing, and comes home with exact counts when it is resumed', async () => {
    const processId = await start();
    await moments[moment]!();
    expect(await pauseProcess(engine.ctx, processId)).toEqual({ outcome: 'done' });
    expect(new Set(await states())).toEqual(new Set(['paused']));
    engine.sandbox.log.clear();
    await oneMoreRound();
    await oneMoreRound();
    expect(new Set(await states())).toEqual(new Set(['paused']));
    expect(engine.sandbox.log.total).toBe(0);
    expect((await pauseProcess(engine.ctx, processId)).outcome).toBe('refused');
    expect(await resumeProcess(engine.ctx, processId)).toEqual({ outcome: 'done' });
    expect((await resumeProcess(engine.ctx, processId)).outcome).toBe('refused');
    await steps.settle();
    expect(await states()).toEqual(['completed', 'completed']);
    const child = await onlyChildOf(engine.ctx, processId);
    expect(child).toMatchObject({ records_created: 250, records_fetched: 250 });
    expectExactCounts(child);
  });

  it.each(['running', 'paused'])('is cancelled while %s: what stands stays, nothing more comes', async (how) => {
    const processId = await start();
    await moments[moment]!();
    if (how === 'paused') await pauseProcess(engine.ctx, processId);
    expect(await cancelProcess(engine.ctx, processId)).toEqual({ outcome: 'done' });
    const merged = await countOf(engine.ctx, `mappings where stream = 'issues'`);
    engine.sandbox.log.clear();
    await oneMoreRound();
    expect(new Set(await states())).toEqual(new Set(['cancelled']));
    expect(engine.sandbox.log.total).toBe(0);
    expect(await countOf(engine.ctx, `mappings where stream = 'issues'`)).toBe(merged);
    expect(await countOf(engine.ctx, `pages where finished_at is null`)).toBe(0);
    expect((await resumeProcess(engine.ctx, processId)).outcome).toBe('refused');
    expect((await cancelProcess(engine.ctx, processId)).outcome).toBe('refused');
  });
});

describe('rule 7.5 at the end', () => {
  it('a process that only has to complete is not paused, and completes', async () => {
    const processId = await start();
    await reachPages();
    for (let open = await steps.pages('queued'); open.length > 0; open = await steps.pages('queued'))
      for (const { id } of open) await steps.pass(id);
    expect(await states()).toEqual(['processing', 'completing']);
    const child = await onlyChildOf(engine.ctx, processId);
    expect(await pauseProcess(engine.ctx, child.id)).toEqual({ outcome: 'refused', state: 'completing' });
    await steps.settle();
    expect(await states()).toEqual(['completed', 'completed']);
    expect((await pauseProcess(engine.ctx, processId)).outcome).toBe('refused');
    expect((await cancelProcess(engine.ctx, processId)).outcome).toBe('refused');
  });

  it('a parent that is paused while its last child completes goes on to its end when resumed', async () => {
    const processId = await start();
    await reachPages();
    for (let open = await steps.pages('queued'); open.length > 0; open = await steps.pages('queued'))
      for (const { id } of open) await steps.pass(id);
    await pauseProcess(engine.ctx, processId);
    await steps.complete();
    expect(await states()).toEqual(['paused', 'completed']);
    await resumeProcess(engine.ctx, processId);
    await steps.settle();
    expect(await states()).toEqual(['completed', 'completed']);
  });

  it('a parent whose only child is cancelled ends, with errors', async () => {
    const processId = await start();
    await reachPages();
    await cancelProcess(engine.ctx, (await onlyChildOf(engine.ctx, processId)).id);
    await steps.settle();
    expect(await states()).toEqual(['completed_with_errors', 'cancelled']);
  });

  it('the last page may be merged while the process is paused', async () => {
    const processId = await start();
    await reachPages();
    for (const { id } of await steps.pages('queued')) await steps.fetch(id);
    await pauseProcess(engine.ctx, processId);
    await oneMoreRound();
    await resumeProcess(engine.ctx, processId);
    await steps.settle();
    const child = await onlyChildOf(engine.ctx, processId);
    expect(child).toMatchObject({ state: 'completed', records_created: 250 });
    expectExactCounts(child);
  });
});

describe.each(queueBackends())('with workers and the queue on %s', (backend) => {
  it('a backfill that is paused and resumed at random comes home once', async () => {
    engine = await startTestEngine({
      backend,
      sandbox: { issues: 600, repositories: 1, pullRequests: 0, comments: false },
      streams: ['issues'],
    });
    const { ctx, connectionId, sandbox } = engine;
    sandbox.faults.add({ kind: 'slow', delayMs: 60, path: '/issues\\?', count: 1_000 });
    const { processId } = await startBackfill(ctx, { connectionId });
    for (let turn = 0; turn < 8; turn++) {
      const calls = sandbox.log.total;
      await pauseProcess(ctx, processId);
      await resumeProcess(ctx, processId);
      while (
        sandbox.log.total === calls &&
        (await countOf(ctx, `processes where id = $1 and finished_at is null`, [processId])) > 0
      )
        await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await waitForProcess(ctx, processId)).state).toBe('completed');
    const child = await onlyChildOf(ctx, processId);
    expect(child).toMatchObject({ records_created: 600, records_fetched: 600 });
    expectExactCounts(child);
  });
});
