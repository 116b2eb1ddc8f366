import { describe, expect, it } from 'vitest';
import { confirmWrite } from './confirm-write.ts';
import type { RemoteMergeResult } from './merge-remote.ts';
import type { Shadow } from './shadow.ts';
import { agreed, minutesAgo, plan, rule, show } from './testing/scene.ts';

const owned = [rule({ policy: { mode: 'local_wins' } }), rule({ field: 'body' })];
const entity = { title: 'ours', body: 'x' };

/** We write `ours`, and the remote takes it back. */
function reverse(known: Shadow, now: Date, theirs = 'theirs'): RemoteMergeResult {
  const { patch } = plan(entity, known, owned);
  const written = confirmWrite(known, { patch, expected: known.seen }, patch).shadow;
  return show({ entity, shadow: written, incoming: { title: theirs }, rules: owned, now });
}

/** A reversal at each of these minutes ago. */
function reversals(...ago: number[]): RemoteMergeResult[] {
  const results: RemoteMergeResult[] = [];
  let known = agreed({ title: 'theirs', body: 'x' });
  for (const minutes of ago) {
    const result = reverse(known, minutesAgo(minutes));
    results.push(result);
    known = result.shadow;
  }
  return results;
}

describe('5.8 the push-back brake', () => {
  it('5.8 a field that two sides reverse three times in ten minutes is held as contested', () => {
    const [first, second, third] = reversals(8, 4, 0);
    expect(first!.decisions).toMatchObject([{ outcome: 'pushed_back' }]);
    expect(second!.decisions).toMatchObject([{ outcome: 'pushed_back' }]);
    expect(third!.conflicts).toMatchObject([{ class: 'contested_field', field: 'title' }]);
    expect(plan(entity, third!.shadow, owned).patch).toEqual({});
  });

  it('5.8 the rest goes on', () => {
    const held = reversals(8, 4, 0).at(-1)!.shadow;
    expect(plan({ ...entity, body: 'newer' }, held, owned).patch).toEqual({ body: 'newer' });
    const result = show({ entity, shadow: held, incoming: { body: 'theirs' }, rules: owned });
    expect(result.patch).toEqual({ body: 'theirs' });
  });

  it('5.8 reversals that are longer apart are people who change their minds', () => {
    const results = reversals(30, 20, 10, 0);
    expect(results.flatMap((result) => result.conflicts)).toEqual([]);
  });

  it('5.8 a contested field waits, whatever the two sides go on doing to it', () => {
    let known = reversals(8, 4, 0).at(-1)!.shadow;
    for (const theirs of ['ours', 'theirs', 'something else']) {
      const result = show({ entity, shadow: known, incoming: { title: theirs }, rules: owned, now: minutesAgo(-60) });
      expect(result).toMatchObject({ patch: {}, decisions: [], conflicts: [], released: [] });
      expect(result.shadow.held).toMatchObject({ title: { reason: 'contested_field' } });
      known = result.shadow;
    }
    expect(known.seen.title).toBe('something else');
  });

  it('5.8 edits that go on to something new reverse nothing', () => {
    let known = agreed({ title: 'theirs', body: 'x' });
    for (const theirs of ['one', 'two', 'three', 'four']) {
      const result = reverse(known, minutesAgo(0), theirs);
      expect(result.conflicts).toEqual([]);
      known = result.shadow;
    }
  });

  it('5.8 our own write seen before its answer is what the remote takes back', () => {
    const settled = show({
      entity,
      shadow: agreed({ title: 'theirs', body: 'x' }),
      incoming: { title: 'ours' },
      attempts: [{ patch: { title: 'ours' } }],
      rules: owned,
    });
    const result = show({ entity, shadow: settled.shadow, incoming: { title: 'theirs' }, rules: owned });
    expect(result.shadow.reversals.title?.times).toHaveLength(1);
  });

  it('5.8 a remote that repeats itself does not reverse', () => {
    const once = reversals(8)[0]!;
    const again = show({ entity, shadow: once.shadow, incoming: { title: 'theirs' }, rules: owned });
    expect(again.shadow.reversals).toEqual(once.shadow.reversals);
  });
});
