import type { ProofServices } from './shared/services.ts';

export interface ProofOptions {
  readonly seed: number;
  /** From 1: which of the runs this is. */
  readonly run: number;
  readonly services: ProofServices;
  /** A smaller version of it, for every build. */
  readonly short: boolean;
  /** The one connector that it is to be about; absent: all that it knows. */
  readonly connector: string | undefined;
  /** How many records it is to be about, where that can be chosen. */
  readonly records: number | undefined;
  /** How many calls it makes, where that can be chosen. */
  readonly calls: number | undefined;
  /** How hard what it makes up is to tell apart, 0 to 1, where that can be chosen. */
  readonly difficulty: number | undefined;
  /** Says what is going on, apart from the result. */
  readonly note: (text: string) => void;
}

export interface ProofResult {
  /** What did not hold, a sentence each; empty when all held. */
  readonly broken: readonly string[];
  /** What was done and seen, for the report. */
  readonly figures: Readonly<Record<string, number | string | object>>;
}

/** One run of a long proof. */
export type Proof = (options: ProofOptions) => Promise<ProofResult>;
