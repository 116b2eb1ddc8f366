import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBackfill, startIncremental } from '../processes/start-process.ts';
import { createEngineSteps, type EngineSteps } from '../testing/engine-steps.ts';
import { expectExactCounts, onlyChildOf } from '../testing/process-rows.ts';

const ISSUES = 330;
let jira: JiraSandbox;
let engine: SyncEngine;
let steps: EngineSteps;

beforeEach(async () => {
  jira = await createJiraSandbox({ issues: ISSUES, projects: 1, comments: false });
  engine = await startSyncEngine({
    sides: [
      {
        name: 'jira',
        connector: 'jira',
        url: jira.url,
        settings: { email: jira.email },
        secrets: { token: jira.token },
      },
    ],
    workers: false,
  });
  steps = createEngineSteps(engine.ctx);
});
afterEach(async () => {
  await engine.stop();
  await jira.close();
});

/** A backfill of the project whose ids are listed, and whose windows are planned and not yet read. */
async function startWindows(): Promise<{ readonly processId: string; readonly windows: readonly number[] }> {
  const { processId } = await startBackfill(engine.ctx, {
    connectionId: engine.connectionId('jira'),
    streams: ['issues'],
  });
  await steps.plan();
  await steps.plan();
  const [plan] = await steps.pages('queued');
  expect(plan).toMatchObject({ kind: 'probe' });
  await steps.fetch(plan!.id);
  const [list] = await steps.pages('queued');
  await steps.pass(list!.id);
  return { processId, windows: (await steps.pages('queued')).map(({ id }) => id) };
}

/** The titles of the issues that live in the graph, by id. */
async function graph(): Promise<Map<string, unknown>> {
  const { rows } = await engine.ctx.store.query<{ id: string; title: unknown }>(
    `select m.external_id as id, m.seen -> 'summary' as title from mappings m
     where m.stream = 'issues'`,
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

function truth(): Map<string, unknown> {
  return new Map([...jira.issues('API')].map(({ id, summary }) => [id, summary]));
}

describe('a backfill by windows', () => {
  it('reads each window on its own, whatever is edited or deleted beside it, and misses nothing', async () => {
    const { processId, windows } = await startWindows();
    expect(windows).toHaveLength(Math.ceil(ISSUES / 100));
    const before = [...truth().keys()];
    const deleted = new Set<string>();
    for (const [at, window] of windows.toReversed().entries()) {
      jira.editIssue(before[at * 50]!, { summary: `Edited beside window ${at}` });
      const gone = before[at * 100 + 7]!;
      jira.deleteIssue(gone);
      deleted.add(gone);
      await steps.pass(window);
    }
    await steps.settle();
    const child = await onlyChildOf(engine.ctx, processId);
    expect(child).toMatchObject({ state: 'completed', records_expected: ISSUES, records_failed: 0 });
    expectExactCounts(child);
    // What was read before it was edited is for the next poll, whose checkpoint is older than all windows.
    await startIncremental(engine.ctx, { connectionId: engine.connectionId('jira'), streams: ['issues'] });
    await steps.settle();
    const found = await graph();
    for (const [id, title] of truth()) expect([id, found.get(id)]).toEqual([id, title]);
    expect([...found.keys()].filter((id) => !truth().has(id) && !deleted.has(id))).toEqual([]);
  });

  it('goes on with the windows that are left when its workers died in the middle', async () => {
    const { processId, windows } = await startWindows();
    await steps.pass(windows[2]!);
    // Read, but neither normalised nor merged: its worker died.
    await steps.fetch(windows[1]!);
    const before = jira.log.total;
    await steps.settle();
    const since = jira.log.recent(jira.log.total - before);
    expect(since.filter(({ url }) => url.includes('bulkfetch'))).toHaveLength(windows.length - 2);
    expect(await graph()).toEqual(truth());
    expectExactCounts(await onlyChildOf(engine.ctx, processId));
  });

  it('plans what a page splits into once, also when that page is read twice', async () => {
    const { processId, windows } = await startWindows();
    const { rows } = await engine.ctx.store.query<{ id: number }>(
      `update pages set state = 'queued' where kind = 'list' and state = 'merged' and process_id is not null returning id`,
    );
    expect(rows).toHaveLength(1);
    await steps.fetch(rows[0]!.id);
    expect((await steps.pages('queued')).map(({ id }) => id)).toEqual(windows);
    await steps.settle();
    expect(await graph()).toEqual(truth());
    expect(await onlyChildOf(engine.ctx, processId)).toMatchObject({ state: 'completed' });
  });
});
