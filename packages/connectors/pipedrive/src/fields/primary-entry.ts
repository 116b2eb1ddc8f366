import { asItem, listOf } from '../item.ts';
import { expressText } from './express.ts';
import { type ObjectField, Wrong } from './object-field.ts';

/** The main one of a person's addresses or numbers. The others are kept by `keepEntries` when it is written. */
export function primaryEntry(name: string, api: string): ObjectField {
  return {
    name,
    api,
    type: 'text',
    writable: 'yes',
    read: (item) => {
      if (item[api] === undefined) return undefined;
      if (item[api] !== null && !Array.isArray(item[api])) return new Wrong('a list');
      const value = listOf(item[api]).find(isPrimary);
      const shown = asItem(value)?.['value'];
      return typeof shown === 'string' ? expressText(shown) : null;
    },
    write: (body, value) => {
      body.own[api] = value === null || value === '' ? [] : [{ value, primary: true, label: 'work' }];
    },
    express: expressText,
  };
}

export function isPrimary(entry: unknown): boolean {
  return asItem(entry)?.['primary'] === true;
}
