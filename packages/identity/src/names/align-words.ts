import { distance } from 'fastest-levenshtein';
import { isNickname } from './nicknames.ts';

export type WordLikeness = 'same' | 'nickname' | 'spelling' | 'initial';

export interface AlignedWords {
  readonly pairs: readonly { readonly a: string; readonly b: string; readonly likeness: WordLikeness }[];
  readonly restOfA: readonly string[];
  readonly restOfB: readonly string[];
}

const order: readonly WordLikeness[] = ['same', 'nickname', 'spelling', 'initial'];

/** Finds for each word of a name its like in another, in whatever order, the surest first. */
export function alignWords(a: readonly string[], b: readonly string[]): AlignedWords {
  const [left, right] = joinApart(a, b);
  const candidates = left.flatMap((wordA, i) =>
    right.flatMap((wordB, j) => {
      const likeness = likenessOf(wordA, wordB);
      return likeness === null ? [] : [{ i, j, likeness }];
    }),
  );
  candidates.sort((x, y) => order.indexOf(x.likeness) - order.indexOf(y.likeness));
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  const pairs: AlignedWords['pairs'][number][] = [];
  for (const { i, j, likeness } of candidates) {
    if (takenA.has(i) || takenB.has(j)) continue;
    takenA.add(i);
    takenB.add(j);
    pairs.push({ a: left[i]!, b: right[j]!, likeness });
  }
  return {
    pairs,
    restOfA: left.filter((_, i) => !takenA.has(i)),
    restOfB: right.filter((_, j) => !takenB.has(j)),
  };
}

function likenessOf(a: string, b: string): WordLikeness | null {
  if (a === b) return 'same';
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 'initial' : null;
  if (isNickname(a, b)) return 'nickname';
  return isMisspelling(a, b) ? 'spelling' : null;
}

/** One slip in a word of four letters, two in one of eight: more makes other names of short ones. */
function isMisspelling(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4) return false;
  const slips = distance(a, b);
  // Two letters that changed places are one slip of the fingers and two of the distance.
  return slips <= (shorter >= 8 ? 2 : 1) || (slips === 2 && isSwap(a, b));
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** `Annamaria` and `Anna Maria`: what one side writes in one word and the other in two is one word on both. */
function joinApart(a: readonly string[], b: readonly string[]): [readonly string[], readonly string[]] {
  return [joinedAs(a, b), joinedAs(b, a)];
}

function joinedAs(words: readonly string[], others: readonly string[]): readonly string[] {
  for (let i = 0; i + 1 < words.length; i += 1) {
    const joined = `${words[i]}${words[i + 1]}`;
    if (others.includes(joined)) return [...words.slice(0, i), joined, ...words.slice(i + 2)];
  }
  return words;
}
