import { gitHub } from '@syncline/connector-github';
import type { Stream } from '@syncline/connector-sdk';
import { openItems, type PageRow } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { startBackfill } from '../processes/start-process.ts';
import { retryItem } from '../retry-item.ts';
import { createEngineSteps, type EngineSteps } from '../testing/engine-steps.ts';
import { countOf, expectExactCounts, items, onlyChildOf } from '../testing/process-rows.ts';
import { invalidItem } from './transform-page.ts';

const REPOSITORY = 'acme/api';
let engine: TestEngine;
let steps: EngineSteps;

afterEach(() => engine.stop());

async function start(issuePaging: 'pages' | 'cursor', issues = 250): Promise<string> {
  engine = await startTestEngine({
    workers: false,
    sandbox: { issues, repositories: 1, pullRequests: 0, comments: false, issuePaging },
    streams: ['issues'],
  });
  steps = createEngineSteps(engine.ctx);
  const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId });
  return processId;
}

async function issuesInGraph(): Promise<number> {
  return countOf(engine.ctx, `mappings where stream = 'issues'`);
}

describe('a page that the vendor garbles', () => {
  it.each(['pages', 'cursor'] as const)(
    'is read again, and what follows it is planned once (paging by %s)',
    async (paging) => {
      const processId = await start(paging);
      engine.sandbox.faults.add({ kind: 'malformed', path: '/issues\\?.*per_page=100', count: 1 });
      await steps.settle();
      const child = await onlyChildOf(engine.ctx, processId);
      expect(child).toMatchObject({
        state: 'completed',
        records_fetched: 250,
        records_created: 250,
        records_unchanged: 0,
      });
      expect(child.pages_fetched).toBe(child.pages_expected);
      expectExactCounts(child);
    },
  );

  it('again and again is given up as an item; the others land, and a retry lands it and closes the item (rules 7.3, 7.6)', async () => {
    const processId = await start('pages');
    engine.sandbox.faults.add({ kind: 'malformed', path: 'page=2&|page=2$', count: 3 });
    await steps.settle();
    const child = await onlyChildOf(engine.ctx, processId);
    expect(child).toMatchObject({ state: 'completed_with_errors', pages_failed: 1, records_created: 150 });
    expectExactCounts(child);
    const [item] = await items(engine.ctx);
    expect(item).toMatchObject({ state: 'open', class: 'invalid', code: 'unreadable_answer' });
    expect(await retryItem(engine.ctx, item!.id)).toEqual({ outcome: 'done' });
    await steps.settle();
    expect((await items(engine.ctx)).map(({ state }) => state)).toEqual(['resolved']);
    expect(await issuesInGraph()).toBe(250);
    expect((await retryItem(engine.ctx, item!.id)).outcome).toBe('refused');
  });
});

describe('an item whose page is no longer kept', () => {
  const leaves = (id: number) => engine.ctx.store.query('delete from pages where id = $1', [id]);

  it('has the whole list read again, which closes it', async () => {
    await start('pages');
    engine.sandbox.faults.add({ kind: 'malformed', path: 'page=2&|page=2$', count: 3 });
    await steps.settle();
    const [item] = await items(engine.ctx);
    await leaves(Number(item!.page_id));
    expect(await retryItem(engine.ctx, item!.id)).toEqual({ outcome: 'done' });
    await steps.settle();
    expect((await items(engine.ctx)).map(({ state }) => state)).toEqual(['resolved']);
    expect(await issuesInGraph()).toBe(250);
  });

  it('goes with an item that stands for that list already', async () => {
    await start('pages');
    engine.sandbox.faults.add({ kind: 'malformed', path: 'page=[23](&|$)', count: 6 });
    await steps.settle();
    const open = await items(engine.ctx);
    expect(open).toHaveLength(2);
    engine.sandbox.faults.add({ kind: 'status', status: 422, path: 'per_page=100', count: 2 });
    for (const { id, page_id } of open) {
      await leaves(Number(page_id));
      expect(await retryItem(engine.ctx, id)).toEqual({ outcome: 'done' });
    }
    await steps.settle();
    expect((await items(engine.ctx)).map(({ state }) => state)).toEqual(['open', 'resolved']);
    expect(await retryItem(engine.ctx, open[0]!.id)).toEqual({ outcome: 'done' });
    await steps.settle();
    expect((await items(engine.ctx)).map(({ state }) => state)).toEqual(['resolved', 'resolved']);
    expect(await issuesInGraph()).toBe(250);
  });

  it('and of which nothing says what it was, says so and stays open', async () => {
    await start('pages');
    await engine.ctx.store.query(`insert into reconciliation_items (workspace_id, key, fingerprint, connection_id, stream, class, code, message)
      values (1, 'old', 'old', ${engine.connectionId}, 'issues', 'transient', 'old', 'old')`);
    const [item] = await items(engine.ctx);
    expect(await retryItem(engine.ctx, item!.id)).toEqual({
      outcome: 'refused',
      reason: expect.stringContaining('Start a backfill'),
    });
    expect(await items(engine.ctx)).toMatchObject([{ state: 'open' }]);
  });
});

