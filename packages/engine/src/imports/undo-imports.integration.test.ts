import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bringsFiles } from '../testing/bring-files.ts';
import { fillGraph, relate } from '../testing/fill-graph.ts';
import { replayImport, undoImport } from './start-import.ts';

let engine: TestEngine;
const { brought, edges, effects, emptied, ended, left, standing, undone } = bringsFiles(() => engine.ctx);

beforeAll(async () => {
  engine = await startTestEngine({ sandbox: { issues: 1, repositories: 1 } });
});
afterEach(() => emptied());
afterAll(() => engine?.stop());

const companies = (): Promise<string> =>
  brought('companies.csv', 'Company,Website', 'ACME,acme.example', 'Ost,ost.example');
const idOf = async (kind: string, name: string): Promise<string> => (await standing(kind)).get(name)!.id;
const names = async (): Promise<string[]> =>
  [...(await standing('account')).keys(), ...(await standing('contact')).keys()].sort();

describe('what others build on', () => {
  it('stays when its import is taken back, is told with the file that does, and goes once that is taken back', async () => {
    const first = await companies();
    const second = await brought('people.csv', 'Email,Website', 'ann@acme.example,acme.example');
    const [acme, ann] = [await idOf('account', 'ACME'), await idOf('contact', 'ann@acme.example')];
    await undone(first);
    expect(await names()).toEqual(['ACME', 'ann@acme.example']);
    expect(await effects(first)).toEqual(['ACME created kept', 'Ost created restored']);
    expect(await edges()).toEqual(['ann@acme.example of ACME']);
    expect(await left()).toEqual([
      `import_built_on: account ${acme} was not taken back with companies.csv: contact ${ann} belongs to it, as people.csv says: take that import back first, then this one once more.`,
    ]);

    await undone(second);
    expect(await names()).toEqual(['ACME']);
    await undone(first);
    expect(await names()).toEqual([]);
    expect(await left()).toEqual([]);
    expect(await effects(first)).toEqual(['ACME created restored', 'Ost created restored']);
    expect(await undoImport(engine.ctx, { workspaceId: 1, importId: first, actor: 'anna' })).toMatchObject({
      outcome: 'refused',
    });
  });

  it('goes with its import where the later one was taken back before, also what that had changed', async () => {
    const first = await brought('one.csv', 'Email,Title,Website', 'ann@acme.example,Engineer,acme.example');
    const second = await brought(
      'two.csv',
      'Email,Job title,Website,Company',
      'ann@acme.example,Director,acme.example,ACME',
      'bob@acme.example,Boss,acme.example,ACME',
    );
    await undone(second);
    expect((await standing('contact')).get('ann@acme.example')!.fields).toMatchObject({ title: 'Engineer' });
    await undone(first);
    expect(await names()).toEqual([]);
    expect(await edges()).toEqual([]);
    expect(await left()).toEqual([]);
  });

  it('is not what another file merely repeats, and not what goes with the same import', async () => {
    const people = [
      'Email,Company,Website',
      'ann@acme.example,ACME,acme.example',
      'bob@acme.example,ACME,acme.example',
    ];
    const first = await brought('people.csv', ...people);
    await brought('again.csv', ...people);
    await undone(first);
    expect(await names()).toEqual([]);
    expect(await edges()).toEqual([]);
  });

  it('is what stays of its own import, whichever of them was made first', async () => {
    const rows = ['Email,Company', 'ann@acme.example,', 'ann@acme.example,ACME', 'bob@acme.example,Ost'];
    const first = await brought('people.csv', ...rows);
    const ann = await idOf('contact', 'ann@acme.example');
    expect(ann < (await idOf('account', 'ACME'))).toBe(true);
    await brought('titles.csv', 'Email,Title', 'ann@acme.example,Director');
    await undone(first);
    expect(await names()).toEqual(['ACME', 'ann@acme.example']);
    expect(await edges()).toEqual(['ann@acme.example of ACME']);
    expect(await left()).toEqual(
      expect.arrayContaining([
        `import_changed_since: contact ${ann} was not taken back with people.csv: it has been changed since, by titles.csv: take that import back first, then this one once more.`,
        expect.stringContaining(`contact ${ann} belongs to it, and stays`),
      ]),
    );
  });

  it('is what a connection’s record belongs to; what is derived holds nothing', async () => {
    const first = await companies();
    const [cara, dora] = await fillGraph(engine.ctx.store, engine.connectionId, [
      { kind: 'contact', fields: { email: 'cara@x.example' } },
      { kind: 'contact', fields: { email: 'dora@x.example' } },
    ]);
    const [acme, ost] = [await idOf('account', 'ACME'), await idOf('account', 'Ost')];
    await relate(engine.ctx.store, engine.connectionId, cara!, 'belongs_to', acme);
    await relate(engine.ctx.store, engine.connectionId, dora!, 'interested_in', ost);
    await undone(first);
    expect(await names()).toEqual(['ACME', 'cara@x.example', 'dora@x.example']);
    expect(await left()).toEqual([expect.stringContaining(`contact ${cara} belongs to it, and stays`)]);
  });

  it('is not what it had put there itself at somebody who was there before', async () => {
    const [ann] = await fillGraph(engine.ctx.store, engine.connectionId, [
      { kind: 'contact', fields: { email: 'ann@acme.example' } },
    ]);
    const first = await brought('people.csv', 'Email,Company', 'ann@acme.example,ACME');
    expect(await edges()).toEqual(['ann@acme.example of ACME']);
    await undone(first);
    expect(await names()).toEqual(['ann@acme.example']);
    expect((await standing('contact')).get('ann@acme.example')).toEqual({
      id: ann,
      fields: { email: 'ann@acme.example' },
    });
    expect(await edges()).toEqual([]);
  });
});

