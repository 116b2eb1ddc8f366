import { type Item, textOf } from '../item.ts';

/**
 * A contact that we make names us as its source and our key as its `externalId`: Quo takes a pair of both once, and
 * answers another create with 409 ("a contact with the same source and external ID already exists",
 * https://www.quo.com/docs/2026-03-30/contacts/create-a-contact). Sources that begin with `openphone` or `csv`, and some
 * words, are Quo's own.
 */
export const OWN_SOURCE = 'syncline';

const KEY = /^[A-Za-z0-9_-]{22}$/;

export function ownKeyOf(item: Item): string | undefined {
  const key = textOf(item['externalId']);
  return textOf(item['source']) === OWN_SOURCE && key !== null && KEY.test(key) ? key : undefined;
}
