import { type Decimal, readNumber } from './read-values.ts';

/** What something may cost; null: no bound on that side. */
export interface PriceRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** What stands between the two ends, before the first one, and before one that stands alone; without accents. */
const between = /\s*(?:[-–—−~…]|\.{2,3}|\b(?:to|and|bis|und|a|et|jusqu['’]a|y|hasta|e|fino a|tot|en|do|i)\b)\s*/i;
const lead = /^(?:from|between|von|ab|zwischen|de|du|entre|desde|da|dal|tra|fra|van|vanaf|tussen|od|miedzy)\s+/i;
const atMost =
  /^(?:up to|to|until|under|below|less than|at most|maximum|maximal|maximaal|massimo|maximo|max|bis zu|bis|unter|hochstens|jusqu['’]a|moins de|hasta|menos de|fino a|meno di|tot|minder dan|do|maks|ponizej|[<≤]=?)(?:[.:]?\s+|(?<=[<≤=])|(?=[\d€$£¥]))/i;
const atLeast =
  /^(?:from|over|above|more than|at least|minimum|mindestens|minimaal|minimo|min|ab|uber|a partir de|des|plus de|desde|mas de|a partire da|da|oltre|vanaf|meer dan|od|powyzej|[>≥]=?)(?:[.:]?\s+|(?<=[>≥=])|(?=[\d€$£¥]))/i;

/**
 * “5.000 - 10.000 €”, “from 5,000 to 10,000”, “up to 10,000”, “ab 5.000”, “5,000+”; an amount alone is the most that it may
 * cost. Null: it is none, or its ends are the wrong way round.
 */
export function readRange(text: string, decimal: Decimal): PriceRange | null {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').trim();
  const ends = plain.replace(lead, '').split(between);
  if (ends.length === 2 && ends.every((end) => /\d/.test(end))) {
    const [from, to] = ends.map((end) => readNumber(amount(end), decimal)) as [number | null, number | null];
    return from === null || to === null || from > to ? null : { from, to };
  }
  const most = plain.replace(atMost, '');
  if (most !== plain) return bounded(null, readNumber(amount(most), decimal));
  const least = plain.replace(atLeast, '').replace(/\s*\+$/, '');
  if (least !== plain) return bounded(readNumber(amount(least), decimal), null);
  return bounded(null, readNumber(amount(plain), decimal));
}

/** Which marks may part the decimals of a range; none: it is no range, or an amount alone. */
export function decimalsOfRange(text: string): Decimal[] {
  const marks: Decimal[] = ['.', ','];
  return marks.filter((mark) => readNumber(text, mark) === null && readRange(text, mark) !== null);
}

function bounded(from: number | null, to: number | null): PriceRange | null {
  return from === null && to === null ? null : { from, to };
}

/** As amounts are written, with the sign that lost its accents. */
function amount(text: string): string {
  return text.replace(/\bzl$/, 'zł');
}