describe('a link that a later file changes', () => {
  const people = ['Email,Company', 'ann@acme.example,ACME', 'bob@acme.example,ACME'];

  it('leaves its old edge, gets it back with the undo, and is the same in a replay', async () => {
    await brought('people.csv', ...people);
    const second = await brought('moved.csv', 'Email,Company,Title', 'ann@acme.example,Ost,Boss');
    const moved = ['ann@acme.example of Ost', 'bob@acme.example of ACME'];
    expect(await edges()).toEqual(moved);
    await undone(second);
    expect(await edges()).toEqual(['ann@acme.example of ACME', 'bob@acme.example of ACME']);
    expect(await names()).toEqual(['ACME', 'ann@acme.example', 'bob@acme.example']);
    await ended(await replayImport(engine.ctx, { workspaceId: 1, importId: second, actor: 'anna' }));
    expect(await edges()).toEqual(moved);
    await brought('moved again.csv', 'Email,Company,Title', 'ann@acme.example,Ost,Boss');
    expect(await edges()).toEqual(moved);
  });

  it('is not put where a row is not believed: it contradicts an earlier one, or says what was said before', async () => {
    await brought('people.csv', 'Email,Company', 'ann@acme.example,ACME', 'ann@acme.example,Ost');
    expect(await edges()).toEqual(['ann@acme.example of ACME']);
    await brought('moved.csv', 'Email,Company,Title', 'ann@acme.example,Ost,Boss');
    await brought('people again.csv', 'Email,Company', 'ann@acme.example,ACME');
    expect(await edges()).toEqual(['ann@acme.example of Ost']);
  });

  it('comes back as nothing where what it named before is gone by then', async () => {
    await fillGraph(engine.ctx.store, engine.connectionId, [
      { kind: 'contact', fields: { email: 'ann@acme.example' } },
    ]);
    const first = await brought('people.csv', 'Email,Company', 'ann@acme.example,ACME');
    const second = await brought('moved.csv', 'Email,Company,Title', 'ann@acme.example,Ost,Boss');
    await undone(first);
    expect(await names()).toEqual(['Ost', 'ann@acme.example']);
    await undone(second);
    expect(await names()).toEqual(['ann@acme.example']);
    expect((await standing('contact')).get('ann@acme.example')!.fields).toEqual({ email: 'ann@acme.example' });
    expect(await edges()).toEqual([]);
  });

  it('comes back with its edge where a replay has brought back who has it', async () => {
    const first = await brought('people.csv', ...people);
    await undone(first);
    await ended(await replayImport(engine.ctx, { workspaceId: 1, importId: first, actor: 'anna' }));
    const second = await brought('moved.csv', 'Email,Company,Title', 'ann@acme.example,Ost,Boss');
    await undone(second);
    expect(await edges()).toEqual(['ann@acme.example of ACME', 'bob@acme.example of ACME']);
  });

  it('is one of several: whose an interest is by one field, it stays by the other', async () => {
    await brought('people.csv', ...people);
    const wishes = 'Id,Email,Company,Looking for,Category';
    await brought('wishes.csv', wishes, '7,,ACME,Boat,boats', '8,,Ost,Tent,tents');
    const second = await brought('wishes 2.csv', wishes, '7,bob@acme.example,,Boat,boats', '8,,ACME,Tent,tents');
    expect(await edges()).toEqual([
      'Boat of ACME',
      'Boat of bob@acme.example',
      'Tent of ACME',
      'ann@acme.example of ACME',
      'bob@acme.example of ACME',
    ]);
    await undone(second);
    expect(await edges()).toEqual([
      'Boat of ACME',
      'Tent of Ost',
      'ann@acme.example of ACME',
      'bob@acme.example of ACME',
    ]);
  });
});
