import { asItem, textOf } from './item.ts';

export interface CheckItem {
  readonly name: string;
  readonly done: boolean;
  readonly position: number;
}

/** The items of a checklist in their order; null for what is no list of them. */
export function checkItems(value: unknown): CheckItem[] | null {
  if (!Array.isArray(value)) return null;
  const items = value.flatMap((entry): CheckItem[] => {
    const item = asItem(entry);
    const name = textOf(item?.['name']);
    const position = Number(item?.['pos']);
    if (name === null) return [];
    return [{ name, done: item?.['state'] === 'complete', position: Number.isFinite(position) ? position : 0 }];
  });
  return items.sort((a, b) => a.position - b.position);
}
