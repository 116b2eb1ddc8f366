import type { QuotaHistory } from '../api/client.ts';
import { count, exactTime, percent } from './format.ts';
import type { Point } from './service-levels.ts';

export type QuotaSeries = QuotaHistory['buckets'][number]['series'];
export type QuotaStep = QuotaSeries[number];

export interface QuotaDrawing {
  /** What was left, as lines; a gap where nobody looked. */
  readonly strokes: readonly (readonly Point[])[];
  /** Steps in which nothing might be asked: x and width. */
  readonly held: readonly { readonly x: number; readonly width: number }[];
  readonly top: number;
}

/** A history in a box of `width` by `height`; the scale begins at nothing and ends at the largest capacity. */
export function drawQuota(series: QuotaSeries, width: number, height: number): QuotaDrawing {
  const top = Math.max(1, ...series.map(({ capacity }) => capacity ?? 0));
  const step = width / Math.max(1, series.length);
  const strokes: Point[][] = [];
  let stroke: Point[] = [];
  for (const [index, { lowest }] of series.entries()) {
    if (lowest === null) {
      if (stroke.length > 0) strokes.push(stroke);
      stroke = [];
    } else stroke.push({ x: tenth((index + 0.5) * step), y: tenth(height - (lowest / top) * height) });
  }
  if (stroke.length > 0) strokes.push(stroke);
  const held = series.flatMap((each, index) =>
    each.held ? [{ x: tenth(index * step), width: Math.max(1, tenth(step)) }] : [],
  );
  return { strokes, held, top };
}

/** What a step says, in words: `14:05:00, at least 4,820 of 5,000 left (96.4 %)`. */
export function quotaStepText({ at, capacity, lowest, held }: QuotaStep, now: Date): string {
  const time = exactTime(new Date(at), now);
  if (lowest === null || capacity === null) return `${time}, nobody looked`;
  const left = `${time}, at least ${count(lowest)} of ${count(capacity)} left (${percent(lowest / Math.max(1, capacity))})`;
  return held ? `${left}; the vendor was left alone` : left;
}

/** The step that had least, the newest of several; null: nobody looked. */
export function lowestStep(series: QuotaSeries): QuotaStep | null {
  let least: QuotaStep | null = null;
  for (const step of series)
    if (step.lowest !== null && (least?.lowest == null || step.lowest <= least.lowest)) least = step;
  return least;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
