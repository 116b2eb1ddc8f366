import { newId } from '@syncline/core';
import { noteSettings, readFollowerSettings, type Sql } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { clientGraph } from '../testing/client-graph.ts';
import { type Follower, followChanges } from './follow-changes.ts';

const HOUR_MS = 3_600_000;

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
});
afterAll(() => engine?.stop());

it('who fails for longer than a day reads everything anew, as events may be gone by then', async () => {
  const { store } = engine.ctx;
  const graph = clientGraph(() => store);
  const taken = new Set<string>();
  let fails = false;
  const follower: Follower = {
    name: 'words',
    kinds: null,
    take: async (_tx, _state, entityIds) => {
      if (fails && entityIds.length > 0) throw new Error('It fails');
      for (const id of entityIds) taken.add(id);
    },
  };
  const follow = () => followChanges(engine.ctx, follower, 1, undefined, async () => undefined);
  const untilTaken = (id: string, then: () => Promise<unknown>) =>
    vi.waitFor(
      async () => {
        await then();
        expect(taken).toContain(id);
      },
      { timeout: 60_000, interval: 50 },
    );

  const old = await graph.add('contact', { last_name: 'Old' });
  await untilTaken(old, follow);
  // By its event, so that those before it are behind.
  await untilTaken(await graph.add('contact', { last_name: 'Later' }), follow);
  taken.clear();
  const next = await graph.add('contact', { last_name: 'New' });
  fails = true;
  await vi.waitFor(() => expect(follow()).rejects.toThrow('It fails'), { timeout: 60_000, interval: 50 });
  await store.query(`update followers set leased_until = now() - interval '20 hours' where name = 'words'`);
  await expect(follow()).rejects.toThrow('It fails');
  fails = false;
  const clock = vi.spyOn(engine.ctx.clock, 'now').mockReturnValue(new Date(Date.now() + 5 * HOUR_MS));
  try {
    await untilTaken(next, follow);
    expect(taken).toContain(old);
  } finally {
    clock.mockRestore();
  }
});

it('an older pass that was slow takes nothing back of what a newer one has done', async () => {
  const { store } = engine.ctx;
  const graph = clientGraph(() => store);
  await store.query(`delete from followers where name = 'words'`);
  const slow = { at: Promise.withResolvers<void>(), mayGoOn: Promise.withResolvers<void>() };
  let waitsFor = '';
  const followAs = (pass: string) => {
    const follower: Follower = {
      name: 'words',
      kinds: ['contact'],
      take: async (tx, _state, entityIds) => {
        if (pass === 'older' && entityIds.includes(waitsFor)) {
          slow.at.resolve();
          await slow.mayGoOn.promise;
        }
        await tx.query(
          `insert into entity_words as w (workspace_id, entity_id, words) select 1, id, $2 from unnest($1::uuid[]) as i (id)
           on conflict (workspace_id, entity_id) do update set words = excluded.words`,
          [entityIds, `of the ${pass} pass`],
        );
      },
    };
    return followChanges(engine.ctx, follower, 1, undefined, async () => 'through');
  };
  const standing = async () => {
    const { rows } = await store.query(
      `select pass, position, scanned_to, scan_from, settings from followers where name = 'words' and workspace_id = 1`,
    );
    return rows[0];
  };
  const wordsOf = async (id: string) => {
    const { rows } = await store.query('select words from entity_words where entity_id = $1', [id]);
    return rows;
  };
  const until = (seen: () => Promise<void>) => vi.waitFor(seen, { timeout: 60_000, interval: 50 });

  waitsFor = await graph.add('contact', { last_name: 'First' });
  const older = followAs('older');
  await slow.at.promise;
  await store.query(`update followers set leased_until = now() - interval '1 second' where name = 'words'`);
  const second = await graph.add('contact', { last_name: 'Second' });
  await until(async () => {
    expect(await followAs('newer')).toBe('through');
    expect(await wordsOf(second)).toEqual([{ words: 'of the newer pass' }]);
    expect(await wordsOf(waitsFor)).toEqual([{ words: 'of the newer pass' }]);
  });
  const before = await standing();
  slow.mayGoOn.resolve();
  expect(await older).toBeNull();
  expect(await standing()).toEqual(before);
  expect(await wordsOf(waitsFor)).toEqual([{ words: 'of the newer pass' }]);
});

it('what comes after following, and takes long, counts only while nobody else has begun', async () => {
  const { store } = engine.ctx;
  const lateWords = async (tx: Sql, words: string) => {
    await tx.query(`insert into entity_words (workspace_id, entity_id, words) values (1, $1, $2)`, [newId(), words]);
  };
  const follower: Follower = { name: 'words', kinds: ['contact'], take: async () => {} };
  const follow = (words: string, meanwhile: () => Promise<unknown>) =>
    followChanges(engine.ctx, follower, 1, undefined, async ({ state, commit }) => {
      await commit(async (tx) => {
        await meanwhile();
        await lateWords(tx, words);
        await noteSettings(tx, state, words);
      });
      return words;
    });
  const overtake = async () => {
    await store.query(`update followers set leased_until = now() - interval '1 second' where name = 'words'`);
    expect(await follow('in time', async () => undefined)).toBe('in time');
  };
  expect(await follow('too late', overtake)).toBeNull();
  const { rows } = await store.query(`select words from entity_words where words in ('in time', 'too late')`);
  expect(rows).toEqual([{ words: 'in time' }]);
  expect(await readFollowerSettings(store, { name: 'words', workspaceId: 1 })).toBe('in time');
});
