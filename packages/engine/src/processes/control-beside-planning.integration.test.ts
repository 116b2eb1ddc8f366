import { newId } from '@syncline/core';
import { insertProcess, type Sql, setChildrenOpen, transitionProcess } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEngineSteps, type EngineSteps } from '../testing/engine-steps.ts';
import { countOf, onlyChildOf } from '../testing/process-rows.ts';
import { failProcess } from './complete-process.ts';
import { type ControlOutcome, cancelProcess, pauseProcess, resumeProcess } from './control-process.ts';
import { startBackfill } from './start-process.ts';

let engine: TestEngine;
let steps: EngineSteps;

afterEach(() => engine.stop());

async function start(): Promise<string> {
  engine = await startTestEngine({
    workers: false,
    sandbox: { issues: 10, repositories: 1, pullRequests: 0, comments: false },
    streams: ['issues'],
  });
  steps = createEngineSteps(engine.ctx);
  return (await startBackfill(engine.ctx, { connectionId: engine.connectionId })).processId;
}

/** What planning a parent commits: its children, and that it has them. */
async function planChild(tx: Sql, processId: string): Promise<boolean> {
  if (!(await transitionProcess(tx, processId, 'counting'))) return false;
  const child = { id: newId(), workspaceId: 1, connectionId: engine.connectionId, parentId: processId };
  await insertProcess(tx, {
    ...child,
    kind: 'backfill',
    stream: 'issues',
    params: { scopes: ['1:acme/api'], isPoll: false },
  });
  await setChildrenOpen(tx, processId, 1);
  return transitionProcess(tx, processId, 'processing');
}

/** Runs `control` while the transaction that plans the parent is open, and lets that commit when `control` waits for it. */
async function whilePlanning(processId: string, control: () => Promise<ControlOutcome>): Promise<ControlOutcome> {
  const { store } = engine.ctx;
  await store.transaction((tx) => transitionProcess(tx, processId, 'initializing'));
  let outcome: Promise<ControlOutcome> | undefined;
  await store.transaction(async (tx) => {
    expect(await planChild(tx, processId)).toBe(true);
    outcome = control();
    await vi.waitFor(async () => {
      const waiting = `pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      expect(await countOf(engine.ctx, waiting)).toBe(1);
    });
  });
  return outcome!;
}

async function states(): Promise<string[]> {
  const { rows } = await engine.ctx.store.query<{ state: string }>(
    'select state from processes order by parent_id nulls first',
  );
  return rows.map((row) => row.state);
}

describe('a process whose parent is being planned at that moment (rule 7.5)', () => {
  it('does not escape a cancel', async () => {
    const processId = await start();
    expect(await whilePlanning(processId, () => cancelProcess(engine.ctx, processId))).toEqual({ outcome: 'done' });
    expect(await states()).toEqual(['cancelled', 'cancelled']);
  });

  it('does not escape a pause, and goes on with its parent', async () => {
    const processId = await start();
    expect(await whilePlanning(processId, () => pauseProcess(engine.ctx, processId))).toEqual({ outcome: 'done' });
    expect(await states()).toEqual(['paused', 'paused']);
    expect(await resumeProcess(engine.ctx, processId)).toEqual({ outcome: 'done' });
    expect(await states()).toEqual(['processing', 'created']);
  });

  it('is not planned any more once its parent is cancelled', async () => {
    const processId = await start();
    await cancelProcess(engine.ctx, processId);
    expect(await engine.ctx.store.transaction((tx) => planChild(tx, processId))).toBe(false);
    expect(await states()).toEqual(['cancelled']);
  });
});

describe('the streams of a process that ends before its time (rule 7.6)', () => {
  const streamStates = async () =>
    (await engine.ctx.store.query('select state, synced_up_to, last_error from stream_states')).rows;

  it('are idle again when it is cancelled', async () => {
    const processId = await start();
    await steps.plan();
    await steps.plan();
    expect(await streamStates()).toMatchObject([{ state: 'syncing' }]);
    await cancelProcess(engine.ctx, processId);
    expect(await streamStates()).toEqual([{ state: 'idle', synced_up_to: null, last_error: null }]);
  });

  it('are in error when it fails, and say why', async () => {
    const processId = await start();
    await steps.plan();
    await steps.plan();
    await failProcess(engine.ctx, (await onlyChildOf(engine.ctx, processId)).id, 'It can not go on.');
    expect(await streamStates()).toEqual([{ state: 'error', synced_up_to: null, last_error: 'It can not go on.' }]);
  });

  it('keep their checkpoint, and the state that a later process gave them', async () => {
    const first = await start();
    await steps.settle();
    const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId });
    await steps.plan();
    await steps.plan();
    expect((await cancelProcess(engine.ctx, first)).outcome).toBe('refused');
    expect(await streamStates()).toMatchObject([{ state: 'syncing' }]);
    await cancelProcess(engine.ctx, processId);
    const [state] = await streamStates();
    expect(state).toMatchObject({ state: 'idle' });
    expect(state!['synced_up_to']).toBeInstanceOf(Date);
  });
});
