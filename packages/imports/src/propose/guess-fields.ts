import { type CanonicalField, canonicalFields, foldName } from '../canonical-fields.ts';
import type { ColumnProfile } from '../profile/profile-columns.ts';
import type { FieldGuess, Proposer } from './proposer.ts';

/** Below it a name counts for nothing. */
const FITS_AT_ALL = 0.3;

/** Our own proposer: by what columns are called, and by what their values look like. */
export const namesAndValues: Proposer = {
  name: 'names and values',
  propose: async (profiles) => profiles.flatMap((profile) => [...byName(profile), ...byValues(profile)]),
};

/** The share of the values that the field could hold, 0 to 1; a column of nothing fits everything. */
export function fits(profile: ColumnProfile, field: CanonicalField): number {
  const filled = profile.filled - profile.faults;
  if (profile.filled === 0 || filled <= 0) return 1;
  const share = (count: number): number => Math.min(1, count / profile.filled);
  switch (field.value) {
    case 'email':
      return share(profile.emails);
    case 'phone':
      return share(profile.phones + profile.numbers);
    case 'domain':
      return share(profile.domains + profile.hosts);
    case 'date':
    case 'datetime':
      return share(profile.dates);
    case 'number':
      return share(profile.numbers);
    case 'boolean':
      return share(profile.booleans);
    case 'text':
      // An address in a column that is called after something else is what it is.
      return 1 - share(profile.emails);
  }
}

function byName(profile: ColumnProfile): FieldGuess[] {
  const name = foldName(profile.column);
  return canonicalFields.flatMap((field) => {
    const at = bestName(field, name);
    if (at === null) return [];
    const fit = fits(profile, field);
    const confidence = at.isWhole ? 0.55 + 0.42 * fit : 0.4 + 0.35 * fit;
    if (fit < FITS_AT_ALL) return [];
    const called = at.isWhole ? 'its name says so' : `its name holds “${at.name}”`;
    const reason = `${called}, and ${Math.round(fit * 100)} % of its values fit`;
    return [{ column: profile.column, field, confidence: round(confidence), reason }];
  });
}

/** Columns that are called as a field is, and hold next to nothing that could be it. */
export function misfits(profiles: readonly ColumnProfile[]): Pick<FieldGuess, 'column' | 'field'>[] {
  return profiles.flatMap((profile) => {
    const called = canonicalFields.filter((field) => bestName(field, foldName(profile.column))?.isWhole === true);
    return called.flatMap((field) => (fits(profile, field) < FITS_AT_ALL ? [{ column: profile.column, field }] : []));
  });
}

function bestName(field: CanonicalField, name: string): { readonly name: string; readonly isWhole: boolean } | null {
  if (field.names.includes(name)) return { name, isWhole: true };
  // “Contact first name”, “Company: website”: told apart by the kind that they name.
  const inner = field.names.find(
    (each) => name.endsWith(` ${each}`) && kindWords[field.kind].has(name.slice(0, -each.length - 1)),
  );
  return inner === undefined ? null : { name: inner, isWhole: true };
}

const kindWords: Readonly<Record<CanonicalField['kind'], ReadonlySet<string>>> = {
  contact: new Set([
    'contact',
    'person',
    'lead',
    'kontakt',
    'ansprechpartner',
    'personne',
    'your',
    'primary',
    'business',
    'work',
  ]),
  account: new Set([
    'company',
    'account',
    'organisation',
    'organization',
    'firma',
    'kunde',
    'societe',
    'empresa',
    'customer',
    'client',
  ]),
  deal: new Set(['deal', 'opportunity', 'auftrag']),
  inventory_item: new Set([
    'item',
    'variant',
    'product',
    'article',
    'artikel',
    'produkt',
    'produit',
    'producto',
    'prodotto',
  ]),
  interest: new Set(['interest', 'wish', 'interesse', 'interet', 'interes']),
};

function byValues(profile: ColumnProfile): FieldGuess[] {
  const guesses: FieldGuess[] = [];
  const add = (kind: CanonicalField['kind'], name: string, count: number, what: string, weight: number): void => {
    const share = count / profile.filled;
    const field = canonicalFields.find((each) => each.kind === kind && each.field === name)!;
    if (profile.filled > 0 && share >= 0.8)
      guesses.push({
        column: profile.column,
        field,
        confidence: round(weight * share),
        reason: `${Math.round(share * 100)} % of its values are ${what}`,
      });
  };
  add('contact', 'email', profile.emails, 'e-mail addresses', 0.8);
  add('contact', 'phone', profile.phones, 'telephone numbers', 0.6);
  add('account', 'domain', profile.domains, 'web addresses', 0.7);
  return guesses;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
