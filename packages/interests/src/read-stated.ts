import type { Json } from '@syncline/core';
import { cutTo } from './cut-to.ts';
import { isTelling, lineOf, stemsOf } from './words.ts';

type Fields = Readonly<Record<string, Json>>;

/** Of longer names and lists of words, the beginning counts. */
const LONGEST_LINE = 300;
const MOST_WORDS = 24;

/** A word as it is compared, and as it was written. */
export type Words = ReadonlyMap<string, string>;

/** Something in stock, as it is compared. */
export interface Item {
  readonly name: string;
  /** All words of its name, in their order. */
  readonly stems: readonly string[];
  readonly line: string;
  readonly words: Words;
  readonly category: string | null;
  readonly shownCategory: string | null;
  readonly price: number | null;
}

/** What somebody has said to be interested in, as it is compared. */
export interface Interest {
  readonly words: Words | null;
  readonly category: string | null;
  readonly shownCategory: string | null;
  readonly from: number | null;
  readonly to: number | null;
}

/** Null: it is sold, or nothing is known that it could be wanted for. */
export function readItem(fields: Fields): Item | null {
  if (line(fields['status']).toLowerCase() === 'sold') return null;
  const name = line(fields['name']) || line(fields['title']);
  const category = readCategory(fields);
  const stems = stemsOf(name);
  if (stems.length === 0 && category.category === null) return null;
  return { name, stems, line: lineOf(stems), words: readWords(name), ...category, price: numberOf(fields['price']) };
}

/** Null: a price alone finds nothing. */
export function readInterest(fields: Fields): Interest | null {
  const given = fields['words'];
  const words = readWords(Array.isArray(given) ? given.map(line).join(' ') : line(given));
  const category = readCategory(fields);
  if (words.size === 0 && category.category === null) return null;
  return {
    words: words.size === 0 ? null : words,
    ...category,
    from: numberOf(fields['price_from']),
    to: numberOf(fields['price_to']),
  };
}

function readCategory(fields: Fields): Pick<Item, 'category' | 'shownCategory'> {
  const shown = line(fields['category']);
  const category = stemsOf(shown).join(' ');
  return category === '' ? { category: null, shownCategory: null } : { category, shownCategory: shown };
}

function readWords(text: string): Words {
  const words = new Map<string, string>();
  for (const word of text.split(/[\s,;/]+/)) {
    for (const stem of stemsOf(word))
      if (isTelling(stem) && !words.has(stem) && words.size < MOST_WORDS) words.set(stem, word);
  }
  return words;
}

function line(value: Json | undefined): string {
  return typeof value === 'string' ? cutTo(value.trim(), LONGEST_LINE) : '';
}

function numberOf(value: Json | undefined): number | null {
  const text = typeof value === 'number' ? String(value) : line(value);
  return /^\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : null;
}
