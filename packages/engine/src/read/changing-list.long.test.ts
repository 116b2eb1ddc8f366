import { compareIssues, startTestEngine, type TestEngine } from '@syncline/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { startBackfill, startIncremental } from '../processes/start-process.ts';
import { createEngineSteps, type EngineSteps } from '../testing/engine-steps.ts';
import { expectExactCounts, onlyChildOf } from '../testing/process-rows.ts';

const REPOSITORY = 'acme/api';
let engine: TestEngine;
let steps: EngineSteps;

afterEach(() => engine.stop());

/** A backfill of 300 issues whose three pages are planned and not yet read. */
async function startListing(repositories = 1): Promise<string> {
  engine = await startTestEngine({
    workers: false,
    sandbox: { issues: 300, repositories, pullRequests: 0, comments: false },
    streams: ['issues'],
  });
  steps = createEngineSteps(engine.ctx);
  const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId });
  await steps.plan();
  await steps.plan();
  for (const { id } of await steps.pages('queued')) await steps.fetch(id);
  return processId;
}

async function readListPage(): Promise<void> {
  const [next] = (await steps.pages('queued')).filter((page) => page.kind === 'list');
  await steps.pass(next!.id);
}

async function unverified(): Promise<number | undefined> {
  return (await steps.pages('queued')).find((page) => page.kind !== 'verify')?.id;
}

async function differences(gone: readonly number[] = []): Promise<readonly string[]> {
  const { ctx, connectionId, sandbox } = engine;
  const truth = sandbox.repositories().flatMap((name) => [...sandbox.issues(name)]);
  const found = await compareIssues(ctx.store, connectionId, truth, new Set(gone.map(String)));
  // Labels and milestones are not read here.
  return found.differences.filter((sentence) => /missing|lives|tombstone|title/.test(sentence));
}

function idOf(number: number): number {
  return [...engine.sandbox.issues(REPOSITORY)].find((issue) => issue.number === number)!.id;
}

