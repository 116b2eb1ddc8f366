import type { Json } from '../json.ts';

/** Whether a value says that there is nothing: not held, null, an empty text or set. */
export function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
