import { type EntityFilter, listEntities } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { crowd, fillRecords } from '../testing/fill-people.ts';
import { followWords } from './follow-words.ts';

describe('entities by a word, behind more new ones than are looked at one by one', () => {
  let engine: TestEngine;
  let ada: string;
  let grace: string;
  let boat: string;
  let wish: string;
  const store = () => engine.ctx.store;
  const found = async (text: string, filter: EntityFilter = {}) => {
    const ids: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listEntities(store(), 1, { ...filter, text }, { limit: 20, cursor });
      ids.push(...page.items.map(({ id }) => id));
      if (!page.nextCursor) return ids;
      cursor = page.nextCursor;
    }
  };
  /** Events are read below the oldest running transaction, whoever's that is. */
  const followed = (seen: () => Promise<void>) =>
    vi.waitFor(
      async () => {
        await followWords(engine.ctx);
        await seen();
      },
      { timeout: 60_000, interval: 100 },
    );
  const change = (id: string, how: string) =>
    store().query(
      `with changed as (update entities set ${how}, version = version + 1 where id = $1 returning id, version)
       insert into events (workspace_id, type, entity_id, entity_version) select 1, 'entity.updated', id, version from changed`,
      [id],
    );

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
    [ada, grace, boat, wish] = (await fillRecords(store(), [
      {
        kind: 'contact',
        fields: { first_name: 'Ada', last_name: 'Zyxwvut', title: 'Countess', email: 'ada@engine.example' },
      },
      { kind: 'contact', fields: { first_name: 'Grace', last_name: 'Zyxwvut' } },
      { kind: 'inventory_item', fields: { name: 'Wooden boat Elsa', sku: 'BT-7741', category: 'Boats' } },
      { kind: 'interest', fields: { category: 'Dinghies', words: 'teak deck', price_to: 9_000 } },
    ])) as [string, string, string, string];
    await fillRecords(store(), crowd(2_500));
    await followed(async () => expect(await found('zyxwvut')).toEqual([grace, ada]));
  });
  afterAll(() => engine?.stop());

  it('are found by the name of a person, what they do, and where they are written to', async () => {
    for (const text of ['ada zyx', 'countess', 'ENGINE.example', 'zy'])
      expect(await found(text, { kind: 'contact' }), text).toContain(ada);
    expect(await found('zyxwvut', { kind: 'account' })).toEqual([]);
    const { items } = await listEntities(store(), 1, { text: 'countess' }, { limit: 20 });
    expect(items).toMatchObject([{ title: 'Ada Zyxwvut' }]);
  });

  it('are found by the number that a thing is sold under, and by what is asked for', async () => {
    expect(await found('bt-7741')).toEqual([boat]);
    for (const text of ['dinghies', 'teak']) expect(await found(text), text).toEqual([wish]);
    const titled = await listEntities(store(), 1, { text: 'teak' }, { limit: 20 });
    expect(titled.items).toMatchObject([{ kind: 'interest', title: 'Dinghies teak deck' }]);
  });

  it('are found by what they are called now, no more by what they were called', async () => {
    await change(grace, `fields = fields || '{"last_name": "Qqqppp"}'`);
    expect(await found('zyxwvut')).toEqual([ada]);
    await followed(async () => expect(await found('qqqppp')).toEqual([grace]));
  });

  it('are looked at by nobody while nothing changes', async () => {
    const passes = async () => (await store().query('select pass from followers where name = $1', ['words'])).rows;
    await vi.waitFor(
      async () => {
        await followWords(engine.ctx);
        const before = await passes();
        await followWords(engine.ctx);
        expect(await passes()).toEqual(before);
      },
      { timeout: 60_000, interval: 100 },
    );
    await change(grace, `fields = fields || '{"email": "grace@navy.example"}'`);
    await followed(async () => expect(await found('navy.example')).toEqual([grace]));
  });

  it('are found once, page by page, also when most of them are new', async () => {
    const all = await found('a');
    expect(new Set(all).size).toBe(all.length);
    const { rows } = await store().query<{ id: string }>(
      `select entity_id as id from entity_words where words ilike '%a%' order by entity_id desc`,
    );
    expect(all).toEqual(rows.map(({ id }) => id));
  });

  it('are tombstones where those are asked for, and nothing when they are gone', async () => {
    await change(ada, 'deleted_at = now()');
    expect(await found('zyxwvut')).toEqual([]);
    expect(await found('zyxwvut', { deleted: true })).toEqual([ada]);
    await store().query(`insert into events (workspace_id, type, entity_id) values (1, 'entity.deleted', $1)`, [ada]);
    await store().query('delete from entities where id = $1', [ada]);
    await followed(async () => {
      const { rows } = await store().query('select from entity_words where entity_id = $1', [ada]);
      expect(rows).toEqual([]);
    });
  });
});
