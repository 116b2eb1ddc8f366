import type { Random } from '../shared/random.ts';
import type { Vendor } from '../vendors/vendor.ts';

/** One answer in so many is lost: at least a fifth of the creates, however few calls make many of them. */
const ONE_IN = 4;

/**
 * Of the next calls of each kind that creates, one in four is carried out and not answered: one of every four that
 * follow one another, whichever the seed says; of those that make many, which are few, the first.
 */
export function loseAnswers(vendor: Vendor, calls: number, random: Random): void {
  for (const { method, path, makesMany } of vendor.createCalls)
    for (let group = 0; group < calls / ONE_IN; group += 1) {
      const which = makesMany ? 0 : random.below(ONE_IN);
      // A call that an earlier fault hit is not counted by the later ones.
      vendor.faults.add({ kind: 'lost_answer', method, path, skip: group * (ONE_IN - 1) + which });
    }
}
