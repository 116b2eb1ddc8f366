import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSets } from './merge-set.ts';
import { mergeText } from './merge-text.ts';
import { after, agreed, minutesAgo, NOW, origin, plan, rule, show } from './testing/scene.ts';

const members = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')).map((set) => set.sort());

describe('3.4 sets', () => {
  it('3.4 a member stands exactly where one side added it, or neither took it out', () => {
    fc.assert(
      fc.property(members, members, members, (base, ours, theirs) => {
        const merged = mergeSets(base, ours, theirs);
        for (const member of new Set([...base, ...ours, ...theirs])) {
          const stands = base.includes(member)
            ? ours.includes(member) && theirs.includes(member)
            : ours.includes(member) || theirs.includes(member);
          expect(merged.includes(member)).toBe(stands);
        }
        expect(merged).toEqual([...new Set(merged)].sort());
        expect(mergeSets(base, theirs, ours)).toEqual(merged);
      }),
    );
  });

  it('3.4 an empty set and none are the same', () => {
    expect(mergeSets(undefined, null, ['a'])).toEqual(['a']);
    expect(mergeSets(['a'], [], ['a'])).toEqual([]);
  });

  it('3.4 both edits of a set stand, and the origin is written what the other side added', () => {
    const rules = [rule({ type: 'text_set' })];
    const entity = { title: ['a', 'b'] };
    const result = show({ entity, shadow: agreed({ title: ['a'] }), incoming: { title: ['a', 'c'] }, rules });
    expect(result).toMatchObject({ patch: { title: ['a', 'b', 'c'] }, decisions: [{ outcome: 'merged' }] });
    expect(result.shadow.base).toEqual({ title: ['a', 'c'] });
    expect(plan(after(entity, result), result.shadow, rules).patch).toEqual({ title: ['a', 'b', 'c'] });
  });

  it('3.4 a set that the hub owns is not merged: ownership comes first', () => {
    const owned = rule({ type: 'text_set', policy: { mode: 'local_wins' } });
    const result = show({
      entity: { title: ['a'] },
      shadow: agreed({ title: ['a'] }),
      incoming: { title: ['a', 'c'] },
      rules: [owned],
    });
    expect(result).toMatchObject({ patch: {}, decisions: [{ outcome: 'pushed_back', overridden: ['a', 'c'] }] });
  });
});

describe('3.4 an edit on top of our own write that was not seen before', () => {
  const onTop = (type: 'text_set' | 'rich_text', [agreedOn, sent, ours, theirs]: readonly (string | string[])[]) => {
    const entity = { title: ours! };
    const attempts = [{ patch: { title: sent! } }];
    return after(
      entity,
      show({
        entity,
        shadow: agreed({ title: agreedOn! }),
        incoming: { title: theirs! },
        attempts,
        rules: [rule({ type })],
      }),
    ).title;
  };

  it('3.1 what the hub has taken out since does not come back, because the remote still had it', () => {
    expect(onTop('text_set', [['a'], ['a', 'x'], ['a'], ['a', 'x', 'y']])).toEqual(['a', 'y']);
    expect(onTop('text_set', [['a'], ['a', 'x'], ['a'], ['a', 'y']])).toEqual(['a', 'y']);
  });

  it('3.1 a line that the hub has edited since is not taken for a line that both edited', () => {
    expect(onTop('rich_text', ['a\n\nb', 'a\n\nB', 'a\n\nBB', 'A\n\nB'])).toBe('A\n\nBB');
    expect(onTop('rich_text', ['a\n\nb', 'a\n\nB', 'a\n\nBB', 'A\n\nb'])).toBe('A\n\nBB');
    // Ours had landed on an edit of the same person, who went on from what was left.
    expect(onTop('rich_text', ['1\n\nb\n\nc', '0\n\nB\n\nc', '1\n\nB\n\nC', '2\n\nB\n\nc'])).toBe('2\n\nB\n\nC');
  });
});

