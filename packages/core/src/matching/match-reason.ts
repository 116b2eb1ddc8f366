import type { MatchedPair, MatchFeature } from './decide-match.ts';

const MEANS: Readonly<Record<MatchFeature['verdict'], (feature: MatchFeature) => string>> = {
  same: ({ key, ours }) => `the same ${key} (${ours})`,
  shared: ({ key, ours }) => `a ${key} that others share too (${ours})`,
  common: ({ key, ours }) => `a ${key} that says little (${ours})`,
  different: ({ key, theirs, ours }) => `another ${key} (${theirs} here, ${ours} there)`,
};

/** Why a pair is not certain, for a person to read: what speaks for it, what against. */
export function matchReasons({ features, place }: MatchedPair): string[] {
  return [
    ...features.map((feature) => MEANS[feature.verdict](feature)),
    ...(place === 'taken' ? ['it has another record of this stream already'] : []),
  ];
}
