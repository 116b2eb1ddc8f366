import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EngineSteps, firstTry } from '../testing/engine-steps.ts';
import { type IssuesEngine, REPOSITORY, startIssuesEngine } from '../testing/issues-engine.ts';
import { countOf, expectExactCounts, onlyChildOf } from '../testing/process-rows.ts';
import { syncRecord } from './sync-record.ts';

let engine: IssuesEngine;
let steps: EngineSteps;

beforeEach(async () => {
  engine = await startIssuesEngine(100);
  steps = engine.steps;
});

afterEach(() => engine.stop());

const issue = (number: number) => engine.issue(number);
const hint = (number: number, count = 1) => engine.hint(number, { count });

function rename(number: number, title: string): void {
  engine.sandbox.editIssue(REPOSITORY, number, { title });
}

async function titleOf(number: number): Promise<string | undefined> {
  const { rows } = await engine.ctx.store.query<{ title: string }>(
    `select e.fields->>'title' as title from mappings m join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id where m.stream = 'issues' and m.external_id = $1`,
    [String(issue(number).id)],
  );
  return rows[0]?.title;
}

/** A backfill whose one page of issues is read and normalised, not merged; returns that page's id. */
async function readPage(): Promise<number> {
  const pageId = await engine.fetchList();
  await steps.transform(pageId);
  return pageId;
}

describe('rule 2.4: a page is merged in one transaction', () => {
  it('merging it again, and twice at the same time, does nothing', async () => {
    const pageId = await readPage();
    await Promise.all([steps.merge(pageId), steps.merge(pageId), steps.merge(pageId)]);
    const events = await countOf(engine.ctx, `events where type like 'entity.%'`);
    await steps.merge(pageId);
    await steps.transform(pageId);
    await steps.fetch(pageId);
    expect(await countOf(engine.ctx, `events where type like 'entity.%'`)).toBe(events);
    await steps.settle();
    const { rows } = await engine.ctx.store.query<{ id: string }>('select id from processes where parent_id is null');
    const child = await onlyChildOf(engine.ctx, rows[0]!.id);
    expect(child).toMatchObject({ state: 'completed', records_created: 100, records_fetched: 100 });
    expectExactCounts(child);
  });

  it('records shown unchanged cost no write', async () => {
    await steps.merge(await readPage());
    await steps.settle();
    const marks = async () =>
      (
        await engine.ctx.store.query(
          `select count(*)::int as n, sum(version)::int as versions, max(updated_at) as latest from entities`,
        )
      ).rows;
    const versions = await countOf(engine.ctx, 'entity_versions');
    const before = await marks();
    await engine.backfill();
    expect(await marks()).toEqual(before);
    expect(await countOf(engine.ctx, 'entity_versions')).toBe(versions);
    expect(await countOf(engine.ctx, 'processes where records_unchanged = 100 and records_updated = 0')).toBe(1);
  });
});

describe('rule 2.6: a mailbox a record', () => {
  it('fifty hints of a record cost one read, after the newest of them', async () => {
    await hint(7, 50);
    engine.sandbox.log.clear();
    await Promise.all([steps.drainMailboxes(), steps.drainMailboxes()]);
    expect(await titleOf(7)).toBe(issue(7).title);
    // Two workers that met may both have read it.
    expect(engine.sandbox.requestCount(/issues\/7$/)).toBeLessThanOrEqual(2);
    expect(await countOf(engine.ctx, `hints where state = 'done' and external_id = $1`, [String(issue(7).id)])).toBe(
      50,
    );
  });

  it('a hint that comes while the record is read has it read once more', async () => {
    await hint(7);
    engine.sandbox.faults.add({ kind: 'slow', delayMs: 300, path: 'issues/7$' });
    const draining = steps.drainMailboxes();
    while ((await countOf(engine.ctx, `pages where kind = 'single' and read_started_seq is not null`)) === 0)
      await new Promise((resolve) => setImmediate(resolve));
    await hint(7);
    await draining;
    expect(engine.sandbox.requestCount(/issues\/7$/)).toBe(2);
    expect(await countOf(engine.ctx, `hints where state = 'pending' and stream = 'issues'`)).toBe(0);
  });

  it('a storm for one record does not spend the quota of the others', async () => {
    for (const number of [1, 2, 3]) await hint(number, 20);
    engine.sandbox.log.clear();
    await steps.drainMailboxes();
    expect(engine.sandbox.requestCount(/issues\/\d+$/)).toBe(3);
  });
});

describe('rule 2.7: which read is newer', () => {
  it('an older page that is merged late does not undo a newer read, and the record is read once more', async () => {
    const pageId = await readPage();
    rename(7, 'newer');
    await hint(7);
    await steps.drainMailboxes();
    expect(await titleOf(7)).toBe('newer');
    engine.sandbox.log.clear();
    await steps.merge(pageId);
    expect(await titleOf(7)).toBe('newer');
    expect(await countOf(engine.ctx, `hints where state = 'pending' and source = 'overlap'`)).toBe(1);
    await steps.settle();
    expect(await titleOf(7)).toBe('newer');
    expect(engine.sandbox.requestCount(/issues\/7$/)).toBe(1);
  });

  it('an older page does not undo what a newer read showed to be unchanged', async () => {
    await steps.merge(await readPage());
    await steps.settle();
    const original = issue(7).title;
    // A → B is read and waits; back to A is read and merged: unchanged. Then B arrives, late.
    rename(7, 'in between');
    const late = await readPage();
    rename(7, original);
    await hint(7);
    await steps.drainMailboxes();
    expect(await titleOf(7)).toBe(original);
    await steps.merge(late);
    expect(await titleOf(7)).toBe(original);
    await steps.settle();
    expect(await titleOf(7)).toBe(original);
  });

  it('a newer page wins over what was read before it', async () => {
    await hint(7);
    await steps.drainMailboxes();
    rename(7, 'newer');
    await steps.merge(await readPage());
    expect(await titleOf(7)).toBe('newer');
  });

  it('of two reads at the same time that differ neither is believed: the vendor is asked again', async () => {
    const pageId = await readPage();
    const { rows } = await engine.ctx.store.query<{
      workspaceId: number;
      connectionId: number;
      stream: string;
      externalId: string;
    }>(`select 1 as "workspaceId", $1::int as "connectionId", 'issues' as stream, $2 as "externalId"`, [
      engine.connectionId,
      String(issue(7).id),
    ]);
    await hint(7);
    // Starts before the page's read has ended: both overlap.
    await engine.ctx.store.query(`update pages set read_ended_seq = nextval('read_seq') + 1000000 where id = $1`, [
      pageId,
    ]);
    await steps.merge(pageId);
    rename(7, 'third');
    await syncRecord(engine.ctx, rows[0]!, firstTry);
    expect(await countOf(engine.ctx, `hints where state = 'pending' and source = 'overlap'`)).toBeGreaterThan(0);
    await engine.ctx.store.query(`select setval('read_seq', 3000000)`);
    await steps.settle();
    expect(await titleOf(7)).toBe('third');
  });
});
