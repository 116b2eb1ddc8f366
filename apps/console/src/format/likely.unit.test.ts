import { expect, it } from 'vitest';
import { bitsText, likelihoods, rangeOf } from './likely.ts';

it('writes evidence with its sign', () => {
  expect([12.34, -4, 0.04, -0.04].map(bitsText)).toEqual(['+12.3', '\u22124', '0', '0']);
});

it('asks for a range that the address holds, and for all when it holds none', () => {
  expect(rangeOf('0.9-0.99')).toEqual({ probabilityFrom: 0.9, probabilityBelow: 0.99 });
  expect(rangeOf('0.9995-1')).toEqual({ probabilityFrom: 0.9995 });
  expect(rangeOf('0-0.5')).toEqual({ probabilityBelow: 0.5 });
  for (const none of ['', 'likely', '0.9', '0.9-0.5', '1.5-2', '1.7-1.9']) expect(rangeOf(none)).toEqual({});
});

it('offers ranges that can be asked for', () => {
  for (const [range] of likelihoods) expect(rangeOf(range)).not.toEqual({});
});
