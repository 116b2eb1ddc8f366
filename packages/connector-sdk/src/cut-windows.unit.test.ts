import { describe, expect, it } from 'vitest';
import { cutWindows, type Window } from './cut-windows.ts';

/** Counts among `numbers` as a vendor does, up to `limit`. */
function counter(numbers: readonly number[], limit = Number.POSITIVE_INFINITY) {
  const asked: Window[] = [];
  return {
    asked,
    count: async (window: Window) => {
      asked.push(window);
      const held = within(numbers, window).length;
      return held > limit ? null : held;
    },
  };
}

function within(numbers: readonly number[], { from, to }: Window): number[] {
  return numbers.filter((number) => (from === null || number >= from) && (to === null || number < to));
}

function expectOneWindowEach(numbers: readonly number[], windows: readonly Window[]): void {
  expect(windows[0]).toMatchObject({ from: null });
  expect(windows.at(-1)).toMatchObject({ to: null });
  for (const [at, window] of windows.slice(1).entries()) expect(window.from).toBe(windows[at]!.to);
  expect(windows.flatMap((window) => within(numbers, window)).length).toBe(numbers.length);
}

function range(numbers: readonly number[]) {
  return { from: Math.min(...numbers), to: Math.max(...numbers) + 1 };
}

const even = Array.from({ length: 10_000 }, (_, at) => 1_000 + at * 7);
/** An import years ago, and some records since. */
const dense = [...Array.from({ length: 5_000 }, (_, at) => 50_000 + (at % 600)), ...even.slice(0, 300)];

describe('windows', () => {
  it.each([
    ['even', even],
    ['dense at one spot', dense],
    ['a single one', [42]],
  ] as const)('of records that are %s hold each of them once, and none too many', async (_, numbers) => {
    const { count } = counter(numbers);
    const cut = await cutWindows({ ...range(numbers), most: 400, count });
    expectOneWindowEach(numbers, cut.windows);
    expect(cut.count).toBe(numbers.length);
    for (const window of cut.windows) expect(within(numbers, window).length).toBeLessThanOrEqual(400);
    // Not one for each record either.
    expect(cut.windows.length).toBeLessThanOrEqual(Math.ceil((numbers.length / 400) * 3));
  });

  it('are found where the vendor counts only so far', async () => {
    const { count } = counter(dense, 1_000);
    const cut = await cutWindows({ ...range(dense), most: 400, count });
    expectOneWindowEach(dense, cut.windows);
    expect(cut.count).toBe(dense.length);
    for (const window of cut.windows) expect(within(dense, window).length).toBeLessThanOrEqual(400);
  });

  it('cost no more calls than allowed, and still leave nothing out', async () => {
    const { count, asked } = counter(dense);
    const cut = await cutWindows({ ...range(dense), most: 10, count, maxCounts: 20 });
    expect(asked.length).toBeLessThanOrEqual(20);
    expectOneWindowEach(dense, cut.windows);
    expect(cut.count).toBeNull();
  });

  it('leave whole what shares one number', async () => {
    const same = Array.from({ length: 1_000 }, () => 5);
    const cut = await cutWindows({ from: 5, to: 6, most: 10, count: counter(same).count });
    expect(cut).toEqual({ windows: [{ from: null, to: null }], count: 1_000 });
  });

  it('are open on both sides where nothing is yet', async () => {
    const cut = await cutWindows({ from: 0, to: 0, most: 10, count: counter([]).count });
    expect(cut).toEqual({ windows: [{ from: null, to: null }], count: 0 });
  });
});
