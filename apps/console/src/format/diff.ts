/** A stretch of a text: in both, only in the first, or only in the second. */
export interface Stretch {
  readonly in: 'both' | 'first' | 'second';
  readonly text: string;
}

const MAX_CELLS = 400_000;

/** What differs between two texts, word by word. Texts too long for that differ as a whole. */
export function diffWords(first: string, second: string): Stretch[] {
  const a = first.match(/\s+|[^\s]+/g) ?? [];
  const b = second.match(/\s+|[^\s]+/g) ?? [];
  if (a.length * b.length > MAX_CELLS)
    return first === second
      ? [{ in: 'both', text: first }]
      : [
          { in: 'first', text: first },
          { in: 'second', text: second },
        ];
  const lengths = commonLengths(a, b);
  const stretches: Stretch[] = [];
  const add = (where: Stretch['in'], text: string): void => {
    const last = stretches.at(-1);
    if (last?.in === where) stretches[stretches.length - 1] = { in: where, text: last.text + text };
    else stretches.push({ in: where, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('both', a[i]!);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) add('first', a[i++]!);
    else add('second', b[j++]!);
  }
  return stretches;
}

/** The length of the longest common run of words from each pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      rows[i]![j] = a[i] === b[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!);
  return rows;
}
