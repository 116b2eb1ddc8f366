/**
 * The value that a share of counted ones lies below, read off buckets: within one, values are taken to be spread evenly.
 * `counts` has one more than `bounds`, of what is beyond the last; that is told as the last bound. Null of nothing.
 */
export function quantileOf(bounds: readonly number[], counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [index, bound] of bounds.entries()) {
    const count = counts[index] ?? 0;
    if (count > 0 && below + count >= rank) {
      const floor = bounds[index - 1] ?? 0;
      return floor + ((bound - floor) * (rank - below)) / count;
    }
    below += count;
  }
  return bounds.at(-1) ?? null;
}

/** The share of counted values that lie above a bound; 0 of nothing. */
export function shareAbove(bounds: readonly number[], counts: readonly number[], bound: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const within = counts.slice(0, bounds.indexOf(bound) + 1).reduce((sum, count) => sum + count, 0);
  return (total - within) / total;
}
