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

/** Why a proposer has nothing to say this time, in words that go on behind its name: “gpt said nothing: …”. */
export class ProposerError extends Error {
  override readonly name = 'ProposerError';
}

/**
 * Says which columns may be which fields. Ours reads names and values; another one (a language model) is asked the same
 * and given profiles, no rows. Nobody's word is trusted further: see `admitted`. Throws ProposerError.
 */
export interface Proposer {
  readonly name: string;
  propose(profiles: readonly ColumnProfile[]): Promise<readonly FieldGuess[]>;
}

type Fits = (profile: ColumnProfile, field: CanonicalField) => number;

/** What proposers from outside say beside our own guesses, and what of it did not count. */
export interface Further<Guess> {
  readonly guesses: readonly Guess[];
  readonly warnings: readonly string[];
}

/** Asks the others one by one; whoever fails changes nothing, and is told. */
export async function askOthers<Guess extends FieldGuess>(
  others: readonly Proposer[],
  profiles: readonly ColumnProfile[],
  standing: readonly Guess[],
  fits: Fits,
): Promise<Further<FieldGuess & { readonly by: string }>> {
  const guesses: (FieldGuess & { readonly by: string })[] = [];
  const warnings: string[] = [];
  for (const other of others) {
    const { name } = other;
    try {
      const said = admitted(await other.propose(profiles), profiles, fits);
      const { kept, contradicted } = beside(said, standing);
      guesses.push(...kept.map((guess) => ({ ...guess, by: name })));
      for (const { column, field } of contradicted)
        warnings.push(
          `${name} takes “${column}” for ${field.kind}.${field.field}; its name and its values say otherwise.`,
        );
    } catch (error) {
      if (!(error instanceof ProposerError)) throw error;
      warnings.push(`${name} said nothing: ${error.message}. What is proposed comes of names and values.`);
    }
  }
  return { guesses, warnings };
}

/** What may count of what a proposer from outside said: fields that exist, columns that exist, values that fit. */
function admitted(guesses: readonly FieldGuess[], profiles: readonly ColumnProfile[], fits: Fits): FieldGuess[] {
  return guesses.flatMap((guess) => {
    const profile = profiles.find((each) => each.column === guess.column);
    const field = fieldOf(guess.field.kind, guess.field.field);
    if (!profile || !field || profile.filled === 0 || fits(profile, field) < 0.5) return [];
    return [{ ...guess, field, confidence: Math.min(Math.max(guess.confidence, 0), 0.9) }];
  });
}

/** Only columns that ours can't tell, and fields that it has not found: so that nothing settled is unsettled, and no question closed. */
function beside(said: readonly FieldGuess[], standing: readonly FieldGuess[]) {
  const isSame = (one: FieldGuess, other: FieldGuess): boolean =>
    one.field.kind === other.field.kind && one.field.field === other.field.field;
  const kept = said.filter((guess) => !standing.some((own) => own.column === guess.column || isSame(own, guess)));
  const contradicted = said.filter((guess) =>
    standing.some((own) => own.column === guess.column && !isSame(own, guess)),
  );
  return { kept, contradicted };
}
