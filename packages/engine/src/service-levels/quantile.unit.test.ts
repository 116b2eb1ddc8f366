import { expect, it } from 'vitest';
import { quantileOf, shareAbove } from './quantile.ts';

const bounds = [1, 2, 4];

it('reads a quantile off buckets, as if their values were spread evenly', () => {
  expect(quantileOf(bounds, [10, 0, 0, 0], 0.5)).toBe(0.5);
  expect(quantileOf(bounds, [50, 40, 10, 0], 0.95)).toBe(3);
  expect(quantileOf(bounds, [50, 40, 10, 0], 0.9)).toBe(2);
});

it('knows nothing of nothing, and of what is beyond the last bound no more than that', () => {
  expect(quantileOf(bounds, [0, 0, 0, 0], 0.95)).toBeNull();
  expect(quantileOf(bounds, [1, 0, 0, 9], 0.95)).toBe(4);
});

it('says which share lies above a bound', () => {
  expect(shareAbove(bounds, [90, 5, 3, 2], 1)).toBeCloseTo(0.1);
  expect(shareAbove(bounds, [90, 5, 3, 2], 4)).toBeCloseTo(0.02);
  expect(shareAbove(bounds, [0, 0, 0, 0], 1)).toBe(0);
});
