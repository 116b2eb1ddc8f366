import { describe, expect, it } from 'vitest';
import { levelText, strokesOf, targetText } from './service-levels.ts';

const at = '2026-01-01T00:00:00.000Z';
const series = (...values: (number | null)[]) => values.map((value) => ({ at, value }));

describe('the line of a service level', () => {
  it('has a gap where nothing happened, and keeps the target in sight', () => {
    const { strokes, targetY } = strokesOf(
      { series: series(0, 2, null, 4, null), unit: 'seconds', target: { is: 'below', value: 1 } },
      40,
      20,
    );
    expect(strokes).toEqual([
      [
        { x: 0, y: 20 },
        { x: 10, y: 10 },
      ],
      [{ x: 30, y: 0 }],
    ]);
    expect(targetY).toBe(15);
  });

  it('of a share ends at one and begins below the target, also where all went well', () => {
    const { strokes, targetY } = strokesOf(
      { series: series(1, 1), unit: 'share', target: { is: 'above', value: 0.9 } },
      10,
      15,
    );
    expect(strokes[0]!.map(({ y }) => y)).toEqual([0, 0]);
    expect(targetY).toBe(10);
  });

  it('is none where there is nothing', () => {
    const nothing = { series: series(null, null), unit: 'seconds', target: { is: 'below', value: 1 } } as const;
    expect(strokesOf(nothing, 40, 20).strokes).toEqual([]);
  });
});

it('says values and targets in their units', () => {
  expect(levelText('seconds', 0.24)).toBe('240 ms');
  expect(levelText('share', 0.99995)).toBe('99.9 %');
  expect(levelText('conflicts per hour', 0.333)).toBe('0.33');
  expect(levelText('share', null)).toBe('nothing yet');
  expect(targetText({ unit: 'seconds', target: { is: 'below', value: 30 } })).toBe('below 30 s');
});
