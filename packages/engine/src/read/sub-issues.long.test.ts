import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EngineSteps } from '../testing/engine-steps.ts';
import { type IssuesEngine, REPOSITORY, startIssuesEngine } from '../testing/issues-engine.ts';
import { countOf } from '../testing/process-rows.ts';

let engine: IssuesEngine;
let steps: EngineSteps;
/** Issues without dependencies: their links are read for no other reason. */
let parent: number;
let other: number;
let one: number;
let two: number;
let three: number;

/** No webhook reaches the engine here: all that it knows, it has read. */
beforeEach(async () => {
  engine = await startIssuesEngine(20);
  steps = engine.steps;
  for (const [above, below] of truth()) engine.sandbox.removeSubIssue(REPOSITORY, above, REPOSITORY, below);
  const free = [...engine.sandbox.issues(REPOSITORY)].map(({ number }) => number).filter(hasNoDependency);
  [parent, other, one, two, three] = free as [number, number, number, number, number];
});

afterEach(() => engine.stop());

/** Parents and children as GitHub has them now. */
function truth(): [parent: number, child: number][] {
  return [...engine.sandbox.issues(REPOSITORY)].flatMap(({ number }): [number, number][] => {
    const { parent_issue_url: url } = engine.sandbox.issueAnswer(REPOSITORY, number) as { parent_issue_url?: string };
    return url === undefined ? [] : [[Number(url.split('/').at(-1)), number]];
  });
}

/** Parents and children as the graph has them. */
async function graph(): Promise<[parent: number, child: number][]> {
  const { rows } = await engine.ctx.store.query<{ parent: number; child: number }>(
    `select (p.fields->>'number')::int as parent, (c.fields->>'number')::int as child
     from relations r join entities c on c.id = r.from_entity_id join entities p on p.id = r.to_entity_id
     where r.type = 'child_of' order by 2`,
  );
  return rows.map(({ parent, child }) => [parent, child]);
}

function hasNoDependency(number: number): boolean {
  const answer = engine.sandbox.issueAnswer(REPOSITORY, number) as {
    issue_dependencies_summary: { total_blocked_by: number; total_blocking: number };
  };
  const { total_blocked_by, total_blocking } = answer.issue_dependencies_summary;
  return total_blocked_by + total_blocking === 0;
}

const add = (child: number, to = parent) => engine.sandbox.addSubIssue(REPOSITORY, to, REPOSITORY, child);
const remove = (child: number, from = parent) => engine.sandbox.removeSubIssue(REPOSITORY, from, REPOSITORY, child);

const backfill = () => engine.backfill();

/** Has one issue read, as a webhook that speaks of something else would. */
async function readOne(number: number): Promise<void> {
  await engine.hint(number);
  await steps.settle();
}

it('a child that is read loses a parent that it has no more', async () => {
  add(one);
  await backfill();
  expect(await graph()).toEqual([[parent, one]]);
  remove(one);
  await readOne(one);
  expect(await graph()).toEqual([]);
});

it('a parent that is read loses the children that it has no more, the last one too', async () => {
  add(one);
  add(two);
  await backfill();
  remove(one);
  await readOne(parent);
  expect(await graph()).toEqual([[parent, two]]);
  remove(two);
  await readOne(parent);
  expect(await graph()).toEqual([]);
});

it('a child that moved to another parent follows, whichever of the three is read', async () => {
  for (const [read, child] of [
    [parent, one],
    [other, two],
    [three, three],
  ] as const) {
    add(child);
    await backfill();
    remove(child);
    add(child, other);
    await readOne(read);
    const known = (await graph()).find(([, number]) => number === child);
    expect(known?.[0] ?? other).toBe(other);
  }
  await backfill();
  expect(await graph()).toEqual(truth());
});

it('a backfill settles them all, and one over the same issues changes nothing', async () => {
  for (const child of [one, two, three]) add(child);
  await backfill();
  remove(one);
  remove(two);
  add(two, three);
  await backfill();
  expect(await graph()).toEqual(truth());
  const versions = await countOf(engine.ctx, 'entity_versions');
  await backfill();
  expect(await graph()).toEqual(truth());
  expect(await countOf(engine.ctx, 'entity_versions')).toBe(versions);
});

it('a parent that is back as it was is known again, though the list shows the issue as it showed it before', async () => {
  add(one);
  await backfill();
  remove(one);
  await readOne(one);
  add(one);
  await backfill();
  expect(await graph()).toEqual([[parent, one]]);
});

it('what was shown of a child along with its parent, and overtaken by a newer read of it, is read again', async () => {
  await backfill();
  add(one);
  add(two);
  await steps.pass(await engine.planList());
  // The links of the parent, with both children, wait to be merged while one of them leaves it and is read.
  const { rows } = await engine.ctx.store.query<{ id: number }>(
    `select id from pages where state = 'queued' and stream = 'issue_links' and locator = $1`,
    [`${REPOSITORY}#${parent}`],
  );
  await steps.fetch(rows[0]!.id);
  remove(one);
  await engine.hint(one);
  // The issue, and then its links.
  for (let round = 0; round < 2; round++) await steps.drainMailboxes();
  expect(await graph()).toEqual([[parent, two]]);
  engine.sandbox.log.clear();
  await steps.transform(rows[0]!.id);
  await steps.merge(rows[0]!.id);
  expect(
    await countOf(engine.ctx, `hints where state = 'pending' and stream = 'issue_links' and source = 'overlap'`),
  ).toBe(1);
  await steps.settle();
  expect(engine.sandbox.requestCount(new RegExp(`issues/${parent}/sub_issues`))).toBe(1);
  expect(await graph()).toEqual(truth());
});

it('an issue without links, and one whose parent is as it was, cost no call of their own', async () => {
  add(one);
  await backfill();
  engine.sandbox.editIssue(REPOSITORY, one, { title: 'has the same parent' });
  engine.sandbox.editIssue(REPOSITORY, other, { title: 'has no parent' });
  engine.sandbox.log.clear();
  for (const number of [one, other]) await readOne(number);
  expect(engine.sandbox.requestCount(/issues\/\d+$/)).toBe(2);
  expect(engine.sandbox.requestCount(/parent|sub_issues|dependencies/)).toBe(0);
  expect(await graph()).toEqual([[parent, one]]);
});
