import type { Commonness, CommonTrait } from '../traits/traits.ts';
import { agreementBits, type Evidence, type Feature } from './evidence.ts';

/** The rarest value that both have; null: they share none. */
export function rarestShared(
  a: readonly string[],
  b: readonly string[],
  trait: CommonTrait,
  commonness: Commonness,
): { readonly value: string; readonly share: number } | null {
  let rarest: { readonly value: string; readonly share: number } | null = null;
  for (const value of a) {
    if (!b.includes(value)) continue;
    const share = commonness.share(trait, value);
    if (rarest === null || share < rarest.share) rarest = { value, share };
  }
  return rarest;
}

/** How many records hold a value, for telling people. */
export function holders(share: number, { total }: Commonness): number {
  return Math.max(1, Math.round(share * total));
}

export function sharedEvidence(
  feature: Feature,
  shared: { readonly value: string; readonly share: number },
  reliability: number,
  commonness: Commonness,
): Evidence {
  const others = holders(shared.share, commonness) - 2;
  return {
    feature,
    verdict: 'same',
    bits: agreementBits(reliability, shared.share, commonness.total),
    because: `${shared.value}${others > 0 ? `, which ${others} others have too` : ''}`,
  };
}

/** What both state once, such as a country: for it where it is the same, against it where not; null where one is silent. */
export function compareOne(
  feature: Feature,
  a: string | null,
  b: string | null,
  bits: { readonly same: number; readonly different: number },
): Evidence | null {
  if (a === null || b === null) return null;
  return a === b
    ? { feature, verdict: 'same', bits: bits.same, because: a }
    : { feature, verdict: 'different', bits: bits.different, because: `${a} is not ${b}` };
}

/** Vendors whose own ids differ: such two are never one without a person's word. */
export function differingKeys(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): string[] {
  return Object.keys(a).filter((vendor) => b[vendor] !== undefined && b[vendor] !== a[vendor]);
}
