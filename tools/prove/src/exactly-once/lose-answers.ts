import type { Random } from '../shared/random.ts';
import type { Vendor } from '../vendors/vendor.ts';

/** One answer in so many is lost. */
const ONE_IN = 5;

/**
 * Of the next calls of each kind that creates, one in five is carried out and not answered: one of every five that
 * follow one another, whichever the seed says.
 */
export function loseAnswers(vendor: Vendor, calls: number, random: Random): void {
  for (const call of vendor.createCalls)
    for (let group = 0; group < calls / ONE_IN; group += 1)
      // A call that an earlier fault hit is not counted by the later ones.
      vendor.faults.add({ kind: 'lost_answer', ...call, skip: group * (ONE_IN - 1) + random.below(ONE_IN) });
}
