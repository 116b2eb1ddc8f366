import type { Diagnostic, Json } from '@syncline/core';
import { splitOwnKey } from './own-key.ts';
import { rearmQuickActions } from './quick-actions.ts';

/** One object of a vendor page before anything is known of it. */
export type Item = Readonly<Record<string, unknown>>;
type Fields = Record<string, Json>;

export function asItem(value: unknown): Item | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : null;
}

/** GitLab's numeric id as text, or null. */
export function idOf(value: unknown): string | null {
  const id = asItem(value)?.['id'];
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? String(id) : null;
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/**
 * The takers below copy one member into canonical fields: absent stays absent (not shown), null stays null (an
 * explicit empty), and what has the wrong type is left out with a warning.
 */
export function takeText(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if (typeof value === 'string' || value === null) fields[as] = value;
  else if (value !== undefined) diagnostics.push(wrongType(key, 'a text'));
}

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
  fields[key] = text === null ? null : rearmQuickActions(text);
  return ownKey === null ? {} : { ownKey };
}

export function takeDate(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[]): void {
  const value = item[key];
  if (value === null || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))) fields[key] = value;
  else if (value !== undefined) diagnostics.push(wrongType(key, 'a date'));
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
export function requireText(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[]): void {
  const value = item[key];
  if (typeof value === 'string') fields[key] = value;
  else
    diagnostics.push({
      severity: 'error',
      code: 'gitlab_field_missing',
      field: key,
      message: `GitLab sent no text as ${key}`,
    });
}

/** A member that must be one of a few values; another one is an error, never guessed at. */
export function requireChoice(
  fields: Fields,
  item: Item,
  key: string,
  choices: readonly string[],
  diagnostics: Diagnostic[],
): void {
  const value = item[key];
  if (typeof value === 'string' && choices.includes(value)) fields[key] = value;
  else {
    const shown = typeof value === 'string' ? `"${value.slice(0, 40)}"` : typeof value;
    diagnostics.push({
      severity: 'error',
      code: 'gitlab_unknown_value',
      field: key,
      message: `GitLab sent ${shown} as ${key}, known are ${choices.join(', ')}`,
    });
  }
}

/** An ISO 8601 time in UTC, or null for what is no time. */
export function utcTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function wrongType(field: string, wanted: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'gitlab_wrong_type',
    field,
    message: `GitLab sent something else than ${wanted} as ${field}; it was left out`,
  };
}
