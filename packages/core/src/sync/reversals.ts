import type { Json } from '../json.ts';
import { sameValue } from '../merge.ts';
import type { Reversals } from './shadow.ts';

/** Rule 5.8's defaults. */
const MAX_REVERSALS = 3;
const WINDOW_MS = 10 * 60_000;

/** Notes that the remote took a field back to what it was before our write; null where it did not. */
export function countReversal(known: Reversals | undefined, theirs: Json, now: Date): Reversals | null {
  if (known === undefined || !sameValue(known.before, theirs)) return null;
  const since = now.getTime() - WINDOW_MS;
  return { before: known.before, times: [...known.times.filter((time) => time > since), now.getTime()] };
}

export function isContested(reversals: Reversals | null): boolean {
  return reversals !== null && reversals.times.length >= MAX_REVERSALS;
}
