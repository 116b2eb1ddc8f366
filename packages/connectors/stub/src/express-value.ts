import type { Json } from '@syncline/core';
import type { StubField } from './definitions.ts';

/** What the stub shows after it was sent a value. Pure, never throws, twice is once. */
export function expressValue(field: StubField, value: Json): Json {
  const isSet = field.type === 'reference_set' || field.type === 'text_set';
  if (value === null) return isSet ? [] : null;
  if (isSet) return Array.isArray(value) ? [...new Set(value.map(textOf))].filter((item) => item !== '').sort() : value;
  if (typeof value === 'string' && isTextual(field)) return plain(value);
  if (field.type === 'number' && typeof value === 'number') return rounded(value, field.scale);
  if (field.type === 'instant' && typeof value === 'string') {
    const time = Date.parse(value);
    return Number.isNaN(time) ? value : `${new Date(Math.floor(time / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
  }
  if (field.type === 'date' && typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) return value.slice(0, 10);
  return value;
}

function isTextual({ type }: StubField): boolean {
  return type === 'text' || type === 'rich_text' || type === 'choice' || type === 'reference';
}

function textOf(value: Json): string {
  return typeof value === 'string' ? (plain(value) ?? '') : JSON.stringify(value);
}

/** Well-formed, without NUL, with line ends of one kind and no white space around it. */
function plain(text: string): string | null {
  const clean = text.toWellFormed().replaceAll('\u0000', '\ufffd').replace(/\r\n?/g, '\n').trim();
  return clean === '' ? null : clean;
}

function rounded(value: number, scale: number | undefined): number {
  if (scale === undefined || !Number.isFinite(value) || Math.abs(value) >= 1e15) return value;
  const moved = Number(`${Math.abs(value)}e${scale}`);
  // What is too small to be written without an exponent is nothing at any scale of ours.
  return Number.isNaN(moved) ? 0 : Math.sign(value) * Number(`${Math.round(moved)}e-${scale}`) || 0;
}
