import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateProgress, type ProgressSample } from './eta.ts';

const steady = (perSecond: number, seconds: number): ProgressSample[] =>
  Array.from({ length: seconds * 2 + 1 }, (_, index) => ({ at: index * 500, done: (perSecond * index) / 2 }));

describe('7.4 the estimate of what is left', () => {
  it('is unknown before a tenth is done, and with too few samples', () => {
    expect(estimateProgress(steady(100, 9), 10_000, 9_000).etaMs).toBeNull();
    expect(estimateProgress(steady(100, 1), 100, 1_000).etaMs).toBeNull();
    expect(estimateProgress([], 100, 0)).toEqual({ rate: null, etaMs: null });
  });

  it('is unknown while nobody knows how much there is', () => {
    expect(estimateProgress(steady(100, 30), null, 30_000)).toEqual({ rate: 100, etaMs: null });
  });

  it('is within 25 % of the truth after a tenth of a steady run, whatever its pace', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 8, max: 600 }),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        (rate, seconds, noise) => {
          const samples = steady(rate, seconds).map((sample, index) => ({
            ...sample,
            done: sample.done * (1 + (index % 2 === 0 ? noise : -noise) / 4),
          }));
          const now = seconds * 1000;
          const expected = rate * seconds * 10;
          const truth = (expected - rate * seconds) / rate;
          const { etaMs } = estimateProgress(samples, expected, now);
          // Noise may keep the last sample a little below the tenth: then it is unknown, which is honest.
          if (etaMs !== null) expect(Math.abs(etaMs / 1000 - truth)).toBeLessThanOrEqual(truth * 0.25);
          else expect(samples.at(-1)!.done).toBeLessThan(expected * 0.1);
        },
      ),
    );
  });

  it('follows a change of pace', () => {
    const samples = [
      ...steady(1000, 20),
      ...steady(100, 60).map((s) => ({ at: 20_000 + s.at, done: 20_000 + s.done })),
    ];
    const { rate } = estimateProgress(samples, 100_000, 80_000);
    expect(rate).toBeCloseTo(100, 0);
  });

  it('is zero when all is done', () => {
    expect(estimateProgress(steady(100, 10), 1000, 10_000).etaMs).toBe(0);
  });
});
