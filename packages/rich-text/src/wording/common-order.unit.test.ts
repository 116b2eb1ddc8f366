import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonOrder } from './common-order.ts';

const entries = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 });

function longestLength(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const rest = Math.max(longestLength(a.slice(1), b), longestLength(a, b.slice(1)));
  return a[0] === b[0] ? Math.max(rest, 1 + longestLength(a.slice(1), b.slice(1))) : rest;
}

describe('the common order of two lists', () => {
  it('pairs equal entries, in the order of both', () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const pairs = commonOrder(a, b);
        pairs.forEach(([i, j], at) => {
          expect(a[i]).toBe(b[j]);
          expect(a[i]).not.toBe('');
          const before = pairs[at - 1];
          if (before) expect(i > before[0] && j > before[1]).toBe(true);
        });
      }),
    );
  });

  it('pairs as many as there can be', () => {
    const named = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 });
    fc.assert(fc.property(named, named, (a, b) => commonOrder(a, b).length === longestLength(a, b)));
  });

  it('pairs what is met first where lists are very long', () => {
    const long = Array.from({ length: 2_000 }, (_, i) => `line ${i}`);
    const edited = ['new', ...long.filter((_, i) => i % 7 !== 3), 'end'];
    const pairs = commonOrder([...long, 'x'], edited);
    expect(pairs.length).toBe(long.length - long.filter((_, i) => i % 7 === 3).length);
    for (const [i, j] of pairs) expect(long[i]).toBe(edited[j]);
  });
});
