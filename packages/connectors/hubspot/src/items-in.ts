import { asItem, type Item } from '@syncline/connector-sdk';

/** The objects in a list, whatever else is in it; none where it is no list. */
export function itemsIn(value: unknown): Item[] {
  if (!Array.isArray(value)) return [];
  return value.map(asItem).filter((item) => item !== null);
}
