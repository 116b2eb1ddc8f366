import { type AlignedWords, alignWords, type WordLikeness } from '../names/align-words.ts';
import type { Commonness, CommonTrait } from '../traits/traits.ts';
import { agreementBits, type Evidence } from './evidence.ts';

/** How much of the weight of a word remains that is written in another way. */
const worth: Readonly<Record<WordLikeness, number>> = { same: 1, nickname: 0.75, spelling: 0.7, initial: 0.15 };
/** A word on either side that has no like at the other. */
const CLASH_BITS = -8;
/** A word that only one side has: middle names come and go. */
const EXTRA_BITS = -1;
const MOST_EXTRA = 3;

export interface NameEvidence {
  readonly evidence: Evidence | null;
  /** Whether a word of one contradicts a word of the other. */
  readonly clashes: boolean;
  /** Words that are fully there on both sides. */
  readonly whole: number;
}

/** What two names say: the rarer the words that they share, the more. */
export function compareNames(
  a: readonly string[],
  b: readonly string[],
  trait: CommonTrait,
  commonness: Commonness,
): NameEvidence {
  if (a.length === 0 || b.length === 0) return { evidence: null, clashes: false, whole: 0 };
  const aligned = alignWords(a, b);
  const forIt = aligned.pairs.reduce((sum, pair) => sum + pairBits(pair, trait, commonness), 0);
  const clashes = Math.min(aligned.restOfA.length, aligned.restOfB.length);
  const extra = Math.abs(aligned.restOfA.length - aligned.restOfB.length);
  const bits = forIt + clashes * CLASH_BITS + Math.min(extra, MOST_EXTRA) * EXTRA_BITS;
  const isSame = aligned.pairs.every(({ likeness }) => likeness === 'same') && clashes + extra === 0;
  return {
    evidence: {
      feature: 'name',
      verdict: isSame ? 'same' : clashes > 0 && bits <= 0 ? 'different' : 'alike',
      bits,
      because: tell(aligned),
    },
    clashes: clashes > 0,
    whole: aligned.pairs.filter(({ likeness }) => likeness !== 'initial').length,
  };
}

type Pair = AlignedWords['pairs'][number];

function pairBits({ a, b, likeness }: Pair, trait: CommonTrait, commonness: Commonness): number {
  // Of two spellings the common one is what the other may have been meant to be.
  const share = Math.max(commonness.share(trait, a), commonness.share(trait, b));
  return worth[likeness] * agreementBits(0.9, share, commonness.total, 14);
}

const told: Readonly<Record<WordLikeness, string>> = {
  same: '=',
  nickname: 'short for',
  spelling: 'spelled like',
  initial: 'may be',
};

function tell({ pairs, restOfA, restOfB }: AlignedWords): string {
  const parts = pairs.map(({ a, b, likeness }) => (likeness === 'same' ? a : `${a} ${told[likeness]} ${b}`));
  if (restOfA.length > 0 && restOfB.length > 0) parts.push(`${restOfA.join(' ')} is not ${restOfB.join(' ')}`);
  else if (restOfA.length + restOfB.length > 0) parts.push(`only one has ${[...restOfA, ...restOfB].join(' ')}`);
  return parts.join(', ');
}
