import { LONGEST_TEXT } from '@syncline/interests';
import { showClient, showEntity } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepClients } from '../clients/keep-clients.ts';
import { mergeEntities } from '../identity/merge-entities.ts';
import { undoMerge } from '../identity/undo-merge.ts';
import { fillGraph } from '../testing/fill-graph.ts';
import { daysAgo, interestWorld } from '../testing/interest-world.ts';
import { interestsTask, keepInterests } from './keep-interests.ts';

const HOUR_MS = 3_600_000;

describe('who may want what is in stock', () => {
  let engine: TestEngine;
  let boat: string;
  let chair: string;
  let ann: string;
  const world = interestWorld(() => engine);
  const { store, graph, make, edit, call, caughtUp, wantsOf, itemsOf, kept } = world;

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  });
  afterAll(() => engine?.stop());

  beforeEach(async () => {
    ({ boat, chair, ann } = await world.begin());
  });

  it('is an edge with a score and its explanation, seen from either end', async () => {
    const interest = await make('interest', { contact: ann, category: 'Boat', words: 'wooden mast', price_to: 10_000 });
    const expected = {
      type: 'interested_in',
      connectionId: 0,
      score: 1,
      explanation: {
        by: 'interest',
        sourceId: interest,
        says: 'Stated: category “Boat”, word “wooden”, price 9000 (at most 10000)',
        parts: { category: 5, words: 3, price: 2 },
        sentence: null,
        saidIn: null,
        saidAt: null,
      },
    };
    const wants = await wantsOf(ann);
    expect(wants.find(({ entityId }) => entityId === boat)).toEqual({
      ...expected,
      direction: 'out',
      entityId: boat,
      kind: 'inventory_item',
      title: 'Wooden boat Elsa',
      target: null,
    });
    expect(wants.find(({ entityId }) => entityId === chair)).toMatchObject({ score: 0.5 });
    expect(await wantsOf(boat)).toEqual([
      { ...expected, direction: 'in', entityId: ann, kind: 'contact', title: 'Ann Lee', target: null },
    ]);
  });

  it('follows the price, the status and the name of an item, and the interest', async () => {
    const interest = await make('interest', { contact: ann, category: 'boats', price_to: 10_000 });
    expect(await itemsOf(ann)).toEqual([boat]);
    await edit(boat, { price: 12_000 });
    expect(await itemsOf(ann)).toEqual([]);
    await edit(interest, { price_to: 20_000 });
    expect(await itemsOf(ann)).toEqual([boat]);
    await edit(boat, { status: 'sold' });
    expect(await itemsOf(ann)).toEqual([]);
    await edit(boat, { status: 'in stock' });
    expect(await itemsOf(ann)).toEqual([boat]);
    await edit(chair, { category: 'boats' });
    expect(await itemsOf(ann)).toEqual([boat, chair].sort());
    await graph.bury(chair);
    expect(await itemsOf(ann)).toEqual([boat]);
    await graph.bury(interest);
    expect(await itemsOf(ann)).toEqual([]);
  });

  it('is derived from a call, with its sentence, the call and its day', async () => {
    const id = await call('She called back. Is looking for a boat, a cheap one! Then lunch', ann);
    const at = daysAgo(1).slice(0, 10);
    expect(await wantsOf(ann)).toMatchObject([
      {
        entityId: boat,
        score: 0.63,
        explanation: {
          by: 'said',
          sourceId: id,
          sentence: 'Is looking for a boat, a cheap one',
          saidIn: 'call',
          saidAt: expect.stringContaining(at),
          says: `Wished for category “boats”: “Is looking for a boat, a cheap one” (call, ${at})`,
        },
      },
    ]);
    await graph.edit(id, { body: 'She is no longer looking for a boat' });
    expect(await itemsOf(ann)).toEqual([]);
    await graph.edit(id, { body: 'We spoke of the wooden chair' });
    expect(await itemsOf(ann)).toEqual([chair]);
  });

  it('is found from what was said before the item came, and from its new name', async () => {
    await call('Sucht ein Klavier. Und fragte nach der Swan 36', ann, 'note');
    expect(await itemsOf(ann)).toEqual([]);
    const piano = await make('inventory_item', { name: 'Bechstein', category: 'Klaviere' });
    await edit(boat, { name: 'Swan 36' });
    expect(await itemsOf(ann)).toEqual([boat, piano].sort());
  });

  it('nothing comes of a task, of what we sent ourselves, of what is long past or beyond what is looked at', async () => {
    await call('Looking for a boat', ann, 'task');
    await call('Looking for a boat', ann, 'call', 181);
    await call(`${'x'.repeat(LONGEST_TEXT)}. Looking for a boat`, ann);
    for (const type of ['email', 'whats_app'])
      await graph.add('activity', { type, direction: 'outbound', body: 'Looking for a boat?' }, ['belongs_to', ann]);
    await call('Not interested in the wooden boat Elsa', ann);
    expect(await itemsOf(ann)).toEqual([]);
  });

  it('fades', async () => {
    const id = await call('Looking for a boat', ann, 'call', 179.9);
    expect(await itemsOf(ann)).toEqual([boat]);
    // No longer than who follows may be away: nothing is read anew, and nobody speaks of the call.
    const now = vi.spyOn(engine.ctx.clock, 'now').mockReturnValue(new Date(Date.now() + 12 * HOUR_MS));
    try {
      expect(await itemsOf(ann)).toEqual([]);
      const { rows } = await store().query('select from interest_keys where entity_id = $1', [id]);
      expect(rows).toEqual([]);
    } finally {
      now.mockRestore();
    }
  });

  it('is not what is shared by more than ten', async () => {
    const many = await Promise.all(
      Array.from({ length: 10 }, (_, n) => graph.add('contact', { last_name: `Person ${n}` })),
    );
    const edges = many.map((id) => ['belongs_to', id] as const);
    await graph.add('activity', { type: 'meeting', body: 'Looking for a boat' }, ...edges);
    expect(await itemsOf(many[0]!)).toEqual([boat]);
    await graph.add('activity', { type: 'meeting', body: 'Looking for a chair, wooden' }, ...edges, [
      'belongs_to',
      ann,
    ]);
    expect(await itemsOf(many[0]!)).toEqual([boat]);
  });

  it('is kept of texts that are cut within a character', async () => {
    await make('interest', { contact: ann, category: `boats${' '.repeat(294)}🚤` });
    await call(`Looking for a boat ${'x'.repeat(280)}🚤`, ann);
    expect(await itemsOf(ann)).toEqual([boat]);
  });

  it('is of the day when it came, where what is told is no date of ours', async () => {
    for (const occurred_at of ['45123', '+275760-09-13T00:00:00.000Z'])
      await graph.add('activity', { type: 'call', body: 'Looking for a wooden chair', occurred_at }, [
        'belongs_to',
        ann,
      ]);
    const chairs = (await wantsOf(ann)).filter(({ entityId }) => entityId === chair);
    expect(chairs).toMatchObject([{ explanation: { saidAt: expect.stringMatching(/^2\d{3}-/) } }]);
  });

  it('goes with what was said when that turns out to be somebody else’s, and the best reason explains', async () => {
    const bob = await graph.add('contact', { last_name: 'Bob' });
    const id = await call('Looking for a boat', ann);
    const interest = await make('interest', { contact: ann, category: 'boats' });
    expect(await wantsOf(ann)).toMatchObject([{ score: 1, explanation: { sourceId: interest } }]);
    await graph.untie(id);
    await graph.tie(id, 'belongs_to', bob);
    expect(await wantsOf(bob)).toMatchObject([{ entityId: boat, explanation: { sourceId: id } }]);
    await graph.bury(interest);
    expect(await itemsOf(ann)).toEqual([]);
    expect(await itemsOf(bob)).toEqual([boat]);
  });

  it('an edge that comes without a change of what was said is found by whom it leads to', async () => {
    const id = await graph.add('activity', { type: 'text', body: 'Looking for a boat' });
    expect(await itemsOf(ann)).toEqual([]);
    await store().query(
      `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id) values (1, $1, 'belongs_to', 1, 'x', 'id:1', $2)`,
      [id, ann],
    );
    await store().query(`insert into events (workspace_id, type, entity_id) values (1, 'entity.related', $1)`, [ann]);
    expect(await itemsOf(ann)).toEqual([boat]);
  });

  it('a merge takes it along, stated or said, and taking the merge apart gives it back', async () => {
    const twin = await graph.add('contact', { first_name: 'Ann', last_name: 'Lee', email: 'ann@x.example' });
    await make('interest', { contact: twin, category: 'boats' });
    await call('Would like to see the wooden chair', twin);
    expect(await itemsOf(twin)).toEqual([boat, chair].sort());
    const before = await kept();
    const merged = await mergeEntities(engine.ctx, {
      workspaceId: 1,
      entityIds: [ann, twin],
      survivorId: ann,
      duplicateId: null,
      actor: 'test',
      why: null,
    });
    if (merged.outcome !== 'merged') throw new Error(JSON.stringify(merged));
    expect(await itemsOf(ann)).toEqual([boat, chair].sort());
    expect(await itemsOf(twin)).toEqual([]);
    await undoMerge(engine.ctx, merged.mergeId, { workspaceId: 1, actor: 'test', why: null });
    expect(await itemsOf(ann)).toEqual([]);
    expect(await itemsOf(twin)).toEqual([boat, chair].sort());
    expect((await kept()).matches).toEqual(before.matches);
    expect((await kept()).edges).toEqual(before.edges);
  });

  it('a client shows what its account and people may want, the best first', async () => {
    const acme = await graph.add('account', { name: 'Acme' });
    const person = await graph.add('contact', { last_name: 'Kurz' }, ['belongs_to', acme]);
    await make('interest', { account: acme, category: 'boats' });
    await call('Looking for a boat', acme);
    await call('Looking for a boat', person);
    await caughtUp();
    await vi.waitFor(
      async () => {
        await keepClients(engine.ctx, 1);
        const { matches } = (await showClient(store(), 1, acme))!;
        expect(matches).toMatchObject({
          total: 2,
          items: [
            { whoId: acme, whoName: 'Acme', itemId: boat, itemName: 'Wooden boat Elsa', score: 1 },
            { whoId: person, whoName: 'Kurz', itemId: boat, score: 0.63, explanation: { by: 'said' } },
          ],
        });
      },
      { timeout: 60_000, interval: 50 },
    );
  });

  it('is kept of the other workspaces where one fails', async () => {
    await store().query(`insert into workspaces (id, name) overriding system value values (3, 'third')`);
    const [person, item] = await fillGraph(
      store(),
      1,
      [
        { kind: 'contact', fields: { last_name: 'Third' } },
        { kind: 'inventory_item', fields: { name: 'Their boat', category: 'boats' } },
      ],
      3,
    );
    await fillGraph(store(), 1, [{ kind: 'interest', fields: { contact: person!, category: 'boats' } }], 3);
    await caughtUp();
    await make('interest', { contact: ann, category: 'boats' });
    await store().query('alter table interest_keys add constraint refuses check (workspace_id <> 1) not valid');
    try {
      await vi.waitFor(
        async () => {
          await interestsTask(engine.ctx).run();
          const { rows } = await store().query('select item_id from interest_matches where workspace_id = 3');
          expect(rows).toEqual([{ item_id: item }]);
          await expect(keepInterests(engine.ctx, 1)).rejects.toThrow('refuses');
        },
        { timeout: 60_000, interval: 50 },
      );
    } finally {
      await store().query('alter table interest_keys drop constraint refuses');
    }
    expect(await itemsOf(ann)).toEqual([boat]);
  });

  it('a workspace knows nothing of another one', async () => {
    await store().query(`insert into workspaces (id, name) overriding system value values (2, 'other')`);
    const [other, theirs] = await fillGraph(
      store(),
      1,
      [
        { kind: 'contact', fields: { last_name: 'Other' } },
        { kind: 'inventory_item', fields: { name: 'Their boat', category: 'boats' } },
      ],
      2,
    );
    await fillGraph(store(), 1, [{ kind: 'interest', fields: { contact: other!, category: 'boats' } }], 2);
    await make('interest', { contact: ann, category: 'boats' });
    await make('interest', { contact: other!, category: 'boats' });
    expect(await itemsOf(ann)).toEqual([boat]);
    await caughtUp();
    await vi.waitFor(
      async () => {
        await keepInterests(engine.ctx, 2);
        const shown = await showEntity(store(), 2, other!);
        expect(shown!.relations.map(({ entityId }) => entityId)).toEqual([theirs]);
      },
      { timeout: 60_000, interval: 50 },
    );
    const { rows } = await store().query(
      `select from interest_matches where workspace_id = 1 and who_id = $1 or workspace_id = 2 and item_id <> $2`,
      [other, theirs],
    );
    expect(rows).toEqual([]);
  });
});
