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