describe('3.4 long text', () => {
  const text = (ours: string, theirs: string, changedAt = NOW) => {
    const entity = { title: ours };
    const rules = [rule({ type: 'rich_text' })];
    const origins = { title: origin('hub', minutesAgo(5)) };
    const result = show({
      entity,
      shadow: agreed({ title: 'a\nb\nc\nd\ne' }),
      incoming: { title: theirs },
      rules,
      origins,
      changedAt,
    });
    return { result, entity: after(entity, result), next: plan(after(entity, result), result.shadow, rules).patch };
  };

  it('3.4 edits of different lines both stand, and the origin is written the whole', () => {
    const { result, entity, next } = text('A\nb\nc\nd\ne', 'a\nb\nc\nd\nE');
    expect(entity).toEqual({ title: 'A\nb\nc\nd\nE' });
    expect(result.decisions).toMatchObject([{ outcome: 'merged' }]);
    expect(next).toEqual({ title: 'A\nb\nc\nd\nE' });
  });

  it('3.4 only overlapping edits go by the policy', () => {
    const later = text('a\nb\nours\nd\ne', 'a\nb\ntheirs\nd\ne');
    expect(later.result.decisions).toMatchObject([{ outcome: 'taken', overridden: 'a\nb\nours\nd\ne' }]);
    const earlier = text('a\nb\nours\nd\ne', 'a\nb\ntheirs\nd\ne', minutesAgo(9));
    expect(earlier.entity).toEqual({ title: 'a\nb\nours\nd\ne' });
  });

  it('3.4 short text is one value', () => {
    const result = show({
      entity: { title: 'A\nb\nc' },
      shadow: agreed({ title: 'a\nb\nc' }),
      incoming: { title: 'a\nb\nC' },
    });
    expect(result.decisions).toMatchObject([{ outcome: 'taken', overridden: 'A\nb\nc' }]);
  });

  const lines = fc
    .array(fc.constantFrom('', 'a', 'b', 'c', '- x', '\r'), { maxLength: 8 })
    .map((all) => all.join('\n'));

  it('3.4 merging by lines takes a change that only one side made, and is the same from both sides', () => {
    fc.assert(
      fc.property(lines, lines, lines, (base, ours, theirs) => {
        expect(mergeText(base, base, theirs)).toBe(theirs);
        expect(mergeText(base, ours, base)).toBe(ours);
        expect(mergeText(base, ours, ours)).toBe(ours);
        expect(mergeText(base, theirs, ours)).toBe(mergeText(base, ours, theirs));
      }),
    );
  });

  it('3.4 edits of paragraphs that only one side touched all stand, side by side as they are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('keep', 'ours', 'theirs'), { minLength: 1, maxLength: 12 }), (who) => {
        const write = (side: string) =>
          who.map((by, at) => `line ${at}${by === side ? ` by ${side}` : ''}\n`).join('\n');
        const merged = mergeText(write('nobody'), write('ours'), write('theirs'));
        expect(merged).toBe(who.map((by, at) => `line ${at}${by === 'keep' ? '' : ` by ${by}`}\n`).join('\n'));
      }),
    );
  });

  it('3.4 a text that would take minutes to compare is one value', () => {
    const blank = Array.from({ length: 3_000 }, () => '');
    const [base, ours, theirs] = [
      ['x', ...blank, 'y'],
      ['X', ...blank, '', 'y'],
      ['x', '', ...blank, 'Y'],
    ];
    expect(mergeText(base.join('\n'), ours.join('\n'), theirs.join('\n'))).toBeNull();
  });

  it('3.4 a long text with edits far apart is merged all the same', () => {
    const lines = Array.from({ length: 6_000 }, (_, at) => (at % 2 === 0 ? `line ${at}` : ''));
    const edited = (...at: number[]) =>
      lines.map((line, index) => (at.includes(index) ? `${line} edited` : line)).join('\n');
    expect(mergeText(lines.join('\n'), edited(2_000), edited(2_400))).toBe(edited(2_000, 2_400));
  });
});
