import type { ServiceLevel } from '../api/client.ts';
import { duration, percent } from './format.ts';

const names: Readonly<Record<ServiceLevel['objective'], string>> = {
  sync_latency: 'sync latency, p95',
  success_rate: 'success rate',
  conflict_rate: 'conflicts an hour',
  state_freshness: 'graph behind, at worst',
};

export function objectiveName(objective: ServiceLevel['objective']): string {
  return names[objective];
}

/** A value of an objective as people read it: `240 ms`, `99.9 %`, `0.5`. */
export function levelText(unit: ServiceLevel['unit'], value: number | null): string {
  if (value === null) return 'nothing yet';
  if (unit === 'seconds') return duration(value * 1_000);
  if (unit === 'share') return percent(value);
  return String(Number(value.toPrecision(2)));
}

/** `below 1 s`. */
export function targetText({ unit, target }: Pick<ServiceLevel, 'unit' | 'target'>): string {
  return `${target.is} ${levelText(unit, target.value)}`;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A series as strokes in a box of `width` by `height`, the target with it: where nothing happened there is a gap. The
 * scale holds the target and every value; a share's begins just below its worst.
 */
export function strokesOf(
  { series, target, unit }: Pick<ServiceLevel, 'series' | 'target' | 'unit'>,
  width: number,
  height: number,
): { readonly strokes: readonly (readonly Point[])[]; readonly targetY: number } {
  const values = series.flatMap(({ value }) => (value === null ? [] : [value]));
  const top = unit === 'share' ? 1 : Math.max(target.value, ...values);
  const bottom = unit === 'share' ? Math.min(target.value, ...values) - (1 - target.value) / 2 : 0;
  const yOf = (value: number): number => round(height - ((value - bottom) / (top - bottom)) * height);
  const strokes: Point[][] = [];
  let stroke: Point[] = [];
  for (const [index, { value }] of series.entries()) {
    if (value === null) {
      if (stroke.length > 0) strokes.push(stroke);
      stroke = [];
    } else stroke.push({ x: round((index / Math.max(1, series.length - 1)) * width), y: yOf(value) });
  }
  if (stroke.length > 0) strokes.push(stroke);
  return { strokes, targetY: yOf(target.value) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
