import type { Json } from '../json.ts';

/**
 * What a field of a stream holds, in canonical form:
 *
 * | type | value |
 * |---|---|
 * | `text` | string |
 * | `rich_text` | Markdown, whatever the vendor stores |
 * | `number`, `boolean` | as JSON |
 * | `date` | `2026-11-21` |
 * | `instant` | ISO 8601 in UTC |
 * | `choice` | the vendor's own name of the value: `In Progress` |
 * | `text_set` | array of strings, sorted, without repeats: label names |
 * | `reference` | external id of a record of the stream in `references`, or null |
 * | `reference_set` | array of such ids, sorted, without repeats |
 * | `json` | anything else; compared as a whole |
 */
export type FieldType =
  | 'text'
  | 'rich_text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'choice'
  | 'text_set'
  | 'reference'
  | 'reference_set'
  | 'json';

export function isSetType(type: FieldType): boolean {
  return type === 'text_set' || type === 'reference_set';
}

/** Whether a value is one that a field of the type may hold; a null is none. */
export function isOfType(type: FieldType, value: Json): boolean {
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && DAY.test(value) && isDay(value);
    case 'instant':
      return typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
    case 'text_set':
    case 'reference_set':
      return Array.isArray(value) && value.every((member) => typeof member === 'string');
    case 'text':
    case 'rich_text':
    case 'choice':
    case 'reference':
      return typeof value === 'string';
    case 'json':
      return value !== null;
    default:
      return type satisfies never;
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** JavaScript takes the 31st of February for a day in March. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
