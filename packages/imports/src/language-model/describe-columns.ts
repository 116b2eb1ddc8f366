import type { ColumnProfile } from '../profile/profile-columns.ts';

/**
 * All that leaves the house: how columns are called, and how many of their cells look like what. No sample, no list of
 * words, no value of any cell.
 */
export function describeColumns(profiles: readonly ColumnProfile[]): object[] {
  return profiles.map((profile, at) => ({
    column: at + 1,
    name: profile.column,
    filled: profile.filled,
    empty: profile.empty,
    different: profile.distinct >= 50 ? 'fifty or more' : profile.distinct,
    looksLike: {
      emails: profile.emails,
      phones: profile.phones,
      webAddresses: profile.domains,
      numbers: profile.numbers,
      amountsWithCurrency: profile.withCurrency,
      dates: profile.dates,
      yesOrNo: profile.booleans,
      severalWords: profile.words,
    },
  }));
}
