import { expect, it } from 'vitest';
import {
  choiceOf,
  type ImportField,
  isKey,
  isOpen,
  type Manifest,
  placesOf,
  withChoice,
  withKey,
  withRule,
} from './edit-manifest.ts';

const fields: readonly ImportField[] = [
  { kind: 'contact', field: 'email', as: 'email' },
  { kind: 'account', field: 'name', as: 'text' },
  { kind: 'deal', field: 'close_date', as: 'date' },
  { kind: 'deal', field: 'name', as: 'text' },
];
const manifest: Manifest = {
  version: 1,
  layout: { format: 'csv', encoding: 'utf-8', headerRow: 1, columns: ['Mail', 'Mail 2', 'Firma', 'Name', 'Wann'] },
  records: [
    {
      kind: 'contact',
      key: ['Mail'],
      fields: { email: { column: 'Mail', as: 'email', whenEmpty: 'clear' } },
      links: {},
    },
  ],
};
const choice = (of: Manifest, column: string): string => choiceOf(placesOf(of, column));

it('takes another column for a field, and leaves out the one that was it', () => {
  const changed = withChoice(manifest, 'Mail 2', 'contact.email', fields);
  expect([choice(changed, 'Mail'), choice(changed, 'Mail 2')]).toEqual(['', 'contact.email']);
  expect(changed.records[0]!.fields['email']).toEqual({ column: 'Mail 2', as: 'email', whenEmpty: 'keep' });
});

it('links records of a row to its account, as long as there is one', () => {
  const both = withChoice(manifest, 'Firma', 'account.name', fields);
  expect(both.records.map(({ kind, links }) => [kind, links])).toEqual([
    ['account', {}],
    ['contact', { account: 'account' }],
  ]);
  const alone = withChoice(both, 'Firma', '', fields);
  expect(alone.records.map(({ kind, links }) => [kind, links])).toEqual([['contact', {}]]);
});

it('keeps what was said of a field that stays, and asks anew for what only a person knows', () => {
  expect(withChoice(manifest, 'Mail', 'contact.email', fields).records).toEqual(manifest.records);
  const dated = withChoice(manifest, 'Wann', 'deal.close_date', fields);
  const [place] = placesOf(dated, 'Wann');
  expect(isOpen(place!)).toBe(true);
  const said = withRule(dated, place!, { dateOrder: 'dmy' });
  expect(isOpen(placesOf(said, 'Wann')[0]!)).toBe(false);
});

it('parts whole names', () => {
  const whole = 'contact.first_name+last_name';
  const named = withChoice(manifest, 'Name', whole, fields);
  expect(placesOf(named, 'Name').map(({ field, rule }) => [field, rule.as])).toEqual([
    ['first_name', 'first_name'],
    ['last_name', 'last_name'],
  ]);
  expect(choice(named, 'Name')).toBe(whole);
  expect(placesOf(withChoice(named, 'Name', '', fields), 'Name')).toEqual([]);
});

it('parts ranges, whose ends are written alike, and links what is looked for to who looks for it', () => {
  const range = 'interest.price_from+price_to';
  const wish = withChoice(withChoice(manifest, 'Wann', range, fields), 'Firma', 'account.name', fields);
  expect(choice(wish, 'Wann')).toBe(range);
  expect(wish.records.map(({ kind, links }) => [kind, links])).toEqual([
    ['account', {}],
    ['contact', { account: 'account' }],
    ['interest', { contact: 'contact', account: 'account' }],
  ]);
  const said = withRule(wish, placesOf(wish, 'Wann')[1]!, { decimal: ',' });
  expect(placesOf(said, 'Wann').map(({ rule }) => [rule.as, rule.decimal])).toEqual([
    ['range_from', ','],
    ['range_to', ','],
  ]);
});

it('has things in stock name nobody, with the currency that stands with their prices', () => {
  const priced = 'inventory_item.price+currency';
  const stock = withChoice(withChoice(manifest, 'Name', priced, fields), 'Firma', 'account.name', fields);
  expect(choice(stock, 'Name')).toBe(priced);
  expect(stock.records.at(-1)).toMatchObject({ kind: 'inventory_item', links: {} });
});

it('has a column name what rows are about, whether it is a field or not', () => {
  const deal = withChoice(manifest, 'Name', 'deal.name', fields);
  const keyed = withKey(deal, 'Wann', true);
  expect(keyed.records.map(({ kind, key }) => [kind, key])).toEqual([
    ['contact', ['Mail']],
    ['deal', ['Wann']],
  ]);
  expect(isKey(withKey(keyed, 'Wann', false), 'Wann')).toBe(false);
});
