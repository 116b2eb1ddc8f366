import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterEach, expect, it } from 'vitest';
import { type RecordedWebhooks, recordWebhooks } from '../testing/deliveries.ts';
import { createEngineSteps, type EngineSteps } from '../testing/engine-steps.ts';
import { countOf, items } from '../testing/process-rows.ts';

const REPOSITORY = 'acme/api';
let engine: TestEngine;
let steps: EngineSteps;
let webhooks: RecordedWebhooks;

afterEach(() => engine.stop());

async function start(settings: Record<string, unknown>): Promise<void> {
  engine = await startTestEngine({
    workers: false,
    sandbox: { issues: 10, repositories: 1, pullRequests: 0, comments: false },
    settings,
  });
  steps = createEngineSteps(engine.ctx);
  webhooks = recordWebhooks(engine);
}

async function deliver(): Promise<void> {
  expect(await webhooks.store()).toBeGreaterThan(0);
  await steps.drainDeliveries();
  await steps.drainMailboxes();
}

it('a project that the settings do not name is left alone, and its items open no reconciliation item', async () => {
  await start({ projects: [1] });
  engine.sandbox.renameProject(2, 'not wanted');
  engine.sandbox.addProjectItem(2, REPOSITORY, 3);
  engine.sandbox.setProjectItemStatus(2, REPOSITORY, 3, 'Done');
  await deliver();
  expect(await items(engine.ctx)).toEqual([]);
  expect(await countOf(engine.ctx, `hints where state not in ('done', 'ignored')`)).toBe(0);
  expect(await countOf(engine.ctx, `hints where state = 'ignored' and stream = 'project_items'`)).toBe(1);
  expect(await countOf(engine.ctx, `mappings where stream in ('projects', 'project_items')`)).toBe(0);
});

it('an item that was open about such a project is closed with the reason when it is read again', async () => {
  await start({ projects: [1] });
  const id = engine.sandbox.addProjectItem(2, REPOSITORY, 3);
  await engine.ctx.store.query(
    `insert into reconciliation_items (workspace_id, key, fingerprint, connection_id, stream, external_id, class, code, message)
     values (1, 'k', 'f', $1, 'project_items', $2, 'not_found', 'github_no_project', 'of another day')`,
    [engine.connectionId, String(id)],
  );
  await deliver();
  expect(await items(engine.ctx)).toMatchObject([
    { state: 'resolved', resolution: expect.stringContaining('settings') as string },
  ]);
});

it('a project that GitHub does not show any more opens no item either', async () => {
  await start({ projects: true });
  engine.sandbox.addProjectItem(2, REPOSITORY, 3);
  engine.sandbox.faults.add({ kind: 'status', status: 404, path: 'projectsV2/', count: 10 });
  await webhooks.store();
  await engine.ctx.store.query(
    `update inbox set body = convert_to(replace(convert_from(body, 'utf8'), '"project_node_id":"', '"project_node_id":"X'), 'utf8')`,
  );
  await steps.drainDeliveries();
  await steps.drainMailboxes();
  expect(await items(engine.ctx)).toEqual([]);
});

it('the project that the settings name is read', async () => {
  await start({ projects: [1] });
  for (const status of ['Todo', 'Done']) engine.sandbox.setProjectItemStatus(1, REPOSITORY, 3, status);
  await deliver();
  expect(await countOf(engine.ctx, `mappings where stream = 'project_items'`)).toBe(1);
});

it('edges of issues are read when issues take part, and not when they do not', async () => {
  await start({ streams: ['labels'] });
  engine.sandbox.addSubIssue(REPOSITORY, 1, REPOSITORY, 2);
  await deliver();
  expect(await countOf(engine.ctx, 'hints')).toBe(0);
  expect(await countOf(engine.ctx, `mappings where stream = 'issues'`)).toBe(0);
  await engine.stop();

  await start({ streams: ['issues'] });
  engine.sandbox.addSubIssue(REPOSITORY, 1, REPOSITORY, 2);
  await deliver();
  expect(await countOf(engine.ctx, `relations where type = 'child_of'`)).toBe(1);
});
