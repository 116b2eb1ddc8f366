import { expect, it } from 'vitest';
import { drawQuota, lowestStep, type QuotaStep, quotaStepText } from './quota-chart.ts';

const at = '2026-01-05T10:00:00.000Z';
const step = (lowest: number | null, held = false): QuotaStep => ({
  at,
  capacity: lowest === null ? null : 100,
  lowest,
  held,
});

it('draws what was left from nothing to the capacity, with a gap where nobody looked', () => {
  const { strokes, top } = drawQuota([step(100), step(50), step(null), step(0)], 40, 10);
  expect(top).toBe(100);
  expect(strokes).toEqual([
    [
      { x: 5, y: 0 },
      { x: 15, y: 5 },
    ],
    [{ x: 35, y: 10 }],
  ]);
});

it('marks the steps in which the vendor was left alone', () => {
  expect(drawQuota([step(100), step(0, true)], 40, 10).held).toEqual([{ x: 20, width: 20 }]);
});

it('draws nothing of nothing', () => {
  expect(drawQuota([], 40, 10)).toEqual({ strokes: [], held: [], top: 1 });
  expect(lowestStep([step(null)])).toBeNull();
});

it('says a step with its exact numbers, and finds the newest of the least', () => {
  const now = new Date('2026-03-01T00:00:00Z');
  expect(quotaStepText(step(50), now)).toMatch(/^2026-01-05 \d\d:00:00, at least 50 of 100 left \(50.0 %\)$/);
  expect(quotaStepText(step(0, true), now)).toContain('left alone');
  expect(quotaStepText(step(null), now)).toContain('nobody looked');
  const series = [step(10), step(5), { ...step(5), at: '2026-01-05T11:00:00.000Z' }, step(9)];
  expect(lowestStep(series)?.at).toBe('2026-01-05T11:00:00.000Z');
});
