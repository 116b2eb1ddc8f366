import type { Json } from '@syncline/core';
import { splitOwnKey } from './own-key.ts';

/**
 * What GitHub shows of a value. Texts come back as they were sent, line ends included; what it refuses (a title of
 * more than 256 characters, a body of more than 65,536) is sent all the same, so that its refusal is seen.
 */

/** No NUL and no half of a character: neither can be stored. */
function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

/** One line, without white space around it. */
export function expressTitle(value: Json): Json {
  return typeof value === 'string' ? oneLine(value) : value;
}

export function oneLine(text: string): string {
  return plainText(text)
    .replaceAll(/[\r\n]+/g, ' ')
    .trim();
}

/** A Markdown text; an empty one is none. */
export function expressBody(value: Json): Json {
  return typeof value === 'string' ? splitOwnKey(plainText(value)).text : value;
}

/** A line that may be empty, which is none. */
export function expressLine(value: Json): Json {
  const line = expressTitle(value);
  return line === '' ? null : line;
}

/** Names in one order, each once: GitHub does not tell `Bug` from `bug`. */
export function expressNames(value: Json): Json {
  if (!Array.isArray(value)) return value;
  const names = new Map<string, string>();
  for (const name of textsOf(value).map(oneLine).sort())
    if (name !== '' && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  return [...names.values()];
}

/** Six hexadecimal digits. */
export function expressColor(value: Json): Json {
  return typeof value === 'string'
    ? plainText(value)
        .replace(/^[#\s]+/, '')
        .trim()
        .toLowerCase()
    : value;
}

/** A day; of a time its day in UTC. */
export function expressDate(value: Json): Json {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : value;
}

export function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}
