import { canonicalFields, foldName, keyNames, wholeNames } from '../canonical-fields.ts';
import { dateOrders, looksLikePhone, readEmail } from '../profile/read-values.ts';
import type { SourceRow } from './source-row.ts';

export interface FoundHeader {
  /** How manieth record it is, from 1; 0: there is none. */
  readonly headerRow: number;
  readonly columns: readonly string[];
  readonly confidence: number;
  readonly reason: string;
  readonly warnings: readonly string[];
}

const known = new Set([...canonicalFields.flatMap(({ names }) => names), ...keyNames, ...wholeNames]);

/** Finds the row that names the columns, under titles and above the data, and makes the names each its own. */
export function findHeader(rows: readonly SourceRow[]): FoundHeader {
  const width = usualWidth(rows);
  const scores = rows.slice(0, 20).map((row) => scoreOf(row, width));
  const best = scores.reduce((found, score, at) => (score > (scores[found] ?? 0) ? at : found), 0);
  if ((scores[best] ?? 0) <= 0) {
    const columns = Array.from({ length: width }, (_, at) => `column ${at + 1}`);
    return {
      headerRow: 0,
      columns,
      confidence: 0.6,
      reason: 'its first row looks like data, not like names',
      warnings: [],
    };
  }
  const above = best > 0 ? groupNames(rows[best - 1]!, width) : null;
  const texts = Array.from({ length: Math.max(width, rows[best]!.cells.length) }, (_, at) => textAt(rows[best]!, at));
  const named = texts.map((text, at) => [above?.[at], text].filter((part) => part).join(' '));
  const { columns, warnings } = distinct(named);
  const reason =
    above !== null
      ? `row ${rows[best]!.row} names the columns, and the row above says what groups of them are about`
      : best > 0
        ? `row ${rows[best]!.row} names the columns; what stands above it is a title`
        : 'its first row names the columns';
  return { headerRow: best + 1, columns, confidence: knownIn(rows[best]!) > 0 ? 0.95 : 0.7, reason, warnings };
}

function usualWidth(rows: readonly SourceRow[]): number {
  const tally = new Map<number, number>();
  for (const { cells } of rows) {
    const width = cells.findLastIndex((cell) => cell.value !== null || cell.fault !== undefined) + 1;
    if (width > 0) tally.set(width, (tally.get(width) ?? 0) + 1);
  }
  // Ragged rows are wider or narrower, and few.
  const [usual] = [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return usual?.[0] ?? 1;
}

/** Above 0: it may name columns. What is called as fields usually are counts most. */
function scoreOf(row: SourceRow, width: number): number {
  const filled = row.cells.filter((cell) => cell.value !== null);
  if (filled.length === 0 || filled.length < width * 0.5) return 0;
  const texts = filled.map((cell) => String(cell.value));
  const looksLikeData = filled.some((cell) => typeof cell.value !== 'string' || cell.isDate) || texts.some(isValue);
  if (looksLikeData && knownIn(row) === 0) return 0;
  return 3 * knownIn(row) + filled.length / width - (looksLikeData ? 5 : 0);
}

function isValue(text: string): boolean {
  return (
    readEmail(text) !== null || dateOrders(text).length > 0 || looksLikePhone(text) || /^[\d.,\s€$%-]+$/.test(text)
  );
}

function knownIn(row: SourceRow): number {
  return row.cells.filter((cell) => typeof cell.value === 'string' && known.has(foldName(cell.value))).length;
}

/** Names over several columns, as merged cells leave them: the first of them is filled, the others are empty. Null: it is none. */
function groupNames(row: SourceRow, width: number): string[] | null {
  const texts = Array.from({ length: width }, (_, at) => textAt(row, at));
  const filled = texts.filter((text) => text !== '');
  if (filled.length < 2 || filled.length === width || filled.some(isValue)) return null;
  let current = '';
  return texts.map((text) => {
    current = text === '' ? current : text;
    return current;
  });
}

function textAt(row: SourceRow, at: number): string {
  const value = row.cells[at]?.value;
  return value === null || value === undefined ? '' : String(value).replace(/\s+/g, ' ').trim();
}

function distinct(names: readonly string[]): { readonly columns: string[]; readonly warnings: string[] } {
  const seen = new Map<string, number>();
  const warnings: string[] = [];
  const columns = names.map((name, at) => {
    const own = (name === '' ? `column ${at + 1}` : name).slice(0, 480);
    const count = (seen.get(own.toLowerCase()) ?? 0) + 1;
    seen.set(own.toLowerCase(), count);
    if (count === 1) return own;
    warnings.push(`Two columns are called “${own}”; the later one is told as “${own} (${count})”.`);
    return `${own} (${count})`;
  });
  return { columns, warnings };
}
