import { asItem, textOf } from './item.ts';

/** What a label is called: many have a color and no name, and are called by that. Null for what is neither. */
export function labelName(label: unknown): string | null {
  const item = asItem(label);
  const name = textOf(item?.['name'])?.trim() || null;
  return name ?? textOf(item?.['color']);
}
