import type { Random } from '../shared/random.ts';
import type { Vendor } from '../vendors/vendor.ts';

/** One answer in so many is lost. Calls that make many are few and of any size: of them it is every other one. */
const ONE_IN = 4;
const ONE_OF_MANY_IN = 2;

/**
 * Of the next calls of each kind that creates, one in four is carried out and not answered: one of every four that
 * follow one another, whichever the seed says; of those that make many, one in two, beginning with the first.
 */
export function loseAnswers(vendor: Vendor, calls: number, random: Random): void {
  for (const { method, path, makesMany } of vendor.createCalls) {
    const oneIn = makesMany ? ONE_OF_MANY_IN : ONE_IN;
    for (let group = 0; group < calls / oneIn; group += 1) {
      const which = makesMany ? 0 : random.below(oneIn);
      // A call that an earlier fault hit is not counted by the later ones.
      vendor.faults.add({ kind: 'lost_answer', method, path, skip: group * (oneIn - 1) + which });
    }
  }
}
