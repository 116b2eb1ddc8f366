/** One thing that speaks for or against two records being of one and the same. */
export interface Evidence {
  readonly feature: Feature;
  readonly verdict: 'same' | 'alike' | 'different';
  /** Weight of evidence, log2 of how much likelier it is of one than of two: 10 bits for are a thousand to one. */
  readonly bits: number;
  /** For people: what was compared, and how common it is. */
  readonly because: string;
}

export type Feature =
  | 'name'
  | 'email'
  | 'phone'
  | 'place_of_work'
  | 'domain'
  | 'city'
  | 'country'
  | 'birth_date'
  | 'suffix'
  | 'legal_form'
  | 'register'
  | 'vendor_key';

export type Verdict = 'link' | 'propose' | 'apart';

export interface Score {
  /** 0 to 1: how likely the two are one, as far as the evidence goes. */
  readonly probability: number;
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  /** Why a pair that is likely enough is not linked without a person. */
  readonly heldBack: readonly string[];
}

export interface Thresholds {
  /** From here on two are linked without asking. */
  readonly link: number;
  /** From here on a person is asked. */
  readonly propose: number;
}

/**
 * Adds up the evidence (Fellegi and Sunter, A Theory for Record Linkage, 1969) onto the chance that two records picked
 * blindly are one: among more records more has to speak for it.
 */
export function weigh(
  evidence: readonly Evidence[],
  heldBack: readonly string[],
  total: number,
  thresholds: Thresholds,
): Score {
  const bits = evidence.reduce((sum, each) => sum + each.bits, -Math.log2(Math.max(total, 2)));
  const probability = 1 / (1 + 2 ** -bits);
  const verdict =
    probability >= thresholds.link && heldBack.length === 0
      ? 'link'
      : probability >= thresholds.propose
        ? 'propose'
        : 'apart';
  return { probability, verdict, evidence, heldBack };
}

/**
 * Bits for a value that both have: `reliability` is how often one and the same shows the same, `share` how many of all records
 * hold it. What counts is how many beside the first hold it: of a value that only these two have, one of `total`.
 */
export function agreementBits(reliability: number, share: number, total: number, most = 17): number {
  const ofOthers = Math.max(share - 1 / total, 1 / total);
  return Math.min(most, Math.max(0, Math.log2(reliability / ofOthers)));
}
