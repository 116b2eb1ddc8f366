import type { Json } from '@syncline/core';
import { splitOwnKey } from './own-key.ts';

const MAX_SUBJECT = 255;

/** Neither NUL nor half of a character can be stored. */
function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

/** One line of at most 255 characters; OpenProject refuses what we cut. */
export function expressSubject(value: Json): Json {
  if (typeof value !== 'string') return value;
  const line = plainText(value)
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim();
  return plainText(Array.from(line).slice(0, MAX_SUBJECT).join('')).trim();
}

/** A Markdown text, which comes back as it was sent; an empty one is none. */
export function expressText(value: Json): Json {
  return typeof value === 'string' ? splitOwnKey(plainText(value)).text : value;
}

/** A version's name is one line of at most 60 characters. */
export function expressVersionName(value: Json): Json {
  const line = expressSubject(value);
  return typeof line === 'string' ? Array.from(line).slice(0, 60).join('').trim() : line;
}

/** A file's name has no place in it. */
export function expressFileName(value: Json): Json {
  const line = expressSubject(value);
  return typeof line === 'string' ? line.split(/[\\/]/).at(-1)! : line;
}
