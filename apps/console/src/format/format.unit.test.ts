import { describe, expect, it } from 'vitest';
import { ago, bytes, duration, exactTime, percent, plural, valueText } from './format.ts';

describe('figures in words', () => {
  it.each([
    [840, '840 ms'],
    [3_240, '3.2 s'],
    [42_000, '42 s'],
    [250_000, '4 min 10 s'],
    [7_500_000, '2 h 5 min'],
    [273_600_000, '3 d 4 h'],
    [60_000, '1 min'],
  ])('says %d ms as %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('never rounds a share up to all, nor up from nothing', () => {
    expect([1, 0.99999, 0.5, 0.0004, 0].map(percent)).toEqual(['100 %', '99.9 %', '50.0 %', '0 %', '0 %']);
  });

  it('says how long ago, and how long until', () => {
    expect([400, 12_000, 240_000, 3 * 3_600_000, -5_000].map(ago)).toEqual([
      'now',
      '12 s ago',
      '4 min ago',
      '3 h ago',
      'in 5 s',
    ]);
  });

  it('leaves the date out for today alone', () => {
    const now = new Date(2026, 10, 21, 20, 15, 0);
    expect(exactTime(new Date(2026, 10, 21, 8, 5, 9), now)).toBe('08:05:09');
    expect(exactTime(new Date(2026, 10, 20, 8, 5, 9), now)).toBe('2026-11-20 08:05:09');
  });

  it('counts one as one', () => {
    expect([plural(1, 'item'), plural(1_200, 'item'), plural(2, 'entity', 'entities')]).toEqual([
      '1 item',
      '1,200 items',
      '2 entities',
    ]);
  });

  it('says sizes', () => {
    expect([156, 8_549, 2_400_000].map(bytes)).toEqual(['156 B', '8.5 kB', '2.4 MB']);
  });

  it('reads values as people do', () => {
    expect(valueText(['bug', { name: 'ux', id: 7 }])).toBe('bug, ux');
    expect([null, false, '', []].map(valueText)).toEqual(['—', 'false', '', '(none)']);
  });
});
