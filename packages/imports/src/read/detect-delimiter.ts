import type { Layout } from '../manifest.ts';

type Delimiter = NonNullable<Layout['delimiter']>;

export interface DetectedDelimiter {
  readonly delimiter: Delimiter;
  readonly confidence: number;
  readonly reason: string;
}

const names: Readonly<Record<Delimiter, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };
const candidates: readonly Delimiter[] = [',', ';', '\t', '|'];

/** What parts the cells: the mark that most lines hold equally often, outside of quotes. */
export function detectDelimiter(text: string): DetectedDelimiter {
  const scored = candidates
    .map((delimiter) => ({ delimiter, ...steadiness(countsOf(text, delimiter)) }))
    .sort((a, b) => b.share * Math.log2(1 + b.marks) - a.share * Math.log2(1 + a.marks));
  const [best] = scored;
  if (!best || best.marks === 0)
    return { delimiter: ',', confidence: 0.5, reason: 'no mark parts its lines: it has one column' };
  return {
    delimiter: best.delimiter,
    confidence: best.share,
    reason: `${Math.round(best.share * 100)} % of its lines hold ${best.marks} ${names[best.delimiter]}`,
  };
}

/** The number of marks that most lines hold, and what share of the lines does. */
function steadiness(counts: readonly number[]): { readonly marks: number; readonly share: number } {
  const tally = new Map<number, number>();
  for (const count of counts) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
  const [best] = [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return best ? { marks: best[0], share: best[1] / counts.length } : { marks: 0, share: 0 };
}

/** How many of the marks each record of the text holds; the last one may be cut and is left out. */
function countsOf(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let quoted = false;
  let any = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (char === '\n' && !quoted) {
      if (any) counts.push(count);
      count = 0;
      any = false;
      continue;
    } else if (char === delimiter && !quoted) count++;
    if (char !== '\r') any = true;
  }
  if (counts.length === 0 && any) counts.push(count);
  return counts;
}
