import type { Diagnostic, Json } from '@syncline/core';

/** One object of a vendor page before anything is known of it. */
export type Item = Readonly<Record<string, unknown>>;
type Fields = Record<string, Json>;

export function asItem(value: unknown): Item | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : null;
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

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
  if (typeof value === 'string' || value === null) fields[as] = value;
  else if (value !== undefined) diagnostics.push(wrongType(key, 'a text'));
}

export function takeFlag(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if (typeof value === 'boolean' || value === null) fields[as] = value;
  else if (value !== undefined) diagnostics.push(wrongType(key, 'true or false'));
}

export function takeTime(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if (value === undefined) return;
  const time = value === null ? null : utcTime(value);
  if (time === null && value !== null) diagnostics.push(wrongType(key, 'a time'));
  else fields[as] = time;
}

export function takeDate(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if (value === null || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))) fields[as] = value;
  else if (value !== undefined) diagnostics.push(wrongType(key, 'a date'));
}

/** The name of an object member, such as a priority's. */
export function takeName(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if (value === undefined) return;
  const name = textOf(asItem(value)?.['name']);
  if (name === null && value !== null) diagnostics.push(wrongType(key, 'something with a name'));
  else fields[as] = name;
}

/** A member that must be a text: an error, which keeps the record out of the graph, when it is not. */
export function requireText(fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as = key): void {
  const value = item[key];
  if (typeof value === 'string') fields[as] = value;
  else diagnostics.push(missing(key, 'text'));
}

export function missing(field: string, what: string): Diagnostic {
  return { severity: 'error', code: 'jira_field_missing', field, message: `Jira sent no ${what} as ${field}` };
}

export function wrongType(field: string, wanted: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'jira_wrong_type',
    field,
    message: `Jira sent something else than ${wanted} as ${field}; it was left out`,
  };
}

/** An ISO 8601 time in UTC, or null for what is no time. Jira writes offsets without a colon: `+0000`. */
export function utcTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const time = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
