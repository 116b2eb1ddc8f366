/** Work done by a point in time, cumulative. `at` in ms. */
export interface ProgressSample {
  readonly at: number;
  readonly done: number;
}

export interface ProgressEstimate {
  /** Records a second over the recent window, or null when too little was seen to say. */
  readonly rate: number | null;
  /** Ms until done at that rate, or null: unknown rather than a guess (rule 7.4). */
  readonly etaMs: number | null;
}

/** Below this share of the whole, or this many samples, no estimate is made. */
const MIN_SHARE = 0.1;
const MIN_SAMPLES = 4;
/** The recent half of what was seen counts: long enough to be steady, short enough to follow a change of pace. */
const WINDOW_SHARE = 0.5;
const MIN_WINDOW_MS = 2_000;

/**
 * Rate and time left, derived from samples when read. `expected` is null while it is not known.
 * Samples are in order of time and end at or before `now`.
 */
export function estimateProgress(
  samples: readonly ProgressSample[],
  expected: number | null,
  now: number,
): ProgressEstimate {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || samples.length < MIN_SAMPLES) return { rate: null, etaMs: null };
  const window = Math.max(MIN_WINDOW_MS, (now - first.at) * WINDOW_SHARE);
  const from = samples.findLast((sample) => sample.at <= now - window) ?? first;
  const elapsed = now - from.at;
  const rate = elapsed > 0 ? ((last.done - from.done) * 1000) / elapsed : 0;
  if (rate <= 0 || expected === null) return { rate: rate > 0 ? rate : null, etaMs: null };
  if (last.done < expected * MIN_SHARE) return { rate, etaMs: null };
  return { rate, etaMs: (Math.max(0, expected - last.done) / rate) * 1000 };
}
