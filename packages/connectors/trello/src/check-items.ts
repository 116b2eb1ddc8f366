import type { Json } from '@syncline/core';
import { expressName } from './express.ts';
import { asItem, idOf, textOf } from './item.ts';

export interface CheckItem {
  readonly id: string;
  readonly name: string;
  readonly done: boolean;
  readonly position: number;
}

/** The items of a checklist in their order; null for what is no list of them. */
export function checkItems(value: unknown): CheckItem[] | null {
  if (!Array.isArray(value)) return null;
  const items = value.flatMap((entry): CheckItem[] => {
    const item = asItem(entry);
    const [id, name] = [idOf(entry), textOf(item?.['name'])];
    const position = Number(item?.['pos']);
    if (id === null || name === null) return [];
    return [{ id, name, done: item?.['state'] === 'complete', position: Number.isFinite(position) ? position : 0 }];
  });
  return items.sort((a, b) => a.position - b.position);
}

/** Items as they are shown: what they are called, and whether they are done. One without a name is none. */
export function expressCheckItems(value: Json): Json {
  if (!Array.isArray(value)) return value;
  return value.flatMap((entry: Json): Json[] => {
    const item = asItem(entry);
    const name = expressName(textOf(item?.['name']));
    return item === null || name === null || name === '' ? [] : [{ name, done: item['done'] === true }];
  });
}
