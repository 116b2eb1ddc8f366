import type { Diagnostic, Json } from '@syncline/core';
import { isTrelloId } from './ids.ts';

/** One object of a vendor page before anything is known of it. */
export type Item = Readonly<Record<string, unknown>>;
type Fields = Record<string, Json>;

export function asItem(value: unknown): Item | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : null;
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An object's id; null when it is none. */
export function idOf(value: unknown): string | null {
  const id = asItem(value)?.['id'];
  return isTrelloId(id) ? id : null;
}

/** A member that holds an id; null when it holds none. */
export function idIn(item: Item | null, key: string): string | null {
  const id = item?.[key];
  return isTrelloId(id) ? id : null;
}

/** The ids in a member that is a list of them; null when it is no list. */
export function idsIn(item: Item, key: string): string[] | null {
  const ids = item[key];
  return Array.isArray(ids) ? sortedSet(ids.filter(isTrelloId)) : null;
}

/** As sets are written in canonical form: sorted, without repeats. */
export function sortedSet(values: Iterable<string>): string[] {
  return [...new Set(values)].sort();
}

/**
 * The takers below copy one member into canonical fields: absent stays absent (not shown), null stays null (an
 * explicit empty), and what has the wrong type is left out with a warning.
 */
export function takeText(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  // Trello has no null for a text that is not there.
  if (typeof value === 'string' || value === null) fields[as] = value === '' ? null : value;
  else if (value !== undefined) diagnostics.push(wrongType(key, 'a text'));
}

export function takeFlag(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if (typeof value === 'boolean' || value === null) fields[as] = value;
  else if (value !== undefined) diagnostics.push(wrongType(key, 'true or false'));
}

export function takeNumber(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if ((typeof value === 'number' && Number.isFinite(value)) || value === null) fields[as] = value;
  else if (value !== undefined) diagnostics.push(wrongType(key, 'a number'));
}

export function takeTime(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if (value === undefined) return;
  const time = value === null ? null : utcTime(value);
  if (time === null && value !== null) diagnostics.push(wrongType(key, 'a time'));
  else fields[as] = time;
}

/** A member that must be a text: an error, which keeps the record out of the graph, when it is not. */
export function requireText(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if (typeof value === 'string') fields[as] = value;
  else diagnostics.push(missing(key, 'text'));
}

/** Closed, which is archived: a state, at Trello as everywhere. */
export function takeState(fields: Fields, item: Item, diagnostics: Diagnostic[]): void {
  const { closed } = item;
  if (typeof closed !== 'boolean') return void diagnostics.push(missing('closed', 'true or false'));
  fields['closed'] = closed;
  fields['state'] = closed ? 'closed' : 'open';
}

export function missing(field: string, what: string): Diagnostic {
  return {
    severity: 'error',
    code: 'trello_field_missing',
    field,
    message: `Trello sent no ${what} as ${field}`,
  };
}

export function wrongType(field: string, wanted: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'trello_wrong_type',
    field,
    message: `Trello sent something else than ${wanted} as ${field}; it was left out`,
  };
}

/** An ISO 8601 time in UTC, or null for what is no time. */
export function utcTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
