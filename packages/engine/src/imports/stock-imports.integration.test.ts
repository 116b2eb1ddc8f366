import type { Json } from '@syncline/core';
import { findImport } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringsFiles } from '../testing/bring-files.ts';
import { fillGraph, relate } from '../testing/fill-graph.ts';
import { replayImport, undoImport } from './start-import.ts';

let engine: TestEngine;
let ann: string;
let bob: string;
let nordwind: string;

const { applied, bring, brought, ended } = bringsFiles(() => engine.ctx);
const undone = async (importId: string) =>
  ended(await undoImport(engine.ctx, { workspaceId: 1, importId, actor: 'anna' }));

/** What was done to how many entities of each kind. */
const effects = async (importId: string): Promise<Record<string, number>> => {
  const { rows } = await engine.ctx.store.query<{ what: string; count: number }>(
    `select e.kind || ' ' || x.action as what, count(*)::int as count from import_effects x join entities e on e.id = x.entity_id
     where x.import_id = $1 group by 1 order by 1`,
    [importId],
  );
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
};
const standing = async (kind: string): Promise<{ id: string; fields: Record<string, Json> }[]> => {
  const { rows } = await engine.ctx.store.query<{ id: string; fields: Record<string, Json> }>(
    'select id, fields from entities where kind = $1 and deleted_at is null order by id',
    [kind],
  );
  return rows;
};
const belongings = async (kind: string): Promise<[string, string][]> => {
  const { rows } = await engine.ctx.store.query<{ f: string; t: string }>(
    `select r.from_entity_id as f, r.to_entity_id as t from relations r join entities e on e.id = r.from_entity_id
     where e.kind = $1 and r.type = 'belongs_to' order by 1`,
    [kind],
  );
  return rows.map(({ f, t }) => [f, t]);
};

beforeAll(async () => {
  engine = await startTestEngine({ sandbox: { issues: 1, repositories: 1 } });
  [ann, bob, nordwind] = (await fillGraph(engine.ctx.store, engine.connectionId, [
    { kind: 'contact', fields: { first_name: 'Ann', last_name: 'Lee', email: 'ann@lee.example' } },
    { kind: 'contact', fields: { first_name: 'Bob', last_name: 'Ray' } },
    { kind: 'account', fields: { name: 'Nordwind GmbH', domain: 'nordwind.de' } },
  ])) as [string, string, string];
  await relate(engine.ctx.store, engine.connectionId, bob, 'belongs_to', nordwind);
});
afterAll(() => engine?.stop());

const stock = [
  'Artikelnummer;Bezeichnung;Kategorie;Preis;Bestand;Status',
  'B-1;Holzboot Elsa;Boote;€ 9.000,00;1;verfügbar',
  'B-2;Holzboot Elsa;Boote;"8.500,00 EUR";1;verkauft',
  ';Anker;Zubehör;19,90;12;',
];

describe('what is in stock', () => {
  it('is brought once, with prices and states as the hub has them, and taken back', async () => {
    const importId = await brought('stock.csv', ...stock);
    const items = await standing('inventory_item');
    const boat = { name: 'Holzboot Elsa', category: 'Boote', quantity: 1, currency: 'EUR' };
    expect(items.map(({ fields }) => fields)).toEqual([
      { ...boat, sku: 'B-1', price: 9000, status: 'available' },
      { ...boat, sku: 'B-2', price: 8500, status: 'sold' },
      { name: 'Anker', category: 'Zubehör', price: 19.9, quantity: 12 },
    ]);
    const again = await brought('stock again.csv', ...stock);
    expect(await effects(again)).toEqual({ 'inventory_item unchanged': 3 });
    expect(await standing('inventory_item')).toEqual(items);

    expect(await undone(importId)).toMatchObject({ state: 'completed' });
    expect(await standing('inventory_item')).toEqual([]);
    const replayed = await ended(await replayImport(engine.ctx, { workspaceId: 1, importId, actor: 'anna' }));
    expect(await effects(replayed.importId)).toEqual({ 'inventory_item revived': 3 });
    expect(await standing('inventory_item')).toEqual(items);
  });

  it('is known by its number, else by its name and category, in whatever list it comes', async () => {
    const [elsa, , anchor] = await standing('inventory_item');
    const importId = await brought(
      'prices.csv',
      'SKU,Item,Category,Price',
      'b-1,Elsa,Boote,9100',
      'A-1,ANKER,zubehör,25',
      'A-2,Anker,Zubehör,30',
      ',Anker,Boote,35',
    );
    expect(await effects(importId)).toEqual({ 'inventory_item created': 2, 'inventory_item updated': 2 });
    const items = new Map((await standing('inventory_item')).map(({ id, fields }) => [id, fields]));
    expect(items.get(elsa!.id)).toMatchObject({ name: 'Elsa', price: 9100, quantity: 1 });
    expect(items.get(anchor!.id)).toMatchObject({ sku: 'A-1', price: 25, quantity: 12 });
    expect(items.size).toBe(5);

    await undone(importId);
    const before = new Map((await standing('inventory_item')).map(({ id, fields }) => [id, fields]));
    expect(before.get(elsa!.id)).toMatchObject({ sku: 'B-1', name: 'Holzboot Elsa', price: 9000 });
    expect(before.get(anchor!.id)).not.toHaveProperty('sku');
    expect(before.size).toBe(3);
  });

  it('waits where two could be meant', async () => {
    const importId = await bring('names.csv', 'Item,Category,Price,Stock', 'Holzboot Elsa,Boote,1,1');
    expect((await applied(importId)).state).toBe('completed_with_errors');
    const { rows } = await engine.ctx.store.query('select problems from import_rows where import_id = $1', [importId]);
    expect(rows).toMatchObject([
      { problems: [{ code: 'ambiguous', message: expect.stringContaining('have this name and category') }] },
    ]);
  });
});

