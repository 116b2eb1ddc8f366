import { findImport, listProposals, setImportMeaning, setImportState } from '@syncline/store';
import { createScratchDatabase, type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { changeImport, createImport, meaningOf } from '../imports/create-import.ts';
import { applyImport } from '../imports/start-import.ts';
import { decideProposal } from './decide-proposal.ts';

let database: Awaited<ReturnType<typeof createScratchDatabase>>;
let engine: SyncEngine;

beforeAll(async () => {
  database = await createScratchDatabase();
  engine = await startSyncEngine({
    sides: [],
    database: { url: database.url, queue: { kind: 'postgres', databaseUrl: database.url } },
    workers: false,
  });
  await engine.configure('approved', { kinds: {}, approvals: [{ name: 'files', kinds: ['import'] }] });
});
afterAll(async () => {
  await engine?.stop();
  await database?.drop();
});

const by = { workspaceId: 1, actor: 'ada' };

const bring = (name: string, text = 'Email,Title\nann@lee.example,Boss\n'): Promise<string> => {
  const pieces = async function* () {
    yield Buffer.from(text);
  };
  return createImport(engine.ctx, { ...by, name, pieces: pieces(), actor: 'ada' });
};

const found = async (importId: string) => (await findImport(engine.ctx.store, importId))!;

/** So many wait for a row that somebody else holds. */
const waiting = (count: number): Promise<unknown> =>
  vi.waitUntil(
    async () => {
      const { rows } = await engine.ctx.store.query<{ waiting: number }>(
        `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows[0]!.waiting === count;
    },
    { timeout: 60_000, interval: 20 },
  );

it('is not applied with another meaning than was approved, also where that is changed at the same moment', async () => {
  const { ctx } = engine;
  const importId = await bring('changed.csv');
  const meaning = meaningOf(await found(importId));
  const other = { ...meaning.manifest, records: meaning.manifest.records.map((each) => ({ ...each, key: ['Email'] })) };
  expect(await applyImport(ctx, { ...by, importId })).toMatchObject({ outcome: 'waiting' });
  const { items } = await listProposals(ctx.store, 1, { state: 'waiting' }, { limit: 1, cursor: undefined });
  const { id, digest } = items[0]!;
  const verdict = { workspaceId: 1, verdict: 'approve', actor: 'bob', role: 'approver', words: null } as const;
  let both: Promise<unknown> = Promise.resolve();
  await ctx.store.transaction(async (tx) => {
    await findImport(tx, importId, true);
    // Who approves it, and who applies it once more since it is approved, have looked at what it means, and wait for the row.
    const approving = decideProposal(ctx, id, digest, verdict);
    await waiting(1);
    const applying = applyImport(ctx, { ...by, importId });
    await waiting(2);
    both = Promise.all([approving, applying]);
    expect(await setImportMeaning(tx, importId, { ...meaning, manifest: other })).toBe(true);
  });
  const reason = 'What the file means has changed since it was proposed. Apply it anew.';
  expect(await both).toEqual([{ outcome: 'approved' }, { outcome: 'refused', reason }]);
  expect(await found(importId)).toMatchObject({ state: 'proposed', processId: null });
  const { rows } = await ctx.store.query('select state, reason from proposals where id = $1', [id]);
  expect(rows).toEqual([{ state: 'failed', reason }]);
});

it('keeps what it means once it is applied, also where somebody was about to change that', async () => {
  const { ctx } = engine;
  const importId = await bring('begun.csv');
  const before = await found(importId);
  let changing: Promise<unknown> = Promise.resolve();
  await ctx.store.transaction(async (tx) => {
    await findImport(tx, importId, true);
    const { manifest } = meaningOf(before);
    const records = manifest.records.map((each) => ({ ...each, key: ['Email'] }));
    changing = changeImport(ctx, { ...by, importId, manifest: { ...manifest, records } });
    await waiting(1);
    await setImportState(tx, importId, 'applying');
  });
  expect(await changing).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('It was applied') });
  expect((await found(importId)).manifest).toEqual(before.manifest);
});

it('takes two answers that are given at the same moment', async () => {
  const { ctx } = engine;
  const importId = await bring('dates.csv', 'Deal,Close date,Amount\nBig,03/04/2026,"1,234"\n');
  expect(meaningOf(await found(importId)).proposal.questions.map(({ id }) => id)).toEqual([
    'order Close date',
    'decimal Amount',
  ]);
  let both: Promise<unknown> = Promise.resolve();
  await ctx.store.transaction(async (tx) => {
    await findImport(tx, importId, true);
    both = Promise.all([
      changeImport(ctx, { ...by, importId, answers: { 'order Close date': 'dmy' } }),
      changeImport(ctx, { ...by, importId, answers: { 'decimal Amount': '.' } }),
    ]);
    await waiting(2);
  });
  expect(await both).toEqual([{ outcome: 'changed' }, { outcome: 'changed' }]);
  const { proposal, manifest } = meaningOf(await found(importId));
  expect(proposal.questions.map(({ answer }) => answer)).toEqual(['dmy', '.']);
  expect(manifest.records[0]!.fields).toMatchObject({ close_date: { dateOrder: 'dmy' }, amount: { decimal: '.' } });
});

it('is not laid out anew over what somebody has said meanwhile', async () => {
  const { ctx } = engine;
  const importId = await bring('other.csv', 'Deal;Close date\nBig;03/04/2026\n');
  let changing: Promise<unknown> = Promise.resolve();
  const meaning = meaningOf(await found(importId));
  const records = meaning.manifest.records.map((each) => ({ ...each, key: ['Deal'] }));
  await ctx.store.transaction(async (tx) => {
    await findImport(tx, importId, true);
    changing = changeImport(ctx, { ...by, importId, layout: { headerRow: 0 } });
    await waiting(1);
    await setImportMeaning(tx, importId, { ...meaning, manifest: { ...meaning.manifest, records } });
  });
  expect(await changing).toEqual({ outcome: 'stale' });
  expect(meaningOf(await found(importId)).manifest.records).toEqual(records);
});
