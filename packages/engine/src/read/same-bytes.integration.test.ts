import { findPage } from '@syncline/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EngineSteps, firstTry } from '../testing/engine-steps.ts';
import { type IssuesEngine, REPOSITORY, startIssuesEngine } from '../testing/issues-engine.ts';
import { countOf, onlyChildOf } from '../testing/process-rows.ts';
import { syncRecord } from './sync-record.ts';

let engine: IssuesEngine;
let steps: EngineSteps;

beforeEach(async () => {
  engine = await startIssuesEngine(60);
  steps = engine.steps;
  await engine.backfill();
  await engine.ctx.store.query('delete from processes');
});

afterEach(() => engine.stop());

/** A second backfill up to the transformed list page. */
async function readAgain(): Promise<number> {
  const pageId = await engine.fetchList();
  await steps.transform(pageId);
  return pageId;
}

async function child() {
  const { rows } = await engine.ctx.store.query<{ id: string }>('select id from processes where parent_id is null');
  return onlyChildOf(engine.ctx, rows[0]!.id);
}

const knownByBytes = () => countOf(engine.ctx, `mappings where stream = 'issues' and raw_hash is not null`);

async function titleOf(externalId: string): Promise<string | undefined> {
  const { rows } = await engine.ctx.store.query<{ title: string }>(
    `select seen->>'title' as title from mappings where stream = 'issues' and external_id = $1`,
    [externalId],
  );
  return rows[0]?.title;
}

describe('items that come byte for byte as they were merged last', () => {
  it('are counted as normalised and unchanged, and are not normalised again', async () => {
    const known = await knownByBytes();
    expect(known).toBeGreaterThan(40);
    // What the bytes stand for is not looked at: another seen hash would make them differ.
    await engine.ctx.store.query(
      `update mappings set seen_hash = 'x', raw_hash = left(raw_hash, 24) || 'x' where stream = 'issues' and raw_hash is not null`,
    );
    await readAgain();
    await steps.settle();
    const counts = await child();
    expect(counts).toMatchObject({ state: 'completed', records_fetched: 60, records_normalised: 60 });
    expect(counts).toMatchObject({ records_unchanged: 60, records_updated: 0 });
    expect(await countOf(engine.ctx, `mappings where seen_hash = 'x'`)).toBe(known);
  });

  it('are not taken for the same once what was seen has changed without them', async () => {
    await engine.ctx.store.query(
      `update mappings set seen_hash = 'x' where stream = 'issues' and raw_hash is not null`,
    );
    await readAgain();
    await steps.settle();
    expect(await countOf(engine.ctx, `mappings where seen_hash = 'x'`)).toBe(0);
  });

  it('are read in full when another read changed a record between transformer and merger', async () => {
    const [first, second] = [...engine.sandbox.issues(REPOSITORY)];
    engine.sandbox.editIssue(REPOSITORY, first!.number, { title: 'edited before' });
    const pageId = await readAgain();
    expect((await findPage(engine.ctx.store, pageId))?.state).toBe('normalised');
    engine.sandbox.editIssue(REPOSITORY, second!.number, { title: 'edited meanwhile' });
    const externalId = String(second!.id);
    await engine.hint(second!.number);
    const record = { workspaceId: 1, connectionId: engine.connectionId, stream: 'issues', externalId };
    await syncRecord(engine.ctx, record, firstTry);
    await steps.merge(pageId);
    await steps.settle();
    expect(await titleOf(String(first!.id))).toBe('edited before');
    expect(await titleOf(externalId)).toBe('edited meanwhile');
    const counts = await child();
    expect(counts).toMatchObject({ state: 'completed', records_updated: 1, records_unchanged: 58, records_stale: 1 });
  });
});
