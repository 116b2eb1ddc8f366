import { expect, it } from 'vitest';
import { shareInStep } from './in-step.ts';

const side = { mapped: 200, writebacks_pending: 0, conflicts_open: 0, errors_open: 0 };

it('counts what waits, and what waits for somebody, as not in step', () => {
  expect(shareInStep(side)).toBe(1);
  expect(shareInStep({ ...side, writebacks_pending: 1, conflicts_open: 2, errors_open: 1 })).toBe(0.98);
});

it('says nothing of a side without records, and never less than nothing', () => {
  expect(shareInStep({ ...side, mapped: 0 })).toBeNull();
  expect(shareInStep({ ...side, mapped: 2, writebacks_pending: 5 })).toBe(0);
});
