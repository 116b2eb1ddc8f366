import { describe, expect, it } from 'vitest';
import { Dice, hash32, unitHash } from './dice.ts';

describe('seeded chance', () => {
  it('repeats itself for the same seed only', () => {
    const rolls = (seed: number) => {
      const dice = new Dice(seed);
      return Array.from({ length: 20 }, () => dice.below(1_000));
    };
    expect(rolls(1)).toEqual(rolls(1));
    expect(rolls(1)).not.toEqual(rolls(2));
    expect(hash32(1, 2)).not.toBe(hash32(2, 1));
  });

  it('spreads hashes evenly', () => {
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let number = 0; number < 100_000; number += 1) {
      const bucket = Math.floor(unitHash(7, number) * 10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});
