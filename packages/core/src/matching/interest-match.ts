/** Why somebody may want a thing, of the best reason that is known. */
export interface InterestExplanation {
  /** `interest`: it was stated; `said`: it is derived from a call, text, mail or note. */
  readonly by: 'interest' | 'said';
  /** The interest, or the activity. */
  readonly sourceId: string;
  /** In words. */
  readonly says: string;
  /** What the score is made of; what did not fit has 0. */
  readonly parts: Readonly<Record<string, number>>;
  /** What was said, in what, and when; null where it was stated. */
  readonly sentence: string | null;
  readonly saidIn: string | null;
  readonly saidAt: string | null;
}
