import { asItem, type Item, itemTakers, textOf } from '@syncline/connector-sdk';

export { asItem, type Item, sortedSet, textOf, utcTime } from '@syncline/connector-sdk';

export const { takeText, takeNumber, takeTime, requireText, missing } = itemTakers({ id: 'quo', title: 'Quo' });

/** The id of something: a text that is not empty. Ids are opaque (`AC…`, `US…`, contacts have no prefix). */
export function idOf(value: unknown): string | null {
  return textOf(asItem(value)?.['id']) || null;
}

/** What a list or a single answer holds: everything is wrapped in `data`. Pure. */
export function itemsIn(raw: Uint8Array): readonly unknown[] {
  const data = asItem(JSON.parse(new TextDecoder().decode(raw)))?.['data'];
  if (Array.isArray(data)) return data;
  return data === undefined || data === null ? [] : [data];
}

/** The objects of a list within an item. */
export function listOf(value: unknown): readonly Item[] {
  return Array.isArray(value) ? value.map(asItem).filter((item) => item !== null) : [];
}
