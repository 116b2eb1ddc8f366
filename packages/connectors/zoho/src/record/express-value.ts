import type { Json } from '@syncline/core';
import { zohoId } from '../zoho-id.ts';
import type { ModuleField } from './field.ts';

/** What Zoho shows after it was sent a value (rule 3.6): it trims texts, knows no empty one, and rounds to the scale. */
export function expressValue(field: ModuleField, value: Json): Json {
  if (field.form === 'host') return typeof value === 'string' ? bareHost(value) : value;
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
      return zohoId(value) ?? value;
    case 'reference_set':
      // One lookup: of several the first is kept.
      return Array.isArray(value) ? value.map(String).sort().slice(0, 1) : (value ?? []);
    case 'text_set':
    case 'json':
      return value;
  }
}

/** Line ends as everywhere else, and nothing around it; null when nothing is left. */
export function plainText(text: string): string | null {
  return text.replace(/\r\n?/g, '\n').trim() || null;
}

/** The bare host of a web address, in lower case: `https://www.Acme.example/about` is `acme.example`. */
export function bareHost(text: string): string | null {
  const address = text.trim().toLowerCase();
  const host = address
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#\s].*$/s, '')
    .replace(/^[^@]*@/, '')
    .replace(/:\d*$/, '');
  const bare = host.replace(/^(?:www\.)+/, '').replace(/\.+$/, '');
  return bare || null;
}

/** Seconds, without fractions: what Zoho keeps. */
export function instant(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : `${new Date(Math.floor(time / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
}

/** To the scale of a field; halves away from zero. */
export function rounded(value: number, scale: number | undefined): number {
  if (scale === undefined || !Number.isFinite(value) || Math.abs(value) >= 1e15 || Math.abs(value) < 1e-6) return value;
  // Through the decimal text: 1.005 * 100 is 100.49999999999999.
  return Math.sign(value) * Number(`${Math.round(Number(`${Math.abs(value)}e${scale}`))}e-${scale}`);
}
