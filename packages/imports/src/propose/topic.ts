import { type CanonicalField, foldName, rangeNames, wholeNames } from '../canonical-fields.ts';
import type { ColumnProfile } from '../profile/profile-columns.ts';
import type { FieldGuess } from './proposer.ts';

/** What a file lists that is no person, company or deal; null: it lists those. */
export type Topic = 'inventory_item' | 'interest' | null;

/** What people like, or a request for something, is called so as well. */
const unclearWishes =
  /^(?:interests?|interessen?|interessi|intereses?|interets?|zainteresowani[ea]|search|recherche|ricerca|suche|needs|requirements)$/;

/**
 * Tells a list of things in stock (a number, a price, how many) from deals, and what people look for (wishes, a budget) from
 * the people. Names such as “category”, “status” and “price” say nothing alone.
 */
export function topicOf(guesses: readonly FieldGuess[], profiles: readonly ColumnProfile[]): Topic {
  const has = (kind: CanonicalField['kind'], ...names: string[]): boolean =>
    guesses.some(({ field }) => field.kind === kind && names.includes(field.field));
  const called = profiles.map(({ column }) => foldName(column));
  if (has('deal', 'name', 'stage', 'close_date', 'probability', 'next_step')) return null;
  const isOfPeople = has('contact', 'email') || (has('contact', 'first_name') && has('contact', 'last_name'));
  const isOfCompanies = has('account', 'name');
  const tellsWhose = isOfPeople || isOfCompanies || called.some((name) => wholeNames.includes(name));
  const hasBudget = has('interest', 'price_from', 'price_to') || called.some((name) => rangeNames.includes(name));
  const wishes = guesses
    .filter(({ field }) => field.kind === 'interest' && field.field === 'words')
    .map(({ column }) => foldName(column));
  const hasCategory = has('interest', 'category');
  const isClear = wishes.some((name) => !unclearWishes.test(name));
  const isBounded = has('interest', 'price_from', 'price_to') || called.includes('budget');
  if (tellsWhose && (isClear || (wishes.length > 0 && (hasBudget || hasCategory)) || (hasCategory && isBounded)))
    return 'interest';
  if (isOfPeople || isOfCompanies || !has('inventory_item', 'name', 'sku')) return null;
  const counts = ['sku', 'price', 'quantity'].filter((name) => has('inventory_item', name)).length;
  const marks = counts + ['name', 'category'].filter((name) => has('inventory_item', name)).length;
  return counts > 0 && marks > 1 ? 'inventory_item' : null;
}

/** The guesses that count in a file about that: columns are what its records have, before what others have. */
export function onTopic(guesses: readonly FieldGuess[], topic: Topic): FieldGuess[] {
  if (topic === null)
    return guesses.filter(({ field }) => field.kind !== 'inventory_item' && field.kind !== 'interest');
  if (topic === 'inventory_item') return guesses.filter(({ field }) => field.kind === topic);
  const own = new Set(guesses.filter(({ field }) => field.kind === topic).map(({ column }) => column));
  // “5.000 - 10.000” may be a telephone number, by its looks.
  const isOwn = (column: string): boolean => own.has(column) || rangeNames.includes(foldName(column));
  return guesses.filter(
    ({ field, column }) =>
      field.kind === topic || (!isOwn(column) && (field.kind === 'contact' || field.kind === 'account')),
  );
}
