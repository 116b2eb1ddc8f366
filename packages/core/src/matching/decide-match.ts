import type { MatchValue } from './match-value.ts';

/** An entity that shares a value with the record. */
export interface MatchCandidate {
  readonly id: string;
  /**
   * `free`: it has no record of the stream yet. `taken`: it has one, and records of others beside it. `own`: it has none
   * of others, so it is only another record of the same list, which is never the same thing (two ids of one vendor).
   */
  readonly place: 'free' | 'taken' | 'own';
  readonly values: readonly MatchValue[];
}

export interface MatchQuestion {
  /** What the record shows, by the keys in the order in which the config names them: the surest first. */
  readonly values: readonly MatchValue[];
  readonly candidates: readonly MatchCandidate[];
  /** `rivalKey` of values that other records of its list show which are no entities yet. */
  readonly rivals: ReadonlySet<string>;
  /** Candidates that somebody said it is not. */
  readonly refused: ReadonlySet<string>;
}

/** What speaks for a pair, and what against it. */
export interface MatchFeature {
  readonly key: string;
  readonly verdict: /** Equal, and nobody else on either side has it. */
    | 'same'
    /** Equal, but others have it too. */
    | 'shared'
    /** Equal, but of a kind that says little: a free mail domain, a mailbox of a function, a field that only supports. */
    | 'common'
    | 'different';
  readonly theirs: string;
  readonly ours: string;
}

export interface MatchedPair {
  readonly id: string;
  readonly place: 'free' | 'taken';
  readonly features: readonly MatchFeature[];
}

export type MatchDecision =
  | { readonly outcome: 'new' }
  /** Certain: the only one, by a value that identifies, with nothing surer against it. */
  | { readonly outcome: 'same'; readonly pair: MatchedPair }
  | { readonly outcome: 'uncertain'; readonly pairs: readonly MatchedPair[] };

/**
 * Who a record is. It depends on what is known of its list and of the entities, not on the order in which that came:
 *
 * - certain: one entity shares a value with it that identifies and that nobody else has, and no key that the config
 *   names before it says otherwise;
 * - uncertain: two entities could claim it so, a surer key says otherwise, the entity has a record of this list
 *   already, or they share only what others share too and nothing speaks against it;
 * - new: nobody shares anything, or only what others share too, and another key says otherwise.
 *
 * A text (a name) is the weakest key: it never speaks against anything, and that a list holds it twice is nothing odd.
 */
export function decideMatch(question: MatchQuestion): MatchDecision {
  const pairs = question.candidates
    .filter((candidate) => candidate.place !== 'own' && !question.refused.has(candidate.id))
    .flatMap((candidate) => judgePair(question, candidate) ?? [])
    .sort((a, b) => (a.pair.id < b.pair.id ? -1 : 1));
  const certain = pairs.filter(({ isCertain }) => isCertain);
  const surest = certain.filter(({ byText }) => !byText);
  const claims = surest.length > 0 ? surest : certain;
  const [only] = claims;
  if (only && claims.length === 1) return { outcome: 'same', pair: only.pair };
  const asked = claims.length > 0 ? claims : pairs;
  if (asked.length === 0) return { outcome: 'new' };
  return { outcome: 'uncertain', pairs: asked.map(({ pair }) => pair) };
}

export function rivalKey({ key, value }: Pick<MatchValue, 'key' | 'value'>): string {
  return `${key} ${value}`;
}

interface JudgedPair {
  readonly pair: MatchedPair;
  readonly isCertain: boolean;
  readonly byText: boolean;
}

/** Null: there is nothing in it. */
function judgePair(question: MatchQuestion, candidate: MatchCandidate): JudgedPair | null {
  const features = featuresOf(question, candidate);
  const agreeing = features.filter(({ verdict }) => verdict !== 'different');
  const sure = features.findIndex(({ verdict }) => verdict === 'same');
  const differs = features.findIndex(({ verdict }) => verdict === 'different');
  if (agreeing.length === 0) return null;
  const isFree = candidate.place === 'free';
  // What others share too is no evidence against what differs; nor is anything, where it has a record of this list.
  if (differs >= 0 && (sure < 0 || !isFree)) return null;
  if (!isFree && agreeing.every(({ isText }) => isText)) return null;
  return {
    pair: { id: candidate.id, place: isFree ? 'free' : 'taken', features: features.map(withoutText) },
    isCertain: isFree && sure >= 0 && (differs < 0 || sure < differs),
    byText: features[sure]?.isText === true,
  };
}

type JudgedFeature = MatchFeature & { readonly isText: boolean };

/** A feature a key that both sides hold, in the order of the record's keys. */
function featuresOf(question: MatchQuestion, candidate: MatchCandidate): JudgedFeature[] {
  const keys = [...new Set(question.values.map(({ key }) => key))];
  return keys.flatMap((key): JudgedFeature[] => {
    const theirs = question.values.filter((each) => each.key === key);
    const ours = candidate.values.filter((each) => each.key === key);
    const common = theirs.filter((each) => ours.some(({ value }) => value === each.value));
    const isText = theirs.some(({ as }) => as === 'text');
    if (common.length > 0) {
      const verdicts = common.map((value) => verdictOf(question, candidate, value));
      const best = (['same', 'shared', 'common'] as const).find((verdict) => verdicts.includes(verdict))!;
      const { value } = common[verdicts.indexOf(best)]!;
      return [{ key, verdict: best, theirs: value, ours: value, isText }];
    }
    const theirOwn = theirs.find(({ identifies }) => identifies);
    const ourOwn = ours.find(({ identifies }) => identifies);
    if (isText || !theirOwn || !ourOwn) return [];
    return [{ key, verdict: 'different', theirs: theirOwn.value, ours: ourOwn.value, isText }];
  });
}

function verdictOf(
  { candidates, rivals }: MatchQuestion,
  candidate: MatchCandidate,
  value: MatchValue,
): 'same' | 'shared' | 'common' {
  if (!value.identifies) return 'common';
  const others = candidates.filter(
    (other) =>
      other !== candidate &&
      (value.as !== 'text' || other.place === 'free') &&
      other.values.some((each) => each.key === value.key && each.value === value.value),
  );
  return others.length > 0 || (value.as !== 'text' && rivals.has(rivalKey(value))) ? 'shared' : 'same';
}

function withoutText({ isText: _, ...feature }: JudgedFeature): MatchFeature {
  return feature;
}
