import { catalogueOn, OWN_KEY } from '../catalogue/catalogue.ts';
import { choice, date, integer, number, reference, text } from '../fields/codec.ts';
import { carried, derived, keyOf, member, ownKeyOn } from '../fields/make-field.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { asItem, type Item, idOf } from '../item.ts';
import { DEAL_LISTS } from './deals.ts';

/** Which custom fields of a deal make up its quote. */
const CARRIED = {
  [OWN_KEY]: 'Quote key',
  name: 'Quote name',
  status: 'Quote status',
  total: 'Quote total',
  currency: 'Quote currency',
  expiration_date: 'Quote expiration',
  description: 'Quote description',
  version: 'Quote version',
  attachment_reference: 'Quote attachment',
} as const;

/**
 * Pipedrive has no quotes: a deal carries its current one in custom fields, and the quote has the id of its deal. A deal
 * of which all of them are empty has none.
 */
export const quotes: ObjectDefinition = {
  stream: 'quotes',
  title: 'Quotes',
  word: 'quote',
  kind: 'quote',
  path: '/api/v2/deals',
  lists: DEAL_LISTS,
  fieldList: '/api/v2/dealFields',
  carried: CARRIED,
  optionFields: [],
  fields: [
    derived('id', text, (item) => idOf(item['id']) ?? undefined),
    carried('name', text),
    carried('status', choice),
    carried('total', number),
    carried('currency', text),
    carried('expiration_date', date),
    carried('description', text),
    carried('version', integer),
    carried('attachment_reference', text),
    {
      ...derived('deal', reference, (item) => idOf(item['id']) ?? undefined),
      // Asked for as a parent, which every create has.
      writable: 'create',
      references: 'deals',
      relation: 'belongs_to',
    },
    member('account', 'org_id', reference, { references: 'organizations', relation: 'related_to', writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'deals', required: true }],
  ownKey: (item) => ownKeyOn(item, OWN_KEY),
  ignored: (item) => (hasQuote(item) ? null : 'the deal carries no quote'),
};

export function hasQuote(item: Item): boolean {
  const catalogue = catalogueOn(item);
  const custom = asItem(item['custom_fields']);
  return Object.keys(CARRIED).some((name) => {
    const key = keyOf(catalogue, name);
    const value = key === undefined ? null : (custom?.[key] ?? null);
    return value !== null && value !== '';
  });
}