describe('a list that changes while it is read (ADR 8)', () => {
  it('finds the record that slipped onto a page already read when one before it was deleted', async () => {
    const processId = await startListing();
    await readListPage();
    const deleted = idOf(290);
    engine.sandbox.deleteIssue(REPOSITORY, 290);
    await readListPage();
    await readListPage();
    const slipped = idOf(200);
    const { rows } = await engine.ctx.store.query('select 1 from mappings where external_id = $1', [String(slipped)]);
    expect(rows).toEqual([]);
    await steps.settle();
    const child = await onlyChildOf(engine.ctx, processId);
    expect(child).toMatchObject({ state: 'completed', passes: 2 });
    expectExactCounts(child);
    expect(await differences([deleted])).toEqual([]);
  });

  it('reads a list once that only grew, and leaves what came later to the next poll', async () => {
    const processId = await startListing();
    await readListPage();
    const added = engine.sandbox.createIssue(REPOSITORY, { title: 'came in between' });
    await readListPage();
    await steps.settle();
    const child = await onlyChildOf(engine.ctx, processId);
    expect(child).toMatchObject({ state: 'completed', passes: 1 });
    expectExactCounts(child);
    expect(await differences()).toEqual([`#301 (${added.id}) is missing`]);
    await startIncremental(engine.ctx, { connectionId: engine.connectionId });
    await steps.settle();
    expect(await differences()).toEqual([]);
  });

  it('finds the record that was pushed from a page not read yet onto one that was', async () => {
    const processId = await startListing();
    const [first, second] = (await steps.pages('queued')).filter((page) => page.kind === 'list');
    // Workers take pages side by side, and one that failed is read long after its neighbours.
    await steps.pass(second!.id);
    engine.sandbox.createIssue(REPOSITORY, { title: 'pushed 201 onto the second page' });
    await steps.pass(first!.id);
    await steps.settle();
    await startIncremental(engine.ctx, { connectionId: engine.connectionId });
    await steps.settle();
    expect(await differences()).toEqual([]);
    expectExactCounts(await onlyChildOf(engine.ctx, processId));
    expect(await onlyChildOf(engine.ctx, processId)).toMatchObject({ state: 'completed', passes: 2 });
  });

  it('reads a list once that grew by more than a page', async () => {
    const processId = await startListing();
    const pages = (await steps.pages('queued')).filter((page) => page.kind === 'list');
    await steps.pass(pages[0]!.id);
    for (let made = 0; made < 120; made++) engine.sandbox.createIssue(REPOSITORY, { title: `grown ${made}` });
    await steps.pass(pages[1]!.id);
    await steps.settle();
    expect(await onlyChildOf(engine.ctx, processId)).toMatchObject({ state: 'completed', passes: 1 });
    await startIncremental(engine.ctx, { connectionId: engine.connectionId });
    await steps.settle();
    expect(await differences()).toEqual([]);
  });

  it('reads a list once of which all was seen before some of it went', async () => {
    const processId = await startListing();
    await readListPage();
    const deleted = idOf(299);
    engine.sandbox.deleteIssue(REPOSITORY, 299);
    engine.sandbox.createIssue(REPOSITORY, { title: 'took its place in the count' });
    await steps.settle();
    const child = await onlyChildOf(engine.ctx, processId);
    expect(child).toMatchObject({ state: 'completed', passes: 1 });
    expectExactCounts(child);
    await startIncremental(engine.ctx, { connectionId: engine.connectionId });
    await steps.settle();
    expect(await differences([deleted])).toEqual([]);
  });

  it('is not deceived by one that came in place of one that slipped', async () => {
    const processId = await startListing();
    const [first, second, third] = (await steps.pages('queued')).filter((page) => page.kind === 'list');
    await steps.pass(second!.id);
    const passing = engine.sandbox.createIssue(REPOSITORY, {
      title: 'pushed 201 onto the second page, and goes again',
    });
    await steps.pass(first!.id);
    engine.sandbox.deleteIssue(REPOSITORY, passing.number);
    await steps.pass(third!.id);
    await steps.settle();
    expect(await onlyChildOf(engine.ctx, processId)).toMatchObject({ state: 'completed', passes: 2 });
    expect(await differences([passing.id])).toEqual([]);
  });

  it('does not lose what a transfer moves to another repository of the connection', async () => {
    const processId = await startListing(2);
    await readListPage();
    const [number] = [...engine.sandbox.issues(REPOSITORY)].map((issue) => issue.number).slice(5);
    const moved = idOf(number!);
    const other = engine.sandbox.repositories().find((name) => name !== REPOSITORY)!;
    engine.sandbox.transferIssue(REPOSITORY, number!, other);
    await steps.settle();
    expectExactCounts(await onlyChildOf(engine.ctx, processId));
    await startIncremental(engine.ctx, { connectionId: engine.connectionId });
    await steps.settle();
    expect(await differences([moved])).toEqual([]);
  });

  it('says so when the list shrinks under every pass, and still ends', async () => {
    const processId = await startListing();
    const gone: number[] = [];
    for (let pass = 0; pass < 3; pass++) {
      await readListPage();
      // One of the page just read: the first of the next page slips onto it.
      gone.push(idOf(300 - pass));
      engine.sandbox.deleteIssue(REPOSITORY, 300 - pass);
      // Pages of links come up meanwhile.
      for (let next = await unverified(); next !== undefined; next = await unverified()) await steps.pass(next);
      for (const { id, kind } of await steps.pages('queued')) if (kind === 'verify') await steps.fetch(id);
    }
    await steps.settle();
    const child = await onlyChildOf(engine.ctx, processId);
    expect(child).toMatchObject({ state: 'completed_with_errors', passes: 3 });
    expectExactCounts(child);
  });

  it('reads the others no more for a page that was given up', async () => {
    const processId = await startListing();
    const [first] = (await steps.pages('queued')).filter((page) => page.kind === 'list');
    engine.sandbox.faults.add({ kind: 'status', status: 422, path: '/issues\\?.*&page=1(&|$)', count: 9 });
    await steps.pass(first!.id);
    await steps.settle();
    const child = await onlyChildOf(engine.ctx, processId);
    expect(child).toMatchObject({ state: 'completed_with_errors', passes: 1, pages_failed: 1 });
    expectExactCounts(child);
  });
});
