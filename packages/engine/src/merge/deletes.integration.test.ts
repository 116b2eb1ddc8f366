import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBackfill } from '../processes/start-process.ts';
import type { EngineSteps } from '../testing/engine-steps.ts';
import { type IssuesEngine, REPOSITORY, startIssuesEngine } from '../testing/issues-engine.ts';
import { countOf, items } from '../testing/process-rows.ts';

let engine: IssuesEngine;
let steps: EngineSteps;
let seventh: string;

beforeEach(() => start());

afterEach(() => engine.stop());

async function start(issues = 20, repositories = 1): Promise<void> {
  // Nobody asks twice by themselves before the test lets them.
  engine = await startIssuesEngine(issues, { repositories, config: { goneConfirmMs: 3_600_000 } });
  steps = engine.steps;
  seventh = String(engine.issue(7).id);
}

async function hint(op: 'changed' | 'deleted'): Promise<void> {
  await engine.hint(7, { op });
  await steps.drainMailboxes();
}

async function fate(): Promise<'unknown' | 'lives' | 'tombstone'> {
  const { rows } = await engine.ctx.store.query<{ deleted: boolean; state: string }>(
    `select e.deleted_at is not null as deleted, m.state from mappings m join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id where m.external_id = $1 and m.stream = 'issues'`,
    [seventh],
  );
  const row = rows[0];
  if (!row) return 'unknown';
  expect(row.deleted).toBe(row.state === 'gone');
  return row.deleted ? 'tombstone' : 'lives';
}

describe('rule 3.10: a delete is believed', () => {
  it('from the event, and the entity is a tombstone with a history, never erased', async () => {
    await engine.backfill();
    engine.sandbox.deleteIssue(REPOSITORY, 7);
    await hint('deleted');
    expect(await fate()).toBe('tombstone');
    expect(await countOf(engine.ctx, `entity_versions where decision = 'deleted at the remote'`)).toBe(1);
    expect(await countOf(engine.ctx, `events where type = 'entity.deleted'`)).toBe(1);
    await hint('deleted');
    expect(await countOf(engine.ctx, `events where type = 'entity.deleted'`)).toBe(1);
  });

  it('from a read that finds it gone while its repository answers', async () => {
    await engine.backfill();
    engine.sandbox.deleteIssue(REPOSITORY, 7);
    await hint('changed');
    // One 404 may come from a replica that lags: it takes a second one.
    expect(await fate()).toBe('lives');
    await engine.ctx.store.query('update hints set next_attempt_at = null');
    await steps.settle();
    expect(await fate()).toBe('tombstone');
    expect(engine.sandbox.requestCount(/GET \/repos\/acme\/api$/)).toBeGreaterThan(0);
  });

  it('before the record was ever seen, and an older page does not bring it to life', async () => {
    await engine.fetchList();
    engine.sandbox.deleteIssue(REPOSITORY, 7);
    await hint('deleted');
    await steps.settle();
    expect(await fate()).toBe('unknown');
    expect(await countOf(engine.ctx, `mappings where stream = 'issues'`)).toBe(19);
  });

  it('and an older page does not revive the tombstone', async () => {
    await engine.backfill();
    engine.sandbox.editIssue(REPOSITORY, 7, { title: 'edited and then deleted' });
    await engine.fetchList();
    engine.sandbox.deleteIssue(REPOSITORY, 7);
    await hint('deleted');
    await steps.settle();
    expect(await fate()).toBe('tombstone');
  });
});

describe('rule 3.10: no delete is believed', () => {
  beforeEach(() => engine.backfill());

  it('from a 403: that is an item, and the record lives', async () => {
    engine.sandbox.faults.add({ kind: 'status', status: 403, path: 'issues/7$', count: 10 });
    await hint('changed');
    expect(await fate()).toBe('lives');
    expect(await items(engine.ctx)).toMatchObject([{ class: 'permission', external_id: seventh }]);
  });

  it('from a 404 where the repository is not found either', async () => {
    engine.sandbox.faults.add({ kind: 'status', status: 404, path: '^/repos/acme/api(/issues/7)?$', count: 10 });
    await hint('changed');
    expect(await fate()).toBe('lives');
    expect(await countOf(engine.ctx, 'remote_tombstones')).toBe(0);
  });

  it('from not being listed', async () => {
    engine.sandbox.deleteIssue(REPOSITORY, 7);
    await engine.backfill();
    expect(await fate()).toBe('lives');
  });

  it('from being closed: that is a state', async () => {
    engine.sandbox.editIssue(REPOSITORY, 7, { state: 'closed' });
    await hint('changed');
    expect(await fate()).toBe('lives');
  });

  it('from being moved to another repository', async () => {
    await engine.stop();
    await start(40, 2);
    await engine.backfill();
    const other = engine.sandbox.repositories().find((name) => name !== REPOSITORY)!;
    engine.sandbox.transferIssue(REPOSITORY, 7, other);
    await hint('changed');
    expect(await fate()).toBe('lives');
  });
});

describe('rule 3.9: references', () => {
  it('to records that are not known yet wait, and lead somewhere as soon as those come', async () => {
    await engine.backfill();
    const pending = await countOf(engine.ctx, `relations where type = 'labelled' and to_entity_id is null`);
    expect(pending).toBeGreaterThan(0);
    await startBackfill(engine.ctx, {
      connectionId: engine.connectionId,
      streams: ['labels', 'milestones', 'repositories', 'organizations'],
    });
    await steps.settle();
    expect(
      await countOf(
        engine.ctx,
        `relations where type in ('labelled', 'in_milestone', 'belongs_to') and to_entity_id is null`,
      ),
    ).toBe(0);
  });
});
