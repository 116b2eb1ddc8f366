import { showClient } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { daysAgo, interestWorld } from '../testing/interest-world.ts';
import { keepInterests } from './keep-interests.ts';

describe('what somebody no longer wants', () => {
  let engine: TestEngine;
  let boat: string;
  let chair: string;
  let ann: string;
  const world = interestWorld(() => engine);
  const { store, graph, make, edit, call, caughtUp, wantsOf, kept, fromScratch } = world;
  const day = (days: number): string => daysAgo(days).slice(0, 10);
  /** By item, with how well it fits and why. */
  const wants = async (who = ann) =>
    Object.fromEntries(
      (await wantsOf(who)).map(({ entityId, score, explanation }) => [entityId, [score, explanation?.says]]),
    );

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  });
  afterAll(() => engine?.stop());
  beforeEach(async () => {
    ({ boat, chair, ann } = await world.begin());
  });

  it('counts little of what was said before, and the reason quotes both', async () => {
    await call('Looking for a boat', ann, 'call', 9);
    await call('We spoke of the wooden chair', ann, 'call', 9);
    const wished = `Wished for category “boats”: “Looking for a boat” (call, ${day(9)})`;
    expect(await wants()).toMatchObject({ [boat]: [0.63, wished], [chair]: [0.75, expect.anything()] });
    const no = await call('She is no longer looking for a boat', ann, 'text', 3);
    const later = `Refused: “She is no longer looking for a boat” (text, ${day(3)})`;
    expect(await wants()).toMatchObject({
      [boat]: [0.13, `${wished}. Later: ${later}`],
      [chair]: [0.75, expect.not.stringContaining('Later')],
    });
    expect(await kept()).toEqual(await fromScratch());
    await graph.bury(no);
    expect(await wants()).toMatchObject({ [boat]: [0.63, wished] });
  });

  it('is wanted again when that is said afterwards, whatever came first to our ears', async () => {
    await call('Not interested in the wooden boat Elsa', ann, 'call', 5);
    expect(await wants()).toEqual({});
    await call('Would like to see the wooden boat Elsa', ann, 'call', 2);
    expect(await wants()).toMatchObject({ [boat]: [1, expect.not.stringContaining('Later')] });
    await call('Asked for the wooden boat Elsa', ann, 'call', 8);
    expect(await wants()).toMatchObject({ [boat]: [1, expect.not.stringContaining('Later')] });
    const best = await store().query('select score from interest_reasons where item_id = $1 order by score', [boat]);
    expect(best.rows).toEqual([{ score: 0.15 }, { score: 1 }]);
  });

  it('takes back all that was said before it and nothing after it, in whatever order they come', async () => {
    const said = [3, 11, 7, 1, 9, 5, 12, 2, 10, 4, 8, 6].map((days, n) => ({ days, isRefusal: n % 3 === 1 }));
    const ids: string[] = [];
    for (const { days, isRefusal } of said) {
      ids.push(await call(isRefusal ? 'Not interested in boats' : 'Looking for a boat', ann, 'call', days));
      if (days % 4 === 0) await keepInterests(engine.ctx, 1);
    }
    await caughtUp();
    const { rows } = await store().query(
      'select source_id as id, score from interest_reasons where item_id = $1 and who_id = $2',
      [boat, ann],
    );
    const expected = said.flatMap(({ days, isRefusal }, n) => {
      const isTakenBack = said.some((other) => other.isRefusal && other.days < days);
      return isRefusal ? [] : [{ id: ids[n], score: isTakenBack ? 0.13 : 0.63 }];
    });
    expect(new Set(expected.map(({ score }) => score))).toEqual(new Set([0.13, 0.63]));
    const byId = (a: { id?: unknown }, b: { id?: unknown }) => String(a.id).localeCompare(String(b.id));
    expect(rows.sort(byId)).toEqual(expected.sort(byId));
    expect(await kept()).toEqual(await fromScratch());
  });

  it('takes nothing from what was stated, which says so until it is stated anew', async () => {
    const interest = await make('interest', { contact: ann, category: 'boats' });
    await store().query(`update entities set updated_at = now() - interval '10 days' where id = $1`, [interest]);
    await call('No interest in boats', ann, 'call', 4);
    const says = 'Stated: category “boats”';
    expect(await wants()).toEqual({
      [boat]: [1, `${says}. Later: Refused: “No interest in boats” (call, ${day(4)})`],
    });
    await edit(interest, { note: 'Rang and asked again' });
    expect(await wants()).toEqual({ [boat]: [1, says] });
    await edit(interest, { category: 'furniture' });
    expect(Object.keys(await wants())).toEqual([chair]);
  });

  it('is nobody else’s, nothing of our own wording, and no change where nothing was wanted', async () => {
    const bob = await graph.add('contact', { last_name: 'Bob' });
    await call('Looking for a boat', ann, 'call', 9);
    await caughtUp();
    const told = async () =>
      (await store().query(`select entity_id from events where type = 'interest.changed' order by id`)).rows.length;
    const before = await told();
    await call('Not interested in boats', bob, 'call', 3);
    await graph.add(
      'activity',
      { type: 'email', direction: 'outbound', body: 'Not interested in boats?', occurred_at: daysAgo(2) },
      ['belongs_to', ann],
    );
    expect(await wants()).toMatchObject({ [boat]: [0.63, expect.not.stringContaining('Later')] });
    expect(await wants(bob)).toEqual({});
    expect(await told()).toBe(before);
    await call('Not interested in boats', ann, 'call', 1);
    expect(await wants()).toMatchObject({ [boat]: [0.13, expect.stringContaining('Later')] });
    expect(await told()).toBe(before + 1);
  });

  it('is told where what was said is changed into it', async () => {
    const said = await call('Looking for the wooden boat Elsa', ann);
    expect(await wants()).toMatchObject({ [boat]: [1, expect.anything()] });
    const { rows } = await store().query('select max(id) as last from events');
    await edit(said, { body: 'No longer interested in the wooden boat Elsa' });
    expect(await wants()).toEqual({});
    const told = await store().query(`select entity_id from events where type = 'interest.changed' and id > $1`, [
      rows[0]!['last'],
    ]);
    expect(told.rows).toEqual([{ entity_id: ann }]);
  });

  it('comes last on the page of a client', async () => {
    const acme = await graph.add('account', { name: 'Acme' });
    await call('Looking for a boat. We spoke of the wooden chair', acme, 'call', 9);
    await call('They have already bought a boat', acme, 'call', 3);
    await caughtUp();
    const { matches } = (await showClient(store(), 1, acme))!;
    expect(matches).toMatchObject({
      total: 2,
      items: [
        { itemId: chair, score: 0.75 },
        { itemId: boat, score: 0.13, explanation: { says: expect.stringContaining('Later: Refused: “They have') } },
      ],
    });
  });
});
