import type { Json } from '@syncline/core';
import { asItem, type Item, listOf, textOf } from '../item.ts';
import { plainNumber } from '../phone.ts';
import { CUSTOM, SCALARS } from './contact-fields.ts';

/** An address or number of a contact as the API takes it; a value of null takes it away. */
interface Entry {
  readonly id?: string;
  readonly name: string;
  readonly value: string | null;
}

export interface ContactBody {
  readonly externalId?: string | null;
  readonly source?: string | null;
  readonly sourceUrl?: string | null;
  readonly defaultFields: Readonly<Record<string, unknown>>;
  readonly customFields?: readonly object[];
}

/**
 * The whole of a contact with some fields changed. An update that leaves addresses, numbers or custom fields out has
 * been seen to delete them, so that what stands is always sent along (by `current`, the contact as just read); what is
 * taken away is named with null, as documented. Null: a new contact.
 */
export function contactBody(fields: Readonly<Record<string, Json>>, current: Item | null): ContactBody {
  const shown = asItem(current?.['defaultFields']) ?? {};
  const defaultFields: Record<string, unknown> = { firstName: null };
  for (const [name, member] of Object.entries(SCALARS)) {
    const value = name in fields ? plain(fields[name]!) : shown[member];
    if (value !== undefined) defaultFields[member] = value;
  }
  const emails = entries(shown['emails'], 'email' in fields ? (fields['email'] ?? null) : undefined, 'email', trimmed);
  const numbers = entries(
    shown['phoneNumbers'],
    'phone' in fields ? (fields['phone'] ?? null) : undefined,
    'phone',
    plainNumber,
  );
  if (current !== null || emails.length > 0) defaultFields['emails'] = emails;
  if (current !== null || numbers.length > 0) defaultFields['phoneNumbers'] = numbers;
  const customFields = customBody(fields, listOf(current?.['customFields']));
  return {
    ...(current !== null && {
      externalId: textOf(current['externalId']),
      source: textOf(current['source']),
      sourceUrl: textOf(current['sourceUrl']),
    }),
    defaultFields,
    ...(customFields.length > 0 && { customFields }),
  };
}

/** The first one is changed in place; undefined: none is. */
function entries(list: unknown, value: Json | undefined, name: string, plainValue: (text: string) => string): Entry[] {
  const standing = listOf(list).flatMap((entry): Entry[] => {
    const text = textOf(entry['value']);
    const id = textOf(entry['id']);
    return text === null ? [] : [{ ...(id !== null && { id }), name: textOf(entry['name']) ?? name, value: text }];
  });
  if (value === undefined) return standing;
  const wanted = typeof value === 'string' ? plainValue(value) || null : null;
  const [first, ...rest] = standing;
  if (first === undefined) return wanted === null ? [] : [{ name, value: wanted }];
  return [{ ...first, value: wanted }, ...rest];
}

function customBody(fields: Readonly<Record<string, Json>>, standing: readonly Item[]): object[] {
  const left = new Map(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(CUSTOM) ? [[name.slice(CUSTOM.length), value] as const] : [],
    ),
  );
  const kept = standing.flatMap((custom) => {
    const [key, id] = [textOf(custom['key']), textOf(custom['id'])];
    if (key === null) return [];
    const value = left.has(key) ? left.get(key) : custom['value'];
    left.delete(key);
    return [{ key, ...(id !== null && { id }), value: value ?? null }];
  });
  return [...kept, ...[...left].map(([key, value]) => ({ key, value }))];
}

function plain(value: Json): Json {
  return typeof value === 'string' ? value.trim() || null : value;
}

function trimmed(text: string): string {
  return text.trim();
}
