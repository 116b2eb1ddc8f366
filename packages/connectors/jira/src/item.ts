import { asItem, type Item, itemTakers, sortedSet, textOf } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';

export { asItem, type Item, sortedSet, textOf } from '@syncline/connector-sdk';

export const { takeText, takeFlag, takeNumber, takeTime, takeDate, requireText, missing, wrongType } = itemTakers({
  id: 'jira',
  title: 'Jira',
  time: utcTime,
});

type Fields = Record<string, Json>;

/** Jira's id as text, whether it came as a text (issues) or as a number (sprints, boards); null when it is none. */
export function idOf(value: unknown): string | null {
  const id = asItem(value)?.['id'];
  if (typeof id === 'number') return Number.isSafeInteger(id) && id > 0 ? String(id) : null;
  return typeof id === 'string' && /^[1-9]\d{0,17}$/.test(id) ? id : null;
}

/** The ids of a list of objects, sorted, without repeats; what has none is left out. */
export function idsOf(values: unknown): string[] {
  const ids = (Array.isArray(values) ? values : []).flatMap((value) => idOf(value) ?? []);
  return sortedSet(ids);
}

/** The name of an object member, such as a priority's. */
export function takeName(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if (value === undefined) return;
  const name = textOf(asItem(value)?.['name']);
  if (name === null && value !== null) diagnostics.push(wrongType(key, 'something with a name'));
  else fields[as] = name;
}

/** An ISO 8601 time in UTC, or null for what is no time. Jira writes offsets without a colon: `+0000`. */
export function utcTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const time = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
