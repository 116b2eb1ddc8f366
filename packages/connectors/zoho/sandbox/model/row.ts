import type { Json } from '@syncline/core';

/** A record: values by API names, a lookup as the id that it points to. */
export interface Row {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly modified: number;
  readonly values: Readonly<Record<string, Json>>;
}

/** A value as text; empty for what is none. */
export function textIn(row: Row | undefined, name: string): string {
  const value = row?.values[name];
  return typeof value === 'string' ? value : '';
}

const ORGANISATION = '57257670';

/** The id of a module's record by its number, 0 the first: later records have higher ids. */
export function recordId(moduleNumber: string, position: number): string {
  return `${ORGANISATION}${moduleNumber}${String(position + 1).padStart(9, '0')}`;
}

export function moduleNumberOf(id: string): string {
  return id.startsWith(ORGANISATION) ? id.slice(8, 10) : '';
}

/** The user's time zone, in which Zoho shows all times. */
const OFFSET = '+05:30';
const OFFSET_SECONDS = 5.5 * 3_600;

/** `2026-01-31T12:00:00+05:30`. */
export function timeText(seconds: number): string {
  return `${new Date((seconds + OFFSET_SECONDS) * 1_000).toISOString().slice(0, 19)}${OFFSET}`;
}

export function secondsOf(text: string): number {
  return Math.floor(Date.parse(text) / 1_000);
}