describe('a page that is refused', () => {
  it('in a list that can only be followed keeps the rest of the list replayable', async () => {
    const processId = await start('cursor');
    engine.sandbox.faults.add({ kind: 'status', status: 422, path: 'after=', count: 1 });
    await steps.settle();
    expect(await onlyChildOf(engine.ctx, processId)).toMatchObject({
      state: 'completed_with_errors',
      records_created: 100,
    });
    const { rows } = await engine.ctx.store.query('select state, synced_up_to from stream_states');
    expect(rows).toEqual([{ state: 'error', synced_up_to: null }]);
    const [item] = await items(engine.ctx);
    await retryItem(engine.ctx, item!.id);
    await steps.settle();
    expect(await issuesInGraph()).toBe(250);
    expect((await items(engine.ctx)).map(({ state }) => state)).toEqual(['resolved']);
  });

  it.each(['per_page=1&|per_page=1$', 'page=3'])(
    'before or after the others (%s), is an item whose retry reads the list',
    async (path) => {
      const processId = await start('pages');
      engine.sandbox.faults.add({ kind: 'status', status: 403, path, count: 1 });
      await steps.settle();
      expect((await onlyChildOf(engine.ctx, processId)).state).toBe('completed_with_errors');
      const [item] = await items(engine.ctx);
      expect(item).toMatchObject({ state: 'open', class: 'permission' });
      await retryItem(engine.ctx, item!.id);
      await steps.settle();
      expect(await issuesInGraph()).toBe(250);
      expect((await items(engine.ctx)).map(({ state }) => state)).toEqual(['resolved']);
    },
  );

  it('when it only verified that the list is whole, is retried by reading the list', async () => {
    const processId = await start('pages');
    engine.sandbox.faults.add({ kind: 'status', status: 403, path: 'per_page=1&|per_page=1$', skip: 1, count: 1 });
    await steps.settle();
    expect(await onlyChildOf(engine.ctx, processId)).toMatchObject({
      state: 'completed_with_errors',
      records_created: 250,
    });
    const [item] = await items(engine.ctx);
    await retryItem(engine.ctx, item!.id);
    await steps.settle();
    expect((await items(engine.ctx)).map(({ state }) => state)).toEqual(['resolved']);
  });
});

describe('one poison record', () => {
  it.each([
    ['a NUL in its title', { title: 'ends \u0000 here' }],
    ['half a surrogate pair in its body', { title: 'half', body: 'a \ud83d b' }],
  ])('with %s becomes an item and stops none of the others', async (_what, edit) => {
    const processId = await start('pages', 100);
    engine.sandbox.editIssue(REPOSITORY, 50, edit);
    await steps.settle();
    expect(await onlyChildOf(engine.ctx, processId)).toMatchObject({
      state: 'completed_with_errors',
      records_fetched: 100,
      records_created: 99,
      records_failed: 1,
    });
    const [item, ...more] = await items(engine.ctx);
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      state: 'open',
      class: 'invalid',
      external_id: String([...engine.sandbox.issues(REPOSITORY)].find((issue) => issue.number === 50)!.id),
    });
    engine.sandbox.editIssue(REPOSITORY, 50, { title: 'mended', body: 'mended' });
    await retryItem(engine.ctx, item!.id);
    await steps.settle();
    expect(await issuesInGraph()).toBe(100);
    expect((await items(engine.ctx)).map(({ state }) => state)).toEqual(['resolved']);
  });

  it('is quoted in its item even where the quoted value holds a NUL', async () => {
    await start('pages', 1);
    await steps.settle();
    const [page] = (
      await engine.ctx.store.query<PageRow & Record<string, unknown>>(
        `select id, workspace_id as "workspaceId", connection_id as "connectionId", stream, scope from pages where kind = 'list'`,
      )
    ).rows;
    const stream = gitHub.streams.find(({ name }) => name === 'issues')!;
    const diagnostics = [
      { severity: 'error' as const, code: 'unknown_value', field: 'state', message: 'sent "o\u0000pen" as state' },
    ];
    await openItems(engine.ctx.store, [invalidItem(page!, stream as Stream, { externalId: '1', diagnostics })]);
    expect((await items(engine.ctx)).map((item) => item.message)).toEqual(['sent "o\ufffdpen" as state']);
  });
});
