import { asItem, type Item, itemTakers } from '@syncline/connector-sdk';

export { asItem, type Item, textOf } from '@syncline/connector-sdk';
export const { missing, wrongType } = itemTakers({ id: 'pipedrive', title: 'Pipedrive' });

/** The id of another record, as text; null for none. */
export function idOf(value: unknown): string | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What an answer is about: its `data`. */
export function dataOf(answer: unknown): unknown {
  return asItem(answer)?.['data'];
}

export function itemsOf(answer: unknown): readonly Item[] {
  return listOf(dataOf(answer)).flatMap((value): readonly Item[] => {
    const item = asItem(value);
    return item === null ? [] : [item];
  });
}

/** `id` as addresses take it. */
export function checkedId(id: string): string {
  if (/^\d{1,15}$/.test(id)) return id;
  throw new TypeError(`Not a Pipedrive id: ${id}`);
}
