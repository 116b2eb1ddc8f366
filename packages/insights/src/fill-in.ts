import type { Json } from '@syncline/core';

const place = /\{([a-z][a-z0-9_]*)\}/g;

/** The columns that a text has places for. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(place)].map(([, column]) => column!);
}

/** A text with the values of a row in its places. */
export function fillIn(text: string, row: Readonly<Record<string, Json>>): string {
  return text.replace(place, (_, column: string) => textOf(row[column]));
}

function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return '(none)';
  if (typeof value === 'string') return value.length > 200 ? `${value.slice(0, 199)}\u2026` : value;
  return Array.isArray(value) ? value.map(textOf).join(', ') : JSON.stringify(value);
}

/** A value of a proposal: what is one place alone keeps the type of what stands in it. */
export function valueFrom(value: Json, row: Readonly<Record<string, Json>>): Json {
  if (typeof value !== 'string') return value;
  const [column] = /^\{([a-z][a-z0-9_]*)\}$/.exec(value)?.slice(1) ?? [];
  return column === undefined ? fillIn(value, row) : (row[column] ?? null);
}
