import type { Json } from '../json.ts';

/** Whether a value says that there is nothing: not held, null, an empty text or set. */
export function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A value as text: what value tables, references and keys are looked up by. */
export function textOfValue(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
