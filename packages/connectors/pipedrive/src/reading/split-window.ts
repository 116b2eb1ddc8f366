import { type Place, wholeSecond } from './place.ts';

/** 2 to this power of windows side by side, at the most: each costs a call that may be nearly empty. */
const MOST_SPLITS = 6;

export interface WindowSplit {
  readonly kept: Place;
  /** Null: it stays as it is. */
  readonly split: Place | null;
}

/**
 * A window that goes on after a page gives away the later half of what is left of it, to be read beside it. How many
 * records that is, nobody says; it is split again as long as it is more than a page. Its own question to the vendor
 * stays the same, as the cursor belongs to that: it just stops where the half begins.
 * @param last the time of the last record read
 */
export function splitOff(place: Place, last: string): WindowSplit {
  const end = place.before || place.to || place.now;
  const lastAt = Date.parse(last);
  const middle = wholeSecond((lastAt + Date.parse(end)) / 2 || 0);
  if (place.depth < 0 || place.depth >= MOST_SPLITS || !(Date.parse(middle) > lastAt))
    return { kept: place, split: null };
  const depth = place.depth + 1;
  const split = { ...place, from: middle, to: place.before || place.to, before: '', cursor: '', depth };
  return { kept: { ...place, before: middle, depth }, split };
}
