import { asItem, textOf } from './item.ts';

/** The entity property that holds our key, on issues and on comments. */
export const OWN_KEY_PROPERTY = 'syncline';

/** The property as a create sends it, with the issue or comment itself: it is never there without it. */
export function ownKeyProperty(ownKey: string): { readonly key: string; readonly value: { readonly key: string } } {
  return { key: OWN_KEY_PROPERTY, value: { key: ownKey } };
}

/** Our key among an issue's `properties`, an object by name, or a comment's, a list; null when there is none. */
export function ownKeyIn(properties: unknown): string | null {
  const value = Array.isArray(properties)
    ? asItem(properties.find((property) => asItem(property)?.['key'] === OWN_KEY_PROPERTY))?.['value']
    : asItem(properties)?.[OWN_KEY_PROPERTY];
  const key = textOf(asItem(value)?.['key']);
  return key !== null && /^[\w-]{1,64}$/.test(key) ? key : null;
}
