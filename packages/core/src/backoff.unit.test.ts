import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffDelayMs } from './backoff.ts';

it('waits between nothing and a ceiling that doubles up to the cap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const delay = backoffDelayMs(attempt, { baseMs: 100, capMs: 5_000 }, () => random);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(Math.min(5_000, 100 * 2 ** (attempt - 1)));
    }),
  );
});

it('spreads a herd over the whole wait', () => {
  expect(backoffDelayMs(4, { baseMs: 100, capMs: 5_000 }, () => 0)).toBe(0);
  expect(backoffDelayMs(4, { baseMs: 100, capMs: 5_000 }, () => 0.5)).toBe(400);
});
