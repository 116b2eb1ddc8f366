import type { Json } from '@syncline/core';

/** Types of custom fields whose values are ids: of options, people, organizations. */
const ID_TYPES = ['enum', 'user', 'org', 'people'];

/**
 * A custom field's value: options and people by their ids as text, which stay when they are renamed; all else as
 * Pipedrive has it, so that money is `{ value, currency }` and an address an object.
 */
export function customValue(type: string, raw: unknown): Json {
  if (raw === undefined || raw === null) return type === 'set' ? [] : null;
  if (ID_TYPES.includes(type) && typeof raw === 'number') return String(raw);
  if (type === 'set' && Array.isArray(raw)) return raw.map(String).sort();
  return raw as Json;
}

/** The same as it is sent. Several options that are none are emptied by null: an empty list is refused. */
export function sentCustomValue(type: string, value: Json): unknown {
  if (type === 'set' && Array.isArray(value)) return value.length === 0 ? null : value.map(Number);
  if (ID_TYPES.includes(type) && typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
  return value;
}
