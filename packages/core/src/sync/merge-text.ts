import { diff3Merge } from 'node-diff3';

/**
 * Comparisons that a merge may cost, a third of a second on a small machine. The comparison looks at every pair of equal
 * lines once for every line that it has aligned: a few thousand blank lines would keep it busy for minutes.
 */
const MAX_COMPARISONS = 1e8;

/** Three-way merge of long text by lines; null where both sides changed the same lines, or it is too long (rule 3.4). */
export function mergeText(base: string, ours: string, theirs: string): string | null {
  if (ours === theirs) return ours;
  const [o, a, b] = [base, ours, theirs].map((text) => text.split('\n')) as [string[], string[], string[]];
  const shortest = Math.min(o.length, a.length, b.length);
  const isSame = (before: string | undefined, ...others: (string | undefined)[]): boolean =>
    others.every((line) => line === before);
  let head = 0;
  while (head < shortest && isSame(o[head], a[head], b[head])) head++;
  let tail = 0;
  while (tail < shortest - head && isSame(o.at(-1 - tail), a.at(-1 - tail), b.at(-1 - tail))) tail++;
  const between = (lines: string[]): string[] => lines.slice(head, lines.length - tail);
  const [before, left, right] = [between(o), between(a), between(b)];
  if (comparisons(before, left) + comparisons(before, right) > MAX_COMPARISONS) return null;
  const merged = o.slice(0, head);
  for (const region of diff3Merge(left, before, right, { excludeFalseConflicts: true })) {
    if (!region.ok) return null;
    merged.push(...region.ok);
  }
  return [...merged, ...o.slice(o.length - tail)].join('\n');
}

function comparisons(before: readonly string[], after: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of after) counts.set(line, (counts.get(line) ?? 0) + 1);
  let pairs = 0;
  for (const line of before) pairs += counts.get(line) ?? 0;
  return pairs * Math.min(before.length, after.length);
}