const wishes = [
  'Name;E-Mail;Firma;Sucht;Kategorie;Budget;Bemerkung',
  'Ann Lee;ann@lee.example;;Holzboot mit Mast;Boote;5.000 - 10.000,00;eilt',
  'Bob Ray;;Nordwind GmbH;Anker;;bis 99,50;',
  ';;Nordwind GmbH;;Boote;ab 20.000;',
  'Cleo Neu;cleo@neu.example;;Segel;;100;',
];

describe('what people look for', () => {
  it('is theirs, by their address, their name at a company, or the company alone', async () => {
    const importId = await brought('wishes.csv', ...wishes);
    const cleo = (await standing('contact')).find(({ fields }) => fields['email'] === 'cleo@neu.example')!.id;
    const interests = await standing('interest');
    expect(interests.map(({ fields }) => fields)).toEqual([
      { contact: ann, words: 'Holzboot mit Mast', category: 'Boote', price_from: 5000, price_to: 10000, note: 'eilt' },
      { contact: bob, words: 'Anker', price_to: 99.5 },
      { account: nordwind, category: 'Boote', price_from: 20000 },
      { contact: cleo, words: 'Segel', price_to: 100 },
    ]);
    expect(await belongings('interest')).toEqual(
      [ann, bob, nordwind, cleo].map((whose, at) => [interests[at]!.id, whose]),
    );
    expect(await effects(importId)).toEqual({
      'account unchanged': 1,
      'contact created': 1,
      'contact unchanged': 1,
      'contact updated': 1,
      'interest created': 4,
    });

    const again = await brought('wishes again.csv', ...wishes);
    expect(await effects(again)).toEqual({ 'account unchanged': 1, 'contact unchanged': 3, 'interest unchanged': 4 });
    expect(await standing('interest')).toEqual(interests);
    expect((await findImport(engine.ctx.store, again))?.state).toBe('applied');
  });

  it('goes with the import that brought it, and with its edge', async () => {
    const { rows } = await engine.ctx.store.query<{ id: string }>(
      `select id from imports where name = 'wishes.csv' and replay_of is null`,
    );
    await undone(rows[0]!.id);
    expect(await standing('interest')).toEqual([]);
    expect(await belongings('interest')).toEqual([]);
    expect((await standing('contact')).map(({ id }) => id)).toEqual([ann, bob]);
    const replayed = await ended(
      await replayImport(engine.ctx, { workspaceId: 1, importId: rows[0]!.id, actor: 'anna' }),
    );
    expect(await effects(replayed.importId)).toMatchObject({ 'interest revived': 4, 'contact revived': 1 });
    expect(await belongings('interest')).toHaveLength(4);
  });

  it('is the same in another list, where what it may cost has changed', async () => {
    const [annas] = await standing('interest');
    const importId = await brought(
      'budgets.csv',
      'Email,Looking for,Category,Budget from,Budget to',
      'ANN@lee.example,holzboot mit mast,boote,6000,12000',
      'ann@lee.example,Dinghy,boote,,900',
    );
    expect(await effects(importId)).toEqual({
      'contact unchanged': 1,
      'interest created': 1,
      'interest updated': 1,
    });
    const changed = (await standing('interest')).find(({ id }) => id === annas!.id)!;
    expect(changed.fields).toMatchObject({ contact: ann, price_from: 6000, price_to: 12000, note: 'eilt' });

    await undone(importId);
    expect((await standing('interest')).map(({ id }) => id)).toHaveLength(4);
    expect((await standing('interest'))[0]).toEqual(annas);
    expect((await belongings('interest')).map(([, whose]) => whose)).toContain(ann);
  });
});

describe('what rows of one file come to', () => {
  it('is the same as in two files: a person with an address, and again without one', async () => {
    const importId = await brought(
      'staff.csv',
      'First name,Last name,Email,Company',
      'Ida,Ost,ida@ost.example,Ostwind',
      'Ida,Ost,,Ostwind',
      'IDA,OST,,ostwind',
    );
    expect(await effects(importId)).toEqual({ 'account created': 1, 'contact created': 1 });
    await undone(importId);
  });

  it('is the same as in two files: things and companies of one name', async () => {
    const things = await bring(
      'things.csv',
      'SKU,Item,Category,Price',
      'C-1,Kanu,Boote,1',
      'C-2,Kanu,Boote,2',
      ',Kanu,Boote,2',
      'C-3,Surf,Boote,3',
      ',Surf,Boote,3',
    );
    expect((await applied(things)).state).toBe('completed_with_errors');
    expect(await effects(things)).toEqual({ 'inventory_item created': 3 });
    const companies = await brought(
      'companies.csv',
      'Company,Website',
      'Westwind,',
      'Westwind,westwind.example',
      'Westwind,https://westwind.newest',
    );
    expect(await effects(companies)).toEqual({ 'account created': 2 });
    await undone(companies);
    await undone(things);
  });
});
