import { describe, expect, it } from 'vitest';
import { cutRest, cutSpan, isTooFull, type TimeWindow, windowStart } from './windows.ts';

const DAY = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const windowsOf = (cursors: readonly object[] | null) =>
  (cursors ?? []).map((cursor) => windowStart(cursor as { readonly page: number }) as TimeWindow);

describe('a list cut by time', () => {
  it.each([
    [1, 1],
    [1_000, 1],
    [1_001, 2],
    [9_999, 10],
    [50_250, 51],
    [3_000_000, 500],
  ])('of %i records is %i windows, open at both ends, with nothing between two of them', (count, expected) => {
    const windows = windowsOf(cutSpan({ oldestMs: start, newestMs: start + 900 * DAY, count }, 1_000));
    expect(windows).toHaveLength(expected);
    expect(windows[0]?.from).toBeUndefined();
    expect(windows.at(-1)?.to).toBeUndefined();
    for (const [at, { to }] of windows.slice(0, -1).entries()) expect(windows[at + 1]?.from).toBe(to);
    expect(windows.map(({ to }) => to ?? '9').toSorted()).toEqual(windows.map(({ to }) => to ?? '9'));
  });

  it('has no more windows than moments', () => {
    const windows = windowsOf(cutSpan({ oldestMs: start, newestMs: start + 2, count: 9_000 }, 1_000));
    expect(new Set(windows.map(({ from }) => from)).size).toBe(windows.length);
    for (const { from, to } of windows) expect(from === undefined || from !== to).toBe(true);
  });
});

describe('the rest of a window', () => {
  const [from, to] = [new Date(start).toISOString(), new Date(start + DAY).toISOString()];
  const rest = (oldestMs: number, newestMs: number, count: number | null) =>
    windowsOf(cutRest({ from, to }, { oldestMs, newestMs, count }, 100));

  it('is cut from what was read to its end, by how many there are', () => {
    const windows = rest(start + 1_000, start + 5_000, 350);
    expect(windows).toHaveLength(4);
    expect(windows[0]?.from).toBe(new Date(start + 1_000).toISOString());
    expect(windows.at(-1)?.to).toBe(to);
    expect(rest(start, start + DAY, null)).toHaveLength(16);
  });

  it('that is one moment is not cut', () => {
    for (const width of [0, 1])
      expect(cutRest({ from, to }, { oldestMs: start, newestMs: start + width, count: null }, 100)).toBeNull();
  });

  it('gets shorter each time it is cut', () => {
    for (let newestMs = start + DAY, cuts = 0; ; cuts += 1) {
      const [first] = rest(start, newestMs, null);
      if (first === undefined) break;
      const end = Date.parse(first.to ?? '');
      expect(end).toBeLessThan(newestMs);
      expect(cuts).toBeLessThan(10);
      newestMs = end;
    }
  });

  it('is cut when it holds twice what was planned, or more than GitLab counts', () => {
    expect([200, 201, null].map((total) => isTooFull(total, 100))).toEqual([false, true, true]);
  });
});
