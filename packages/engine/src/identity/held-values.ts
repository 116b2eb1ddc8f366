import { isRegion, type Json, normaliseDomain, normaliseEmail, normalisePhone } from '@syncline/core';
import type { HeldTraits } from '@syncline/store';

/** What an entity and its records hold under some names of fields. */
export interface HeldValues {
  /** Of the entity, else of its records: the first text that there is. */
  first(...names: readonly string[]): string | null;
  /** Of all of them, each once; lists are opened. */
  all(...names: readonly string[]): readonly string[];
}

export function heldValues({ fields, shown }: Pick<HeldTraits, 'fields' | 'shown'>): HeldValues {
  const sources = [fields, ...shown];
  const all = (...names: readonly string[]): string[] => [
    ...new Set(sources.flatMap((source) => names.flatMap((name) => textsOf(source[name])))),
  ];
  return { all, first: (...names) => all(...names)[0] ?? null };
}

function textsOf(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
}

export function emailsOf(values: HeldValues): string[] {
  return distinct(values.all('email', 'emails').map(normaliseEmail));
}

/** National spellings are read as of the country where it is. */
export function phonesOf(values: HeldValues, country: string | null): string[] {
  const numbers = values.all('phone', 'phones', 'mobile', 'mobile_phone');
  return distinct(numbers.map((number) => normalisePhone(number, country)));
}

export function domainsOf(values: HeldValues): string[] {
  return distinct(values.all('domain', 'domains', 'website').map(normaliseDomain));
}

export function countryOf(values: HeldValues): string | null {
  const text = values.first('country', 'billing_country', 'mailing_country')?.toLowerCase();
  return text === undefined ? null : (countries().get(text) ?? null);
}

let known: Map<string, string> | null = null;

/** Codes of countries by code and English name, in lower case. */
function countries(): Map<string, string> {
  if (known) return known;
  known = new Map();
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const letters = Array.from({ length: 26 }, (_, n) => String.fromCodePoint(65 + n));
  for (const code of letters.flatMap((a) => letters.map((b) => a + b)).filter(isRegion)) {
    known.set(code.toLowerCase(), code);
    known.set((names.of(code) ?? code).toLowerCase(), code);
  }
  return known;
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
