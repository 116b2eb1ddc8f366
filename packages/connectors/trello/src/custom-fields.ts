import type { Json } from '@syncline/core';
import { asItem, type Item, idIn, idOf, listOf, textOf, utcTime } from './item.ts';

const PREFIX = 'custom_';

/** The field of ours that a board's own field is, by its id. */
export function customFieldName(id: string): string {
  return PREFIX + id;
}

/** The id in the name of such a field; null for another one. */
export function customFieldId(name: string): string | null {
  return /^custom_([0-9a-f]{24})$/.exec(name)?.[1] ?? null;
}

/** The board's custom fields with the card's values. One without a value is empty, and a box that was never ticked is not. */
export function takeCustomFields(fields: Record<string, Json>, item: Item): void {
  if (!Array.isArray(item['customFieldItems'])) return;
  const definitions = listOf(item['customFields']);
  for (const definition of definitions) {
    const id = idOf(definition);
    if (id !== null) fields[customFieldName(id)] = asItem(definition)?.['type'] === 'checkbox' ? false : null;
  }
  for (const entry of item['customFieldItems']) {
    const value = asItem(entry);
    const id = idIn(value, 'idCustomField');
    if (value === null || id === null) continue;
    const shown = valueOf(value);
    if (shown !== undefined) fields[customFieldName(id)] = shown;
  }
}

/** Of a list, the id of the option: its name is the board's to change. */
function valueOf(entry: Item): Json | undefined {
  const option = idIn(entry, 'idValue');
  if (option !== null) return option;
  const value = asItem(entry['value']);
  if (value === null) return undefined;
  // Numbers and ticks are sent as texts.
  if (typeof value['text'] === 'string') return value['text'];
  if (typeof value['number'] === 'string') return finite(Number(value['number']));
  if (typeof value['checked'] === 'string') return value['checked'] === 'true';
  return utcTime(value['date']) ?? undefined;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

export function optionsOf(definition: unknown): { readonly id: string; readonly name: string }[] {
  const item = asItem(definition);
  const listed = listOf(asItem(item?.['display'])?.['options'] ?? item?.['options']);
  return listed.flatMap((value) => {
    const id = idOf(value);
    const name = textOf(asItem(asItem(value)?.['value'])?.['text']);
    return id === null || name === null ? [] : [{ id, name }];
  });
}
