import { type Item, itemTakers } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { splitOwnKey } from './own-key.ts';

export { asItem, type Item, numericIdOf as idOf, textOf } from '@syncline/connector-sdk';

export const { takeText, takeFlag, takeNumber, takeTime, requireText, requireChoice } = itemTakers({
  id: 'github',
  title: 'GitHub',
  time: utcTime,
});

type Fields = Record<string, Json>;

/** A Markdown text that may carry our key, which is returned and no part of the field. */
export function takeKeyedText(
  fields: Fields,
  item: Item,
  key: string,
  diagnostics: Diagnostic[],
): { readonly ownKey?: string } {
  takeText(fields, item, key, diagnostics);
  const value = fields[key];
  if (typeof value !== 'string') return {};
  const { text, ownKey } = splitOwnKey(value);
  fields[key] = text;
  return ownKey === null ? {} : { ownKey };
}

/** The day of a time. */
export function takeDate(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[]): void {
  takeTime(fields, item, key, diagnostics);
  const time = fields[key];
  if (typeof time === 'string') fields[key] = time.slice(0, 10);
}

const SECONDS_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** An ISO 8601 time in UTC, or null for what is no time. GitHub's usual form is kept as it is. */
export function utcTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (SECONDS_UTC.test(value)) return value;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
