import type { Json } from '@syncline/core';
import type { ObjectField } from './field.ts';

export type ReadValue =
  | { readonly is: 'value'; readonly value: Json }
  | { readonly is: 'wrong'; readonly wanted: string };

/** A property in canonical form. HubSpot shows every value as a text, and an empty one as null or ''. */
export function readValue(field: ObjectField, raw: unknown): ReadValue {
  if (raw === null || raw === '') return value(emptyOf(field));
  if (typeof raw !== 'string') return wrong('a text');
  switch (field.type) {
    case 'number': {
      const number = numberOf(raw);
      return number === null ? wrong('a number') : value(rounded(scaled(field, number), field.scale));
    }
    case 'boolean':
      return raw === 'true' || raw === 'false' ? value(raw === 'true') : wrong('true or false');
    case 'date': {
      const time = timeOf(raw);
      return time === null ? wrong('a date') : value(time.slice(0, 10));
    }
    case 'instant': {
      const time = timeOf(raw);
      return time === null ? wrong('a time') : value(time);
    }
    case 'text_set':
      return value(inOrder(raw.split(';')));
    case 'reference':
      return /^\d{1,20}$/.test(raw) ? value(raw) : wrong('an id');
    default:
      return value(expressValue(field, raw));
  }
}

/** What is shown here after HubSpot was sent a value (rule 3.6): trimmed, no empty texts, rounded to the scale. */
export function expressValue(field: ObjectField, sent: Json): Json {
  switch (field.type) {
    case 'text':
    case 'rich_text':
    case 'choice':
      return typeof sent === 'string' ? written(field, plainText(sent)) : sent;
    case 'number':
      return typeof sent === 'number' ? rounded(sent, field.scale) : sent;
    case 'boolean':
      return sent;
    case 'date':
      return typeof sent === 'string' ? sent.slice(0, 10) : sent;
    case 'instant':
      return typeof sent === 'string' ? (timeOf(sent) ?? sent) : sent;
    case 'reference_set':
      return Array.isArray(sent) ? [...new Set(sent.map(String))].sort() : (sent ?? []);
    case 'text_set':
      return Array.isArray(sent) ? inOrder(sent.map(String)) : (sent ?? []);
    case 'reference':
    case 'json':
      return sent;
  }
}

/** A value as a property takes it; '' empties one. */
export function propertyValue(field: ObjectField, sent: Json): string {
  const shown = expressValue(field, sent);
  if (shown === null) return '';
  if (typeof shown === 'number') {
    if (field.notation === 'milliseconds') return String(Math.round(shown * 1_000));
    return String(field.notation === 'share' ? shown / 100 : shown);
  }
  if (typeof shown === 'string') return field.notation === 'capitals' ? shown.toUpperCase() : theirWord(field, shown);
  return plainValue(shown);
}

/** What a custom property is sent, of which no more is known: several options stand apart by semicolons. */
export function plainValue(sent: Json): string {
  if (sent === null) return '';
  if (Array.isArray(sent)) return sent.map(String).join(';');
  return typeof sent === 'object' ? JSON.stringify(sent) : String(sent);
}

/** Line ends as everywhere else, nothing around the text, and no empty one. */
function plainText(text: string): string | null {
  return text.replace(/\r\n?/g, '\n').trim() || null;
}

function written({ notation, words }: ObjectField, text: string | null): string | null {
  if (text === null) return null;
  if (words !== undefined) return words[text] ?? text;
  if (notation === 'host') return hostOf(text);
  return notation === 'lower' || notation === 'capitals' ? text.toLowerCase() : text;
}

function theirWord({ words = {} }: ObjectField, shown: string): string {
  return Object.keys(words).find((theirs) => words[theirs] === shown) ?? shown;
}

/** `https://www.Acme.example/about` is `acme.example`. */
function hostOf(text: string): string | null {
  let host = text.toLowerCase();
  // Until nothing more comes off, so that what was taken apart once stays as it is.
  for (let before = ''; before !== host; ) {
    before = host;
    host = host
      .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
      .replace(/[/?#].*$/s, '')
      .replace(/^www\./, '')
      .trim();
  }
  return host || null;
}

function scaled({ notation }: ObjectField, number: number): number {
  if (notation === 'share') return Number((number * 100).toFixed(6));
  return notation === 'milliseconds' ? number / 1_000 : number;
}

/** To the scale of a field; halves away from zero. */
function rounded(number: number, scale: number | undefined): number {
  if (scale === undefined || !Number.isFinite(number) || Math.abs(number) >= 1e15 || Math.abs(number) < 1e-6)
    return number;
  // Through the decimal text: 1.005 * 100 is 100.49999999999999.
  return Math.sign(number) * Number(`${Math.round(Number(`${Math.abs(number)}e${scale}`))}e-${scale}`);
}

function numberOf(text: string): number | null {
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? null : number;
}

/** As sets are written in canonical form. */
function inOrder(options: readonly string[]): string[] {
  return [...new Set(options.map((option) => option.trim()).filter((option) => option !== ''))].sort();
}

/** Times come as ISO 8601, days as 2026-12-01, and older integrations wrote milliseconds since 1970. */
function timeOf(text: string): string | null {
  const time = /^-?\d{11,15}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(time) || Math.abs(time) > 8.64e15 ? null : new Date(time).toISOString();
}

function emptyOf({ type }: ObjectField): Json {
  return type === 'reference_set' || type === 'text_set' ? [] : null;
}

function value(of: Json): ReadValue {
  return { is: 'value', value: of };
}

function wrong(wanted: string): ReadValue {
  return { is: 'wrong', wanted };
}
