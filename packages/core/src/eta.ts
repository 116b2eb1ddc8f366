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
/** Work comes in bursts of pages: up to this share the whole run counts, then the recent half of it. */
const WHOLE_RUN_SHARE = 0.2;
const WINDOW_SHARE = 0.5;

/**
 * Rate and time left, derived from samples when read. `expected` is null while it is not known. Samples are in
 * order of time and end at or before `now`; the first should say when work began, with nothing done.
 */
export function estimateProgress(
  samples: readonly ProgressSample[],
  expected: number | null,
  now: number,
): ProgressEstimate {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || samples.length < MIN_SAMPLES) return { rate: null, etaMs: null };
  const early = expected !== null && last.done < expected * WHOLE_RUN_SHARE;
  const windowStart = early ? first.at : now - (now - first.at) * WINDOW_SHARE;
  const from = samples.findLast((sample) => sample.at <= windowStart) ?? first;
  const longest = longestPause(samples, from.at);
  const end = lastFinishedBurst(samples, longest, now);
  const measured = end.at > from.at ? end : last;
  // Being quiet for longer than between any two bursts is part of the pace.
  const silence = Math.max(0, now - last.at - longest);
  const elapsed = measured.at - from.at + silence;
  const rate = elapsed > 0 ? ((measured.done - from.done) * 1000) / elapsed : 0;
  if (rate <= 0 || expected === null) return { rate: rate > 0 ? rate : null, etaMs: null };
  if (last.done < expected * MIN_SHARE) return { rate, etaMs: null };
  const left = (Math.max(0, expected - last.done) / rate) * 1000;
  const steady = ((expected - from.done) / rate) * 1000 - (now - silence - from.at);
  return { rate, etaMs: Math.min(left, Math.max(0, left - longest, steady)) };
}

/** The last sample of a burst that is over: one that is under way would count its time, but not yet its work. */
function lastFinishedBurst(samples: readonly ProgressSample[], longest: number, now: number): ProgressSample {
  let index = samples.length - 1;
  if (now - samples[index]!.at >= longest / 2) return samples[index]!;
  while (index > 0 && samples[index]!.at - samples[index - 1]!.at < longest / 2) index--;
  return samples[Math.max(0, index - 1)]!;
}

function longestPause(samples: readonly ProgressSample[], since: number): number {
  let longest = 0;
  for (let index = 1; index < samples.length; index++) {
    const { at } = samples[index]!;
    if (at > since) longest = Math.max(longest, at - samples[index - 1]!.at);
  }
  return longest;
}
