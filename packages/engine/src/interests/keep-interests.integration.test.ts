import { type EntityKind, type Json, newId } from '@syncline/core';
import { LONGEST_TEXT, MOST_MATCHES } from '@syncline/interests';
import { lastEventPosition, type RelationView, readEvents, showClient, showEntity } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepClients } from '../clients/keep-clients.ts';
import { mergeEntities } from '../identity/merge-entities.ts';
import { undoMerge } from '../identity/undo-merge.ts';
import { editEntity } from '../sync/edit-entity.ts';
import { clientGraph } from '../testing/client-graph.ts';
import { fillGraph } from '../testing/fill-graph.ts';
import { keepInterests } from './keep-interests.ts';

type Fields = Readonly<Record<string, Json>>;

const DAY_MS = 24 * 3_600_000;

describe('who may want what is in stock', () => {
  let engine: TestEngine;
  const store = () => engine.ctx.store;
  const graph = clientGraph(store);
  const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
  let boat: string;
  let chair: string;
  let ann: string;

  const make = async (kind: EntityKind, fields: Fields): Promise<string> => {
    const made = await editEntity(engine.ctx, { workspaceId: 1, entityId: null, kind, fields, actor: 'test' });
    if (made.outcome !== 'created') throw new Error(JSON.stringify(made));
    return made.entityId;
  };
  const edit = (entityId: string, fields: Fields) =>
    editEntity(engine.ctx, { workspaceId: 1, entityId, kind: '', fields, actor: 'test' });
  const call = (body: string, who: string, type = 'call', days = 1) =>
    graph.add('activity', { type, body, occurred_at: daysAgo(days) }, ['belongs_to', who]);
  /** When all that has happened by now is followed. */
  const caughtUp = async (workspaceId = 1) => {
    const { rows } = await store().query<{ end: string }>(`select coalesce(max(id), 0)::text as end from events`);
    await vi.waitFor(
      async () => {
        await keepInterests(engine.ctx, workspaceId);
        const { rows: standing } = await store().query(
          `select from followers where name = 'interests' and workspace_id = $2 and split_part(position, '-', 2)::bigint >= $1::bigint`,
          [rows[0]!.end, workspaceId],
        );
        expect(standing).toHaveLength(1);
      },
      { timeout: 30_000, interval: 50 },
    );
  };
  const wantsOf = async (id: string, workspaceId = 1): Promise<RelationView[]> => {
    await caughtUp(workspaceId);
    const shown = await showEntity(store(), workspaceId, id);
    return shown!.relations.filter(({ type }) => type === 'interested_in');
  };
  const itemsOf = async (id: string) => (await wantsOf(id)).map(({ entityId }) => entityId).sort();
  const kept = async () => {
    const { rows: matches } = await store().query(
      'select who_id, item_id, source_id, score, explanation from interest_matches where workspace_id = 1 order by 1, 2, 3',
    );
    const { rows: edges } = await store().query(
      `select from_entity_id, to_entity_id from relations where workspace_id = 1 and type = 'interested_in' order by 1, 2`,
    );
    const { rows: keys } = await store().query('select * from interest_keys where workspace_id = 1 order by entity_id');
    return { matches, edges, keys };
  };
  const fromScratch = async () => {
    await store().query(`delete from followers where name = 'interests' and workspace_id = 1`);
    for (const table of ['interest_matches', 'interest_keys'])
      await store().query(`delete from ${table} where workspace_id = 1`);
    await store().query(`delete from relations where type = 'interested_in' and workspace_id = 1`);
    await caughtUp();
    return kept();
  };

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  });
  afterAll(() => engine?.stop());

  beforeEach(async () => {
    // Each begins with a stock and a person of its own.
    await store().query(
      `with buried as (update entities set deleted_at = now() where deleted_at is null and kind in ('inventory_item', 'interest', 'activity') returning id)
       insert into events (workspace_id, type, entity_id) select 1, 'entity.deleted', id from buried`,
    );
    boat = await make('inventory_item', { name: 'Wooden boat Elsa', category: 'boats', price: 9_000 });
    chair = await make('inventory_item', { name: 'Wooden chair', category: 'furniture', price: 90 });
    ann = await graph.add('contact', { first_name: 'Ann', last_name: 'Lee' });
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
    await graph.add('activity', { type: 'email', direction: 'outbound', body: 'Would you like a boat' }, [
      'belongs_to',
      ann,
    ]);
    await call('Not interested in the wooden boat Elsa', ann);
    expect(await itemsOf(ann)).toEqual([]);
  });

  it('fades', async () => {
    const id = await call('Looking for a boat', ann, 'call', 179);
    expect(await itemsOf(ann)).toEqual([boat]);
    const now = vi.spyOn(engine.ctx.clock, 'now').mockReturnValue(new Date(Date.now() + 2 * DAY_MS));
    try {
      expect(await itemsOf(ann)).toEqual([]);
      const { rows } = await store().query('select from interest_keys where entity_id = $1', [id]);
      expect(rows).toEqual([]);
    } finally {
      now.mockRestore();
    }
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
      { timeout: 30_000, interval: 50 },
    );
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
    await vi.waitFor(async () => {
      await keepInterests(engine.ctx, 2);
      const shown = await showEntity(store(), 2, other!);
      expect(shown!.relations.map(({ entityId }) => entityId)).toEqual([theirs]);
    });
    const { rows } = await store().query(
      `select from interest_matches where workspace_id = 1 and who_id = $1 or workspace_id = 2 and item_id <> $2`,
      [other, theirs],
    );
    expect(rows).toEqual([]);
  });

  it('so many are kept of an interest, the best; when one goes, the next moves up', async () => {
    const ids = await fillGraph(
      store(),
      1,
      Array.from({ length: MOST_MATCHES + 5 }, (_, n) => ({
        kind: 'inventory_item',
        fields: { name: `Skiff ${n}`, category: n < 3 ? 'boats' : 'skiffs' },
      })),
    );
    await store().query(
      `insert into events (workspace_id, type, entity_id) select 1, 'entity.created', id from unnest($1::uuid[]) as i (id)`,
      [ids],
    );
    await make('interest', { contact: ann, category: 'skiffs', words: 'skiff' });
    const first = (await readAll()).map(({ item_id }) => item_id as string);
    expect(first).toHaveLength(MOST_MATCHES);
    expect(first).not.toContain(ids[0]);
    await edit(first[0]!, { status: 'sold' });
    const next = (await readAll()).map(({ item_id }) => item_id as string);
    expect(next).toHaveLength(MOST_MATCHES);
    expect(next).not.toContain(first[0]);
    expect(await kept()).toEqual(await fromScratch());

    async function readAll() {
      await caughtUp();
      const { rows } = await store().query('select item_id from interest_matches where who_id = $1', [ann]);
      return rows;
    }
  });

  it('a change is told once of whom it concerns; a repeat writes nothing, and nothing goes to a vendor', async () => {
    await caughtUp();
    const from = await lastEventPosition(store());
    const interest = await make('interest', { contact: ann, category: 'boats' });
    await caughtUp();
    const told = async () =>
      (await readEvents(store(), 1, from, 1_000))
        .filter(({ type }) => type === 'interest.changed')
        .map(({ entityId, payload }) => [entityId, payload]);
    await vi.waitFor(async () => expect(await told()).toEqual([[ann, { items: [boat] }]]), { timeout: 20_000 });
    const before = await kept();
    await graph.edit(interest, { note: 'nothing else' });
    await graph.edit(boat, { colour: 'blue' });
    await graph.edit(ann, { email: 'ann@x.example' });
    await caughtUp();
    expect(await told()).toHaveLength(1);
    expect(await kept()).toEqual(before);
    expect(before).toEqual(await fromScratch());
    const { rows } = await store().query('select from writebacks');
    expect(rows).toEqual([]);
  });

  it('after any edits it is what matching from scratch gives', async () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return Math.floor((seed / 0x80000000) * below);
    };
    const one = <T>(list: readonly T[]): T => list[random(list.length)]!;
    const words = ['wooden', 'steel', 'boat', 'chair', 'Elsa', 'Otto'];
    const line = () => `${one(words)} ${one(words)} ${one(words)}`;
    const people = [ann, await graph.add('contact', { last_name: 'B' }), await graph.add('account', { name: 'C' }), newId()];
    const fieldsOf = {
      inventory_item: () => ({
        name: line(),
        category: one(['boats', 'chairs', null]),
        price: random(9),
        status: one(['sold', 'new', 'new']),
      }),
      interest: () => ({
        contact: one(people),
        category: one(['boat', 'chair', null]),
        words: one([line(), null]),
        price_to: one([random(9), null]),
      }),
      activity: () => ({
        type: one(['call', 'note', 'task']),
        body: `${one(['Looking for', 'Not interested in', 'Saw', 'Sucht'])} ${line()}. ${one(words)}`,
        occurred_at: daysAgo(one([1, 100, 200])),
      }),
    };
    const kinds = ['inventory_item', 'interest', 'activity'] as const;
    const made: { id: string; kind: (typeof kinds)[number] }[] = [];
    for (let n = 0; n < 150; n++) {
      const what = random(8);
      const some = made.length === 0 ? null : one(made);
      if (some === null || what < 3) {
        const kind = one(kinds);
        made.push({ id: await graph.add(kind, fieldsOf[kind](), ['belongs_to', one(people)]), kind });
      } else if (what < 6) await graph.edit(some.id, fieldsOf[some.kind]());
      else if (what === 6) await graph.bury(some.id, random(3) > 0);
      else {
        await graph.untie(some.id);
        await graph.tie(some.id, 'belongs_to', one(people));
      }
      if (random(15) === 0) await keepInterests(engine.ctx, 1);
    }
    await caughtUp();
    const incremental = await kept();
    expect(incremental.edges.length).toBeGreaterThan(5);
    expect(incremental).toEqual(await fromScratch());
  });
});
