import type { Json } from '@syncline/core';
import { sortedSet, utcTime } from './item.ts';
import { splitOwnKey } from './own-key.ts';

const MAX_TEXT = 16_384;
const MAX_FILE_NAME = 256;
/** Room for the line that holds our key, and the empty one above it. */
const MAX_KEYED = MAX_TEXT - 64;

/** Neither NUL nor half of a character can be stored. */
function plainText(text: string, most: number): string {
  const plain = text.toWellFormed().replaceAll('\u0000', '');
  if (plain.length <= most) return plain;
  return plain.slice(0, /[\uD800-\uDBFF]/.test(plain[most - 1] ?? '') ? most - 1 : most);
}

/** A name is one line of at most 16,384 characters; Trello refuses what we cut. */
export function expressName(value: Json): Json {
  return typeof value === 'string' ? plainText(oneLine(value), MAX_TEXT).trim() : value;
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\u0000', '')
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim();
}

/** Names of attachments are shorter, and no paths. */
export function expressFileName(value: Json): Json {
  return typeof value === 'string' ? fileNameOf(value) : value;
}

export function fileNameOf(name: string): string {
  return plainText(oneLine(name).split(/[\\/]/).at(-1) ?? '', MAX_FILE_NAME);
}

/** A Markdown text, which comes back as it was sent; an empty one is none. */
export function expressText(value: Json): Json {
  return typeof value === 'string' ? splitOwnKey(plainText(value, MAX_KEYED)).text : value;
}

/** Names of labels. */
export function expressNames(value: Json): Json {
  if (!Array.isArray(value)) return value;
  const names = value.map((name: Json) => expressName(name));
  return sortedSet(names.filter((name) => typeof name === 'string' && name !== '') as string[]);
}

/** Times are kept to the millisecond. */
export function expressTime(value: Json): Json {
  return utcTime(value) ?? value;
}
