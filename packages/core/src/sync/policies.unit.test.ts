import { describe, expect, it } from 'vitest';
import {
  agreed,
  ELSEWHERE,
  HERE,
  minutesAgo,
  NOW,
  origin,
  plan,
  rule,
  show,
  showBothChanged,
  THERE,
} from './testing/scene.ts';

/** The hub's value was made at noon, the remote's ten minutes before, unless a test says otherwise. */
const earlierHere = { changedAt: minutesAgo(10), origins: { title: origin('hub', NOW) } };
const laterHere = { changedAt: NOW, origins: { title: origin('hub', minutesAgo(10)) } };

describe('4 remote_wins', () => {
  const owned = (owner: string) => ({ policy: { mode: 'remote_wins' as const, streams: [owner] } });

  it('4 takes the owner, whatever the time, and keeps what it replaced', () => {
    const result = showBothChanged(owned(HERE), earlierHere);
    expect(result.patch).toEqual({ title: 'theirs' });
    expect(result.decisions).toEqual([{ field: 'title', outcome: 'taken', policy: 'remote_wins', overridden: 'ours' }]);
  });

  it('4 takes an explicit empty of the owner, but not a field that it did not show', () => {
    expect(showBothChanged(owned(HERE), { incoming: { title: null } }).patch).toEqual({ title: null });
    expect(showBothChanged(owned(HERE), { incoming: {} })).toMatchObject({ patch: {}, decisions: [] });
  });

  it('4 pushes back over everyone else, and keeps what they said', () => {
    const result = showBothChanged(owned(THERE), { ...laterHere, holders: () => [THERE] });
    expect(result).toMatchObject({ patch: {}, decisions: [{ outcome: 'pushed_back', overridden: 'theirs' }] });
    expect(plan({ title: 'ours' }, result.shadow).patch).toEqual({ title: 'ours' });
  });

  it('4 does not push back where the owner holds nothing: the later edit stands', () => {
    expect(showBothChanged(owned(THERE), laterHere).patch).toEqual({ title: 'theirs' });
    expect(showBothChanged(owned(THERE), earlierHere).patch).toEqual({});
    const closed = show({
      entity: { title: 'old' },
      shadow: agreed({ title: 'old' }),
      incoming: { title: 'theirs' },
      rules: [rule(owned(THERE))],
    });
    expect(closed.patch).toEqual({ title: 'theirs' });
    expect(plan({ title: 'theirs' }, closed.shadow).patch).toEqual({});
  });

  it('4 asks its owner and never tells it', () => {
    const mine = [rule(owned(HERE))];
    expect(plan({ title: 'ours' }, agreed({ title: 'old' }), mine).patch).toEqual({});
    expect(plan({ title: 'ours' }, agreed({ title: 'old' }), [rule(owned(THERE))]).patch).toEqual({ title: 'ours' });
  });
});

describe('4 local_wins', () => {
  it('4 pushes the hub over a later edit, and keeps what it overrode', () => {
    const result = showBothChanged({ policy: { mode: 'local_wins' } }, laterHere);
    expect(result).toMatchObject({ patch: {}, decisions: [{ outcome: 'pushed_back', overridden: 'theirs' }] });
  });

  it('4 takes the remote where the hub holds nothing; an explicit empty is a value', () => {
    const none = showBothChanged({ policy: { mode: 'local_wins' } }, { entity: {} });
    expect(none.patch).toEqual({ title: 'theirs' });
    const empty = showBothChanged({ policy: { mode: 'local_wins' } }, { entity: { title: null } });
    expect(empty).toMatchObject({ patch: {}, decisions: [{ outcome: 'pushed_back' }] });
  });
});

describe('4 source_priority', () => {
  const ranked = { policy: { mode: 'source_priority' as const, streams: [THERE, HERE, ELSEWHERE] } };

  it('4 takes the highest that holds a value, whatever the time', () => {
    const alone = showBothChanged(ranked, earlierHere);
    expect(alone).toMatchObject({ patch: { title: 'theirs' }, decisions: [{ overridden: 'ours' }] });
    const aboveLower = showBothChanged(ranked, { ...earlierHere, holders: () => [ELSEWHERE] });
    expect(aboveLower.patch).toEqual({ title: 'theirs' });
  });

  it('4 pushes back over a lower one as long as a higher one holds a value', () => {
    const result = showBothChanged(ranked, { ...laterHere, holders: () => [ELSEWHERE, THERE] });
    expect(result).toMatchObject({ patch: {}, decisions: [{ outcome: 'pushed_back', overridden: 'theirs' }] });
  });

  it('4 takes an explicit empty of the highest for a value', () => {
    expect(showBothChanged(ranked, { incoming: { title: null } }).patch).toEqual({ title: null });
  });

  it('4 ranks streams that the order does not name last', () => {
    const unnamed = showBothChanged(ranked, { member: 'other/records', holders: () => [ELSEWHERE] });
    expect(unnamed.patch).toEqual({});
    const above = showBothChanged(ranked, { member: ELSEWHERE, holders: () => ['other/records'] });
    expect(above.patch).toEqual({ title: 'theirs' });
  });
});

