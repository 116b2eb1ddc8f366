import { overflowLabel } from '@syncline/observability';

export interface Series {
  /** Names the series; what is beyond the limit has the overflow label in its place. */
  readonly label: string;
  readonly value: number;
}

/**
 * At most `limit` series with a label of their own, the first ones; those beyond it together as one, at the worst of
 * their values.
 */
export function boundedSeries(series: readonly Series[], limit: number, worst: 'max' | 'min'): Series[] {
  const own = series.slice(0, limit);
  const beyond = series.slice(limit).map(({ value }) => value);
  if (beyond.length === 0) return own;
  const value = beyond.reduce((a, b) => Math[worst](a, b));
  return [...own, { label: overflowLabel, value }];
}
