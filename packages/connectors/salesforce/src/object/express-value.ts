import type { Json } from '@syncline/core';
import { salesforceId } from '../salesforce-id.ts';
import type { ObjectField } from './field.ts';

/** What Salesforce shows after it was sent a value (rule 3.6): it trims texts, knows no empty one, and rounds to the scale. */
export function expressValue(field: ObjectField, value: Json): Json {
  switch (field.type) {
    case 'text':
    case 'rich_text':
    case 'choice':
      return typeof value === 'string' ? plainText(value) : value;
    case 'number':
      return typeof value === 'number' ? rounded(value, field.scale) : value;
    case 'boolean':
      // A checkbox is never empty.
      return value ?? false;
    case 'date':
      return typeof value === 'string' ? value.slice(0, 10) : value;
    case 'instant':
      return typeof value === 'string' ? (instant(value) ?? value) : value;
    case 'reference':
      return salesforceId(value) ?? value;
    case 'reference_set':
      return Array.isArray(value) ? inOrder(value.map((id) => salesforceId(id) ?? String(id))) : (value ?? []);
    case 'text_set':
      return Array.isArray(value) ? inOrder(value.map((text) => listItem(String(text)))) : (value ?? []);
    case 'json':
      return value;
  }
}

/** Line ends as everywhere else: Salesforce shows CRLF for what people typed in its pages. */
export function plainText(text: string): string | null {
  return text.replace(/\r\n?/g, '\n').trim() || null;
}

/** Seconds, without fractions: what Salesforce keeps. */
export function instant(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : `${new Date(Math.floor(time / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
}

/** Sets are kept in one text, apart by semicolons. */
export const LIST_SEPARATOR = ';';

function listItem(text: string): string {
  return text.replaceAll(LIST_SEPARATOR, ',').trim();
}

function inOrder(items: readonly string[]): string[] {
  return [...new Set(items.filter((item) => item !== ''))].sort();
}

/** To the scale of a field; halves away from zero. */
export function rounded(value: number, scale: number | undefined): number {
  if (scale === undefined || !Number.isFinite(value) || Math.abs(value) >= 1e15 || Math.abs(value) < 1e-6) return value;
  // Through the decimal text: 1.005 * 100 is 100.49999999999999.
  return Math.sign(value) * Number(`${Math.round(Number(`${Math.abs(value)}e${scale}`))}e-${scale}`);
}
