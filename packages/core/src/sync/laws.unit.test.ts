import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldRule } from './field-rule.ts';
import { checkHistory } from './testing/laws/check-history.ts';
import { history } from './testing/laws/history.ts';
import { type Laws, theLaws } from './testing/laws/laws.ts';

/** `SYNCLINE_SEED` repeats a run, `SYNCLINE_RUNS` makes it longer. */
const { SYNCLINE_SEED: seed, SYNCLINE_RUNS: runs } = process.env;
const settings = { ...(seed ? { seed: Number(seed) } : {}), numRuns: Number(runs ?? 500) };

describe('3 the laws hang together: people edit, vendors and the hub fail, in any order', () => {
  it('3 all sides come to what the policies say, no edit is lost without a record, and then nothing is written', {
    timeout: 30_000 + settings.numRuns * 100,
  }, () => {
    fc.assert(
      fc.property(history, (lived) => {
        const wrong = checkHistory(lived, theLaws);
        if (wrong !== null) throw new Error(wrong);
      }),
      settings,
    );
  });
});

describe('3 without a rule, the simulation finds what the rule is for', () => {
  /** Whether some history goes wrong in this way when a rule is left out. */
  const finds = (wrong: RegExp, laws: Partial<Laws>): boolean =>
    fc.check(
      fc.property(history, (lived) => !wrong.test(checkHistory(lived, { ...theLaws, ...laws }) ?? '')),
      { ...settings, numRuns: 5_000, endOnFailure: true },
    ).failed;

  it('2.7 a read counts as of its end', () => {
    expect(finds(/nobody made it/, { readsHaveLength: false })).toBe(true);
  });

  it('3.1 our own write arriving is no edit', () => {
    expect(finds(/nobody made it/, { merge: (given) => theLaws.merge({ ...given, attempts: [] }) })).toBe(true);
  });

  it('3.1 what has landed is expected no longer', () => {
    expect(finds(/went back to/, { merge: (given) => ({ ...theLaws.merge(given), landed: [] }) })).toBe(true);
  });

  it('3.2 a field equal to seen did not change', () => {
    const merge: Laws['merge'] = (given) => theLaws.merge({ ...given, shadow: { ...given.shadow, seen: {} } });
    expect(finds(/in a quiet time|went back to/, { merge })).toBe(true);
  });

  it('3.3 ownership comes before merging', () => {
    const afterMerging =
      (member: string) =>
      (rule: FieldRule): FieldRule => {
        const { mode, streams } = rule.policy;
        if (mode !== 'remote_wins' && mode !== 'local_wins') return rule;
        const tie = mode === 'remote_wins' && streams[0] === member ? 'remote' : 'local';
        return { ...rule, policy: { ...rule.policy, mode: 'merge_with_audit', tie } };
      };
    const merge: Laws['merge'] = (given) =>
      theLaws.merge({ ...given, rules: given.rules.map(afterMerging(given.member)) });
    expect(finds(/is the hub's, which last said/, { merge })).toBe(true);
  });

  it('3.5 what waits for a person stays out of patches', () => {
    const plan: Laws['plan'] = (member, entity, shadow, ...others) =>
      theLaws.plan(member, entity, { ...shadow, held: {} }, ...others);
    expect(finds(/waits for a person/, { plan })).toBe(true);
  });

  it('3.6 what a vendor made of our value is equal to it', () => {
    const confirm: Laws['confirm'] = (...given) => {
      const { shadow, overtaken } = theLaws.confirm(...given);
      return { shadow: { ...shadow, sent: {} }, overtaken };
    };
    expect(finds(/does not end/, { confirm })).toBe(true);
  });

  it('3.13 what loses is on record', () => {
    const merge: Laws['merge'] = (given) => {
      const result = theLaws.merge(given);
      return { ...result, decisions: result.decisions.map(({ overridden: _, ...decision }) => decision) };
    };
    expect(finds(/came to nothing/, { merge })).toBe(true);
    expect(finds(/without a record/, { merge })).toBe(true);
  });

  it('5.3 a write that an edit has overtaken stays in doubt', () => {
    const confirm: Laws['confirm'] = (...given) => ({ ...theLaws.confirm(...given), overtaken: [] });
    expect(finds(/nobody made it/, { confirm })).toBe(true);
  });
});
