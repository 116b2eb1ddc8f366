import type { Json } from '@syncline/core';
import { importLimits } from '../limits.ts';
import type { ManifestColumn } from '../manifest.ts';
import { readRange } from '../profile/read-range.ts';
import {
  currencyIn,
  readBoolean,
  readDate,
  readEmail,
  readHost,
  readNumber,
  readPhone,
} from '../profile/read-values.ts';
import type { Cell } from '../read/source-row.ts';

export type ReadCell =
  | { readonly ok: true; readonly value: Json }
  /** It says nothing. */
  | { readonly ok: true; readonly empty: true }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Words that people write for “nothing”. */
const placeholders = new Set(['-', '--', '—', 'n/a', 'na', '#n/a', 'null', 'none', 'nil', '?', 'k.a.', 'keine angabe']);

/** The canonical value of a cell; problems are told in words about this cell alone. */
export function readCell(cell: Cell | undefined, column: ManifestColumn): ReadCell {
  if (cell?.fault !== undefined) return { ok: false, code: 'no_value', message: cell.fault };
  if (cell === undefined || cell.value === null) return { ok: true, empty: true };
  const text = String(cell.value).trim();
  if (text === '' || placeholders.has(text.toLowerCase())) return { ok: true, empty: true };
  if (text.length > importLimits.cellChars)
    return { ok: false, code: 'too_long', message: `It is longer than ${importLimits.cellChars} characters.` };
  const value = valueOf(inTheHub(text, column), cell, column);
  if (value === undefined) return { ok: true, empty: true };
  return value === null ? { ok: false, code: codeOf(column), message: refusal(text, column) } : { ok: true, value };
}

/** The word of the hub for one of the file, in any case. */
function inTheHub(text: string, { values }: ManifestColumn): string {
  if (values === undefined) return text;
  if (Object.hasOwn(values, text)) return values[text]!;
  const lower = text.toLowerCase();
  return Object.entries(values).find(([word]) => word.toLowerCase() === lower)?.[1] ?? text;
}

/** Both ends of a range are told once. */
function codeOf({ as }: ManifestColumn): string {
  return as === 'range_from' || as === 'range_to' ? 'no_range' : `no_${as}`;
}

/** Undefined: it says nothing of this field; null: it can't be read. */
function valueOf(text: string, cell: Cell, column: ManifestColumn): Json | undefined {
  switch (column.as) {
    case 'text':
      return text.replaceAll('\u0000', '');
    case 'email':
      return readEmail(text);
    case 'phone':
      return readPhone(text, column.region ?? null);
    case 'domain':
      return readHost(text);
    case 'boolean':
      return typeof cell.value === 'boolean' ? cell.value : readBoolean(text);
    case 'number':
      return typeof cell.value === 'number' ? cell.value : readNumber(text, column.decimal ?? '.');
    case 'date':
    case 'datetime':
      return dateOf(text, cell, column);
    case 'range_from':
    case 'range_to':
      return endOfRange(text, cell, column);
    case 'currency':
      return currencyIn(text) ?? undefined;
    case 'first_name':
    case 'last_name':
      return partOfName(text, column.as);
  }
}

function dateOf(text: string, cell: Cell, { as, dateOrder }: ManifestColumn): string | null {
  const read = cell.isDate ? readDate(text, 'ymd') : readDate(text, dateOrder ?? 'ymd');
  // What says its year first says its order itself.
  const found = read ?? (/^\d{4}-/.test(text) ? readDate(text, 'ymd') : null);
  if (found === null) return null;
  return as === 'date' ? found.date : (found.time ?? `${found.date}T00:00:00.000Z`);
}

/** An amount alone is the most that something may cost. */
function endOfRange(text: string, cell: Cell, { as, decimal }: ManifestColumn): number | null | undefined {
  const range = typeof cell.value === 'number' ? { from: null, to: cell.value } : readRange(text, decimal ?? '.');
  return range === null ? null : ((as === 'range_from' ? range.from : range.to) ?? undefined);
}

/** `Doe, Jane` and `Jane Doe`; a name of one word is the last name. */
function partOfName(text: string, part: 'first_name' | 'last_name'): string {
  const comma = /^([^,]+),\s*(.+)$/.exec(text);
  const words = text.split(/\s+/);
  const [first, last] = comma ? [comma[2]!, comma[1]!] : [words.slice(0, -1).join(' '), words.at(-1)!];
  return (part === 'first_name' ? first : last).trim();
}

function refusal(text: string, { as, dateOrder, decimal, region }: ManifestColumn): string {
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  switch (as) {
    case 'date':
    case 'datetime':
      return `“${shown}” is no date in the order ${dateOrder ?? 'ymd'}.`;
    case 'number':
      return `“${shown}” is no number whose decimals “${decimal ?? '.'}” parts.`;
    case 'range_from':
    case 'range_to':
      return `“${shown}” is neither an amount nor a range of two whose decimals “${decimal ?? '.'}” parts.`;
    case 'phone':
      return `“${shown}” is no telephone number${region ? ` of ${region}` : ' with its country'}.`;
    case 'email':
      return `“${shown}” is no e-mail address.`;
    case 'domain':
      return `“${shown}” is no web address.`;
    default:
      return `“${shown}” is no ${as}.`;
  }
}
