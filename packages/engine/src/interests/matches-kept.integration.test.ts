import { newId } from '@syncline/core';
import { MOST_MATCHES } from '@syncline/interests';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillGraph } from '../testing/fill-graph.ts';
import { daysAgo, interestWorld } from '../testing/interest-world.ts';
import { keepInterests } from './keep-interests.ts';

describe('matches that are kept', () => {
  let engine: TestEngine;
  let boat: string;
  let ann: string;
  const world = interestWorld(() => engine);
  const { store, graph, make, edit, caughtUp, kept, fromScratch } = world;

  const lastEvent = async (): Promise<string> => {
    const { rows } = await store().query<{ id: string }>('select coalesce(max(id), 0)::text as id from events');
    return rows[0]!.id;
  };
  const eventsAfter = async (id: string) => {
    const { rows } = await store().query<{ type: string; entityId: string; payload: unknown }>(
      'select type, entity_id as "entityId", payload from events where id > $1 order by id',
      [id],
    );
    return rows;
  };

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  });
  afterAll(() => engine?.stop());
  beforeEach(async () => {
    ({ boat, ann } = await world.begin());
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

  it('a change is told once of whom it concerns, and a repeat writes nothing', async () => {
    await caughtUp();
    const from = await lastEvent();
    const interest = await make('interest', { contact: ann, category: 'boats' });
    await caughtUp();
    const told = async () =>
      (await eventsAfter(from))
        .filter(({ type }) => type === 'interest.changed')
        .map(({ entityId, payload }) => [entityId, payload]);
    expect(await told()).toEqual([[ann, { items: [boat] }]]);
    const before = await kept();
    await graph.edit(interest, { note: 'nothing else' });
    await graph.edit(boat, { colour: 'blue' });
    await graph.edit(ann, { email: 'ann@x.example' });
    await caughtUp();
    expect(await told()).toHaveLength(1);
    expect(await kept()).toEqual(before);
    expect(before).toEqual(await fromScratch());
  });

  it('no entity is touched, so that nothing is decided or written because of it', async () => {
    await caughtUp();
    await make('interest', { contact: ann, category: 'boats' });
    const entities = async () => {
      const { rows } = await store().query('select id, version, fields, updated_at from entities order by id');
      return rows;
    };
    const before = await entities();
    const from = await lastEvent();
    await caughtUp();
    expect((await kept()).edges).toEqual([{ from_entity_id: ann, to_entity_id: boat }]);
    expect(await entities()).toEqual(before);
    expect(await eventsAfter(from)).toMatchObject([{ type: 'interest.changed', entityId: ann }]);
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
    const people = [
      ann,
      await graph.add('contact', { last_name: 'B' }),
      await graph.add('account', { name: 'C' }),
      newId(),
    ];
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
