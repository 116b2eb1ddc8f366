import { describe, expect, it } from 'vitest';
import { type BulkWindow, bulkOpensAt } from './bulk-window.ts';

const workdays = [1, 2, 3, 4, 5];
const night: BulkWindow = { days: workdays, from: 22 * 60, to: 6 * 60, timeZone: 'Europe/Berlin' };
const opens = (at: string, ...windows: BulkWindow[]): string | null =>
  bulkOpensAt(windows, new Date(at))?.toISOString() ?? null;

describe('bulk work', () => {
  it('may always run where there are no windows', () => {
    expect(opens('2027-03-10T12:00:00Z')).toBeNull();
  });

  it.each([
    ['2027-03-10T12:00:00Z', '2027-03-10T21:00:00.000Z', 'waits for the evening, by the clocks of the place'],
    ['2027-03-10T20:59:59Z', '2027-03-10T21:00:00.000Z', 'waits to the last second'],
    ['2027-03-10T21:00:00Z', null, 'runs from the minute on'],
    ['2027-03-11T04:59:00Z', null, 'runs past midnight'],
    ['2027-03-11T05:00:00Z', '2027-03-11T21:00:00.000Z', 'ends with the window'],
    ['2027-03-13T04:00:00Z', null, 'runs on the morning after the last day'],
    ['2027-03-13T12:00:00Z', '2027-03-15T21:00:00.000Z', 'waits through the weekend'],
    // The clocks go forward on the 28th: Monday's 22:00 is an hour earlier in UTC.
    ['2027-03-28T12:00:00Z', '2027-03-29T20:00:00.000Z', 'knows when clocks are changed'],
  ])('at %s, until %s: %s', (at, opening, _what) => {
    expect(opens(at, night)).toBe(opening);
  });

  it('runs in any of several windows', () => {
    const noon: BulkWindow = { days: [3], from: 12 * 60, to: 13 * 60, timeZone: 'UTC' };
    expect(opens('2027-03-10T12:30:00Z', night, noon)).toBeNull();
    expect(opens('2027-03-10T11:00:00Z', night, noon)).toBe('2027-03-10T12:00:00.000Z');
  });

  it('runs all day where a window ends when it begins', () => {
    const sunday: BulkWindow = { days: [7], from: 0, to: 0, timeZone: 'UTC' };
    expect(opens('2027-03-14T23:59:00Z', sunday)).toBeNull();
    expect(opens('2027-03-15T00:00:00Z', sunday)).toBe('2027-03-21T00:00:00.000Z');
  });
});
