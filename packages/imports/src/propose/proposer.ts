import { type CanonicalField, fieldOf } from '../canonical-fields.ts';
import type { ColumnProfile } from '../profile/profile-columns.ts';

/** One proposer's word about one column. */
export interface FieldGuess {
  readonly column: string;
  readonly field: CanonicalField;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reason: string;
}

/**
 * Says which columns may be which fields. Ours reads names and values; another one (a language model) is asked the same
 * and given profiles, no rows. Nobody's word is trusted further: see `admitted`.
 */
export interface Proposer {
  readonly name: string;
  propose(profiles: readonly ColumnProfile[]): Promise<readonly FieldGuess[]>;
}

/** What may count of what a proposer from outside said: fields that exist, columns that exist, values that fit. */
export function admitted(
  guesses: readonly FieldGuess[],
  profiles: readonly ColumnProfile[],
  fits: (profile: ColumnProfile, field: CanonicalField) => number,
): FieldGuess[] {
  return guesses.flatMap((guess) => {
    const profile = profiles.find((each) => each.column === guess.column);
    const field = fieldOf(guess.field.kind, guess.field.field);
    if (!profile || !field || fits(profile, field) < 0.5) return [];
    return [{ ...guess, field, confidence: Math.min(Math.max(guess.confidence, 0), 0.9) }];
  });
}
