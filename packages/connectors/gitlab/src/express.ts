import type { Json } from '@syncline/core';
import { splitOwnKey } from './own-key.ts';
import { disarmQuickActions, rearmQuickActions } from './quick-actions.ts';

/**
 * What GitLab shows of a value. Texts come back as they were sent, line ends included; what it refuses (a title of
 * more than 255 characters) is sent all the same, so that its refusal is seen.
 */

/** No NUL and no half of a character: neither can be stored. */
function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

/** One line, without white space around it. */
export function expressLine(value: Json): Json {
  return typeof value === 'string' ? oneLine(value) : value;
}

function oneLine(text: string): string {
  return plainText(text)
    .replaceAll(/[\r\n]+/g, ' ')
    .trim();
}

/** A line that may be empty, which is none. */
export function expressOptionalLine(value: Json): Json {
  const line = expressLine(value);
  return line === '' ? null : line;
}

/** A Markdown text, which commands nothing; an empty one is none. */
export function expressText(value: Json): Json {
  if (typeof value !== 'string') return value;
  const { text } = splitOwnKey(plainText(value));
  return text === null ? null : rearmQuickActions(disarmQuickActions(text));
}

/** Names in one order, each once. GitLab takes them joined by commas, so that no label has one. */
export function expressNames(value: Json): Json {
  if (!Array.isArray(value)) return value;
  const names = textsOf(value).map(labelName);
  return [...new Set(names.filter((name) => name !== ''))].sort();
}

export function expressLabelName(value: Json): Json {
  return typeof value === 'string' ? labelName(value) : value;
}

function labelName(name: string): string {
  return oneLine(name.replaceAll(/\s*,\s*/g, ' '));
}

/** Six hexadecimal digits, as other trackers have them. */
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

/** A name as GitLab keeps it: what is no letter, digit, `_`, `.`, `-` or `+` becomes `_`. */
export function expressFileName(value: Json): Json {
  return typeof value === 'string' ? fileNameOf(value) : value;
}

export function fileNameOf(name: string): string {
  const last = name.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const kept = last.replaceAll(/[^\p{L}\p{M}\p{Nd}\p{Pc}.+-]/gu, '_');
  if (kept === '') return 'unnamed';
  return /^\.+$/.test(kept) ? `_${kept}` : kept;
}

export function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
}
