import { type Item, textOf } from '../item.ts';
import { expressText } from './express.ts';
import { type Body, type ObjectField, Wrong } from './object-field.ts';

/**
 * A person has one name; Pipedrive shows as first name its first word, and as last name the rest. A name of one word is a
 * last name to others, who ask for that one.
 */
const namePart = (name: 'first_name' | 'last_name', read: (item: Item) => string | null): ObjectField => ({
  name,
  api: 'name',
  type: 'text',
  writable: 'yes',
  ...(name === 'last_name' && { required: true }),
  read: (item) => {
    if (item[name] === undefined) return undefined;
    return item[name] === null || typeof item[name] === 'string' ? read(item) : new Wrong('a text');
  },
  // Both halves are put together once both are known.
  write: (body: Body, value) => {
    body.own[name] = value;
  },
  express: expressText,
});

export const firstName = namePart('first_name', firstIn);
export const lastName = namePart('last_name', lastIn);

/** What is sent of a name; the half that is not written stays as it is shown. */
export function joinName(own: Record<string, unknown>, before: Item): void {
  if (!('first_name' in own) && !('last_name' in own)) return;
  const half = (name: string, shown: string | null) =>
    name in own ? (textOf(own[name])?.trim() ?? '') : (shown ?? '');
  own['name'] = `${half('first_name', firstIn(before))} ${half('last_name', lastIn(before))}`.trim();
  delete own['first_name'];
  delete own['last_name'];
}

function firstIn(item: Item): string | null {
  return given(item, 'last_name') ? given(item, 'first_name') : null;
}

function lastIn(item: Item): string | null {
  return given(item, 'last_name') ?? given(item, 'first_name');
}

function given(item: Item, name: string): string | null {
  const value = expressText(textOf(item[name]));
  return typeof value === 'string' ? value : null;
}
