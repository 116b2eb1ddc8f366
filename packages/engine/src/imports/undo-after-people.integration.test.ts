import type { Json } from '@syncline/core';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mergeEntities } from '../identity/merge-entities.ts';
import { undoMerge } from '../identity/undo-merge.ts';
import { editEntity } from '../sync/edit-entity.ts';
import { bringsFiles } from '../testing/bring-files.ts';
import { fillGraph } from '../testing/fill-graph.ts';
import { correctRow } from './correct-row.ts';

let engine: TestEngine;
const { applied, bring, brought, edges, effects, emptied, left, standing, undone } = bringsFiles(() => engine.ctx);

beforeAll(async () => {
  engine = await startTestEngine({ sandbox: { issues: 1, repositories: 1 } });
});
afterEach(() => emptied());
afterAll(() => engine?.stop());

const idOf = async (kind: string, name: string): Promise<string> => (await standing(kind)).get(name)!.id;
const edited = async (entityId: string, fields: Record<string, Json>): Promise<void> => {
  const edit = { workspaceId: 1, entityId, kind: '', fields, actor: 'anna' };
  expect(await editEntity(engine.ctx, edit)).toMatchObject({ outcome: 'edited' });
};
const corrected = async (importId: string, row: number, cells: Record<string, string>): Promise<void> => {
  const correction = { workspaceId: 1, importId, row, cells, actor: 'anna' };
  expect(await correctRow(engine.ctx, correction)).toEqual({ outcome: 'applied', problems: [] });
};
/** Answers the id of the merge. */
const merged = async (survivorId: string, loserId: string): Promise<number> => {
  const entityIds = [survivorId, loserId] as const;
  const decision = { workspaceId: 1, entityIds, survivorId, duplicateId: null, actor: 'anna', why: null };
  const done = await mergeEntities(engine.ctx, decision);
  if (done.outcome !== 'merged') throw new Error(JSON.stringify(done));
  return done.mergeId;
};
const names = async (): Promise<string[]> =>
  [...(await standing('account')).keys(), ...(await standing('contact')).keys()].sort();

describe('what a person has changed', () => {
  /** Its last row waits for a person. */
  const faulty = async (): Promise<string> => {
    const rows = ['Company,Website,Employees,Industry', 'ACME,acme.example,10,', 'ACME,acme.example,many,Steel'];
    const importId = await bring('companies.csv', ...rows);
    const { state } = await applied(importId);
    expect(state).toBe('completed_with_errors');
    return importId;
  };

  it('stays, also where a row that is corrected later names it once more', async () => {
    const first = await faulty();
    const acme = await idOf('account', 'ACME');
    await edited(acme, { employees: 12, phone: '+49 30 901820' });
    await corrected(first, 3, { Employees: '10' });
    expect((await standing('account')).get('ACME')!.fields).toMatchObject({ employees: 12, industry: 'Steel' });
    await undone(first);
    expect(await names()).toEqual(['ACME']);
    expect(await left()).toEqual([
      `import_changed_since: account ${acme} was not taken back with companies.csv: it has been changed since.`,
    ]);
  });

  it('is not what the import itself has put there by a row that was corrected, nor what is taken back by then', async () => {
    const first = await faulty();
    const second = await brought('segments.csv', 'Website,Segment', 'acme.example,Gold');
    await corrected(first, 3, { Employees: '10' });
    await undone(second);
    expect((await standing('account')).get('ACME')!.fields).toMatchObject({ employees: 10, industry: 'Steel' });
    await undone(first);
    expect(await names()).toEqual([]);
    expect(await left()).toEqual([]);
  });

  it('stays also where it is once more what an undo that kept another field had taken back', async () => {
    const [ann] = await fillGraph(engine.ctx.store, engine.connectionId, [
      { kind: 'contact', fields: { email: 'ann@acme.example', title: 'Engineer' } },
    ]);
    const first = await brought('people.csv', 'Email,Title,Phone', 'ann@acme.example,Director,+49 30 901820');
    await edited(ann!, { phone: '+49 30 901821' });
    await undone(first);
    expect((await standing('contact')).get('ann@acme.example')!.fields).toMatchObject({ title: 'Engineer' });
    await edited(ann!, { title: 'Director' });
    await undone(first);
    const fields = { title: 'Director', phone: '+49 30 901821' };
    expect((await standing('contact')).get('ann@acme.example')!.fields).toMatchObject(fields);
    expect(await left()).toEqual([
      `import_changed_since: contact ${ann} was not taken back with people.csv: phone has been changed since.`,
    ]);
    await edited(ann!, { phone: '+4930901820' });
    await undone(first);
    expect((await standing('contact')).get('ann@acme.example')!.fields).toEqual({
      email: 'ann@acme.example',
      title: 'Director',
    });
    expect(await left()).toEqual([]);
  });
});

describe('what was merged since', () => {
  const people = ['Email,Company', 'ann@acme.example,ACME', 'bob@acme.example,ACME'];

  it('is what a field gets back as what it is part of, with one edge', async () => {
    await brought('people.csv', ...people);
    const second = await brought('moved.csv', 'Email,Company,Title', 'ann@acme.example,Ost,Boss');
    await brought('more.csv', 'Company,Website', 'Acme Ltd,acme.example');
    const survivor = await idOf('account', 'Acme Ltd');
    await merged(survivor, await idOf('account', 'ACME'));
    await undone(second);
    expect((await standing('contact')).get('ann@acme.example')!.fields).toMatchObject({ account: survivor });
    const after = ['ann@acme.example of Acme Ltd', 'bob@acme.example of Acme Ltd'];
    expect(await edges()).toEqual(after);
    await brought('people again.csv', ...people);
    await brought('titles.csv', 'Email,Website,Title', 'bob@acme.example,acme.example,Boss');
    expect(await edges()).toEqual(after);
  });

  it('stays, is told, and is looked at once more', async () => {
    await fillGraph(engine.ctx.store, engine.connectionId, [{ kind: 'account', fields: { name: 'Acme Ltd' } }]);
    const [loser] = await fillGraph(engine.ctx.store, engine.connectionId, [
      { kind: 'account', fields: { name: 'ACME' } },
    ]);
    const first = await brought('companies.csv', 'Company,Segment', 'ACME,Gold');
    const survivor = await idOf('account', 'Acme Ltd');
    const merge = await merged(survivor, loser!);
    await undone(first);
    expect(await effects(first)).toEqual(['ACME updated kept']);
    expect(await left()).toEqual([
      `import_changed_since: account ${loser} was not taken back with companies.csv: it is part of ${survivor} by now: take that merge apart first, then this import back once more.`,
    ]);
    await undoMerge(engine.ctx, merge, { workspaceId: 1, actor: 'anna', why: null });
    await undone(first);
    expect((await standing('account')).get('ACME')!.fields).toEqual({ name: 'ACME' });
    expect(await left()).toEqual([]);
  });
});