describe('4 merge_with_audit', () => {
  const tied = (tie: 'remote' | 'local' | 'latest') => ({ policy: { mode: 'merge_with_audit' as const, tie } });

  it('4 follows the stated tie rule, and keeps the loser of either side in the audit', () => {
    const remote = { patch: { title: 'theirs' }, decisions: [{ outcome: 'taken', overridden: 'ours' }] };
    const local = { patch: {}, decisions: [{ outcome: 'pushed_back', overridden: 'theirs' }] };
    expect(showBothChanged(tied('remote'), earlierHere)).toMatchObject(remote);
    expect(showBothChanged(tied('local'), laterHere)).toMatchObject(local);
    expect(showBothChanged(tied('latest'), laterHere)).toMatchObject(remote);
    expect(showBothChanged(tied('latest'), earlierHere)).toMatchObject(local);
  });
});

describe('4 immutable_after_bind', () => {
  const fixed = { policy: { mode: 'immutable_after_bind' as const } };

  it('4 is set once: what is empty takes the first value', () => {
    for (const entity of [{}, { title: null }, { title: '' }])
      expect(showBothChanged(fixed, { entity }).patch).toEqual({ title: 'theirs' });
  });

  it('4 a later different value is a conflict, an emptied one too', () => {
    for (const theirs of ['theirs', null, '']) {
      const result = showBothChanged(fixed, { incoming: { title: theirs } });
      expect(result).toMatchObject({ patch: {}, conflicts: [{ class: 'immutable_field_change', local: 'ours' }] });
      expect(plan({ title: 'ours' }, result.shadow).patch).toEqual({});
    }
  });
});

describe('4 immutable_after_bind with an owner', () => {
  const identity = { policy: { mode: 'immutable_after_bind' as const, owner: THERE } };
  const bound = { holders: () => [THERE] };
  const mine = { policy: { mode: 'immutable_after_bind' as const, owner: HERE } };

  it("4 is anybody's until the entity has a record at the owner: the later edit stands", () => {
    expect(showBothChanged(identity, laterHere).patch).toEqual({ title: 'theirs' });
    expect(showBothChanged(identity, earlierHere)).toMatchObject({
      patch: {},
      decisions: [{ outcome: 'pushed_back' }],
    });
  });

  it("4 is the owner's from then on: other edits are pushed back, and kept in the audit", () => {
    const result = showBothChanged(identity, { ...laterHere, ...bound });
    expect(result).toMatchObject({
      patch: {},
      conflicts: [],
      decisions: [{ outcome: 'pushed_back', policy: 'immutable_after_bind', overridden: 'theirs' }],
    });
    expect(plan({ title: 'ours' }, result.shadow).patch).toEqual({ title: 'ours' });
  });

  it('4 follows the owner when it says something else, whatever the time', () => {
    const result = showBothChanged(mine, { ...earlierHere, holders: () => [HERE] });
    expect(result).toMatchObject({ patch: { title: 'theirs' }, decisions: [{ outcome: 'taken', overridden: 'ours' }] });
  });

  it('4 is never written to the owner that has said something', () => {
    const held = { ...agreed({ title: 'theirs' }), seen: { title: 'theirs' } };
    expect(plan({ title: 'ours' }, held, [rule({ ...mine, field: 'title' })]).patch).toEqual({});
    expect(plan({ title: 'ours' }, held, [rule({ ...identity, field: 'title' })]).patch).toEqual({ title: 'ours' });
  });
});

describe('4 manual', () => {
  it('4 is always a conflict when both sides changed, however well the changes would go together', () => {
    const cases = [
      { line: {}, old: 'old', ours: 'ours', theirs: 'theirs' },
      { line: { type: 'rich_text' as const }, old: 'a\n\nb\n\nc', ours: 'A\n\nb\n\nc', theirs: 'a\n\nb\n\nC' },
      { line: { type: 'text_set' as const }, old: ['a'], ours: ['a', 'b'], theirs: ['a', 'c'] },
    ];
    for (const { line, old, ours, theirs } of cases) {
      const result = show({
        entity: { title: ours },
        shadow: agreed({ title: old }),
        incoming: { title: theirs },
        rules: [rule({ ...line, policy: { mode: 'manual' } })],
      });
      expect(result).toMatchObject({ patch: {}, conflicts: [{ class: 'concurrent_edit' }] });
    }
  });

  it('4 an edit that the remote takes back is no conflict any more: only ours is left', () => {
    const line = { policy: { mode: 'manual' as const } };
    const met = showBothChanged(line);
    const result = show({
      entity: { title: 'ours' },
      shadow: met.shadow,
      incoming: { title: 'old' },
      rules: [rule(line)],
    });
    expect(result).toMatchObject({ patch: {}, conflicts: [], released: ['title'], decisions: [{ outcome: 'kept' }] });
    expect(plan({ title: 'ours' }, result.shadow).patch).toEqual({ title: 'ours' });
  });
});
