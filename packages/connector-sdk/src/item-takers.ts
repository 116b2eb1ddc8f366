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

/** The positive number under `id` as text, or null. */
export function numericIdOf(value: unknown): string | null {
  const id = asItem(value)?.['id'];
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? String(id) : null;
}

/** As sets are written in canonical form: sorted, without repeats. */
export function sortedSet(values: Iterable<string>): string[] {
  return [...new Set(values)].sort();
}

/** An ISO 8601 time in UTC, or null for what is no time. */
export function utcTime(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Copies one member of an item into canonical fields, under its own name or `as`. */
export type Taker = (fields: Fields, item: Item, key: string, diagnostics: Diagnostic[], as?: string) => void;

export interface ItemTakers {
  readonly takeText: Taker;
  readonly takeFlag: Taker;
  readonly takeNumber: Taker;
  readonly takeTime: Taker;
  /** A day, `2026-01-31`. */
  readonly takeDate: Taker;
  /** A member that must be a text: an error, which keeps the record out of the graph, when it is not. */
  readonly requireText: Taker;
  /** A member that must be one of a few values; another one is an error, never guessed at. */
  requireChoice(fields: Fields, item: Item, key: string, choices: readonly string[], diagnostics: Diagnostic[]): void;
  missing(field: string, what: string): Diagnostic;
  wrongType(field: string, wanted: string): Diagnostic;
}

/**
 * How a connector takes members of what its vendor sent: absent stays absent (not shown), null stays null (an explicit
 * empty), and what has the wrong type is left out with a warning. `vendor.time`: how it writes times, where not as ISO 8601.
 */
export function itemTakers(vendor: {
  readonly id: string;
  readonly title: string;
  readonly time?: (value: unknown) => string | null;
}): ItemTakers {
  const timeOf = vendor.time ?? utcTime;
  const wrongType = (field: string, wanted: string): Diagnostic => ({
    severity: 'warning',
    code: `${vendor.id}_wrong_type`,
    field,
    message: `${vendor.title} sent something else than ${wanted} as ${field}; it was left out`,
  });
  const missing = (field: string, what: string): Diagnostic => ({
    severity: 'error',
    code: `${vendor.id}_field_missing`,
    field,
    message: `${vendor.title} sent no ${what} as ${field}`,
  });
  const taker =
    (isRight: (value: unknown) => value is Json, wanted: string): Taker =>
    (fields, item, key, diagnostics, as = key) => {
      const value = item[key];
      if (value === null || isRight(value)) fields[as] = value;
      else if (value !== undefined) diagnostics.push(wrongType(key, wanted));
    };
  return {
    takeText: taker((value) => typeof value === 'string', 'a text'),
    takeFlag: taker((value) => typeof value === 'boolean', 'true or false'),
    takeNumber: taker((value): value is number => typeof value === 'number' && Number.isFinite(value), 'a number'),
    takeDate: taker((value): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value), 'a date'),
    takeTime: (fields, item, key, diagnostics, as = key) => {
      const value = item[key];
      if (value === undefined) return;
      const time = value === null ? null : timeOf(value);
      if (time === null && value !== null) diagnostics.push(wrongType(key, 'a time'));
      else fields[as] = time;
    },
    requireText: (fields, item, key, diagnostics, as = key) => {
      const value = item[key];
      if (typeof value === 'string') fields[as] = value;
      else diagnostics.push(missing(key, 'text'));
    },
    requireChoice: (fields, item, key, choices, diagnostics) => {
      const value = item[key];
      if (typeof value === 'string' && choices.includes(value)) fields[key] = value;
      else {
        const shown = typeof value === 'string' ? `"${value.slice(0, 40)}"` : typeof value;
        diagnostics.push({
          severity: 'error',
          code: `${vendor.id}_unknown_value`,
          field: key,
          message: `${vendor.title} sent ${shown} as ${key}, known are ${choices.join(', ')}`,
        });
      }
    },
    missing,
    wrongType,
  };
}
