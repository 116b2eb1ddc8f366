import { expect, it } from 'vitest';
import { boundedSeries } from './bounded-series.ts';

const series = ['a', 'b', 'c', 'd'].map((label, value) => ({ label, value }));

it('keeps as many series as it may, and tells the worst of those beyond as one', () => {
  expect(boundedSeries(series, 4, 'max')).toEqual(series);
  expect(boundedSeries(series, 2, 'max')).toEqual([...series.slice(0, 2), { label: 'other', value: 3 }]);
  expect(boundedSeries(series, 2, 'min')).toEqual([...series.slice(0, 2), { label: 'other', value: 2 }]);
  expect(boundedSeries([], 2, 'min')).toEqual([]);
});
